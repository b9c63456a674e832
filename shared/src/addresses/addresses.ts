// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarConfig, Practice } from '../practice/practice.ts'
import { addressTable } from './addressTable.ts'

/** Whose view an address is asked for. */
export interface AddressAccount {
	/** user id in Nextcloud */
	readonly user: string
	/** whether it is one of the website's, whose calendars are virtual */
	readonly booking: boolean
}

/** Two beginnings of paths that mean the same calendar. */
export interface Alias {
	/** as the website's address has it */
	readonly shown: string
	/** where Nextcloud keeps it for this account */
	readonly kept: string
}

/** Where an address leads. All paths are decoded, below the DAV root, without slashes at their ends. */
export interface Destination {
	readonly path: string
	/** null: the address is Nextcloud's own */
	readonly alias: Alias | null
}

/** Each name under which a calendar is found at `/caldav/calendars/NAME/`. */
export function calendarNames(practice: Practice): Map<string, CalendarConfig> {
	const names = new Map(practice.calendars.flatMap((calendar) => [calendar.id, ...calendar.aliases].map((name) => [name, calendar] as const)))
	const main = practice.calendars.find((calendar) => calendar.main)
	for (const name of addressTable.main) if (main !== undefined && !names.has(name)) names.set(name, main)
	return names
}

/** Path of a practice calendar in an account's home. */
export function keptAt(calendar: CalendarConfig, { user, booking }: AddressAccount): string {
	if (booking) return `calendars/${user}/${addressTable.virtual}${calendar.id}`
	return `calendars/${user}/${calendar.owner === user ? calendar.uri : `${calendar.uri}_shared_by_${calendar.owner}`}`
}

/** Where a path below `/caldav/` leads for an account. */
export function leadsTo(practice: Practice, account: AddressAccount, path: string): Destination {
	const [root, name = '', ...rest] = segments(path)
	if (root !== 'calendars') return { path: segments(path).join('/'), alias: null }
	const calendar = calendarNames(practice).get(name)
	if (calendar === undefined) return { path: ['calendars', unescaped(name), ...rest].filter((part) => part !== '').join('/'), alias: null }
	const alias = { shown: `calendars/${name}`, kept: keptAt(calendar, account) }
	return { path: [alias.kept, ...rest].join('/'), alias }
}

/** The path below `/caldav/` that leads to one of Nextcloud's; by an alias where one of `aliases` fits. */
export function shownAs(practice: Practice, path: string, aliases: readonly Alias[]): string {
	const alias = aliases.find(({ kept }) => path === kept || path.startsWith(`${kept}/`))
	if (alias !== undefined) return alias.shown + path.slice(alias.kept.length)
	const [root, home = '', ...rest] = path.split('/')
	return root === 'calendars' && calendarNames(practice).has(home) ? ['calendars', addressTable.escape + home, ...rest].join('/') : path
}

/** Calendars whose feed a path below `/caldav/` is; null where it is none. */
export function feedCalendars(practice: Practice, path: string): readonly CalendarConfig[] | null {
	const [root, ...rest] = segments(path)
	if (root !== 'calendars' || rest.at(-1) !== addressTable.feed || rest.length > 2) return null
	if (rest.length === 1) return practice.calendars
	const calendar = calendarNames(practice).get(rest[0] ?? '')
	return calendar === undefined ? null : [calendar]
}

function unescaped(name: string): string {
	return name.startsWith(addressTable.escape) ? name.slice(addressTable.escape.length) : name
}

function segments(path: string): string[] {
	return path.split('/').filter((part) => part !== '')
}
