// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import type { Practice } from '@sprechstunde/core'

export const roles = ['booking', 'staff', 'admin', 'pvs'] as const
export type AccountRole = (typeof roles)[number]

/** A login; `password` is an app password on Nextcloud. */
export interface Account {
	readonly user: string
	readonly password: string
}

export type Accounts = Readonly<Record<AccountRole, Account>>

export interface CalendarUrls {
	readonly id: string
	/** the calendar collection as each account reaches it, absolute, with a closing slash */
	readonly urls: Readonly<Record<AccountRole, string>> & { readonly none?: string }
}

/** The accounts of the sample practice; `praxis` owns its calendars. */
export const people: Readonly<Record<AccountRole, { readonly user: string; readonly name: string }>> = {
	booking: { user: 'buchung', name: 'Online-Buchung' },
	staff: { user: 'empfang', name: 'Empfang' },
	admin: { user: 'praxis', name: 'Praxisleitung' },
	pvs: { user: 'pvs', name: 'Praxissoftware' },
}

/** An account without a role, with which the calendars are shared natively; tests only. */
export const guest = { user: 'gast', name: 'Gast' } as const

/** 24 letters and digits from 128 random bits and more. */
export function randomPassword(): string {
	return randomBytes(32).toString('base64').replace(/[^A-Za-z0-9]/g, '').slice(0, 24).padEnd(24, '7')
}

/** Where each account finds the practice's calendars; the same paths on every server. */
export function calendarUrls(serverUrl: string, practice: Practice, none: Account | null = null): CalendarUrls[] {
	return practice.calendars.map(({ id, uri, owner }) => {
		const at = (user: string, name: string): string => `${serverUrl}/remote.php/dav/calendars/${user}/${name}/`
		return {
			id,
			urls: {
				booking: at(people.booking.user, `app-generated--sprechstunde--${id}`),
				staff: at(people.staff.user, `${uri}_shared_by_${owner}`),
				admin: people.admin.user === owner ? at(owner, uri) : at(people.admin.user, `${uri}_shared_by_${owner}`),
				pvs: at(people.pvs.user, `${uri}_shared_by_${owner}`),
				...(none ? { none: at(none.user, `${uri}_shared_by_${owner}`) } : {}),
			},
		}
	})
}
