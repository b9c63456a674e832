// SPDX-License-Identifier: AGPL-3.0-or-later
import { makeUid, type Appointment } from '@sprechstunde/core'
import type { Catalog, CatalogCalendar } from '../types.ts'
import { store } from './caldav.ts'
import type { Outcome } from './changeAppointment.ts'
import { problemOf } from './problem.ts'

/** A UID of its own for one more appointment; the same one again makes a second try harmless. */
export function newUid(catalog: Catalog, now: number): string {
	const domain = /@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/.exec(catalog.practice.email.toLowerCase())?.[1] ?? 'sprechstunde.invalid'
	return makeUid(now, crypto.getRandomValues(new Uint8Array(16)), domain)
}

/** Where an appointment of that UID lies. */
export function hrefOf(calendar: CatalogCalendar, uid: string): string {
	return `${calendar.href}${encodeURIComponent(`${uid}.ics`)}`
}

/** PUT of a new calendar object (If-None-Match: *). Never rejects; `stale`: there is one of that UID already. */
export async function createObject(appointment: Appointment, catalog: Catalog, calendar: CatalogCalendar): Promise<Outcome> {
	try {
		const { newObjectText } = await import('./appointmentObject.ts')
		return { kind: 'done', etag: await store(hrefOf(calendar, appointment.uid), newObjectText(appointment, catalog, calendar, Date.now()), null) }
	} catch (error) {
		const problem = problemOf(error)
		return problem.kind === 'stale' || problem.codes.includes('UID_EXISTS') ? { kind: 'stale', status: null } : { kind: 'failed', problem }
	}
}
