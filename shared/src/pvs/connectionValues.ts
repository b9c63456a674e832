// SPDX-License-Identifier: GPL-3.0-or-later
import { calendarNames, keptAt } from '../addresses/addresses.ts'
import { addressTable } from '../addresses/addressTable.ts'
import type { CalendarConfig, Practice, PvsConnection } from '../practice/practice.ts'
import type { StepValue } from './profile.ts'
import { profileOf } from './profiles.ts'
import { intervalFor } from './setupSteps.ts'

/** Where a program finds the calendars: at Nextcloud itself, or at the website's `/caldav/`. Both without a slash at their ends. */
export type ProgramServer =
	| { readonly kind: 'nextcloud'; readonly url: string }
	| { readonly kind: 'website'; readonly url: string }

/** Address of a calendar as a program enters it. */
export function calendarAddress(server: ProgramServer, practice: Practice, user: string, calendar: CalendarConfig): string {
	if (server.kind === 'nextcloud') return `${davRoot(server)}${encoded(keptAt(calendar, { user, booking: false }))}/`
	return `${davRoot(server)}calendars/${encodeURIComponent(publicName(practice, calendar))}/`
}

/** Address of a calendar as a file, for programs that only read. */
export function feedAddress(server: ProgramServer, practice: Practice, user: string, calendar: CalendarConfig): string {
	const address = calendarAddress(server, practice, user, calendar)
	return server.kind === 'website' ? `${address}${addressTable.feed}` : `${address}?export`
}

/** Address of an account's principal, from which Apple's programs find everything else. */
export function principalAddress(server: ProgramServer, user: string): string {
	return `${davRoot(server)}principals/users/${encodeURIComponent(user)}/`
}

/**
 * What is filled in in the steps of a connection.
 *
 * @param password left out where it is not known any more: the steps then keep `{password}`
 */
export function connectionValues(connection: PvsConnection, practice: Practice, server: ProgramServer, password?: string): Partial<Record<StepValue, string>> {
	const [calendar] = connection.calendars.flatMap((id) => practice.calendars.find((one) => one.id === id) ?? [])
	const interval = intervalFor(profileOf(connection.profile), practice.syncIntervalMinutes)
	return {
		server: davRoot(server),
		user: connection.user,
		account: practice.practice.name,
		...(calendar === undefined ? {} : {
			// its name below the account's home, or below the website's calendars/
			calendar: server.kind === 'website' ? publicName(practice, calendar) : keptAt(calendar, { user: connection.user, booking: false }).split('/').at(-1) ?? calendar.uri,
			calendarAddress: calendarAddress(server, practice, connection.user, calendar),
			feedAddress: feedAddress(server, practice, connection.user, calendar),
		}),
		...(interval === null ? {} : { interval: String(interval) }),
		...(password === undefined ? {} : { password }),
	}
}

/** The website that serves `/caldav/`, where the practice names one for its patients; whether its web server does is for somebody to try. */
export function websiteServer(practice: Practice): ProgramServer | null {
	const origin = /^https?:\/\/[^/?#]+/u.exec(practice.website.manageUrl ?? '')?.[0]
	return origin === undefined ? null : { kind: 'website', url: origin }
}

function davRoot(server: ProgramServer): string {
	return server.kind === 'nextcloud' ? `${server.url}/remote.php/dav/` : `${server.url}${addressTable.prefix}/`
}

/** The id, unless another calendar is found by that name. */
function publicName(practice: Practice, calendar: CalendarConfig): string {
	const names = calendarNames(practice)
	return names.get(calendar.id) === calendar ? calendar.id : [...names].find(([, one]) => one === calendar)?.[0] ?? calendar.id
}

function encoded(path: string): string {
	return path.split('/').map(encodeURIComponent).join('/')
}
