// SPDX-License-Identifier: AGPL-3.0-or-later
// Loaded with the first appointment: it brings ical.js.
import { calendarText, masterOf, parseCalendar, readAppointment, seriesOf, writeAppointment, type Appointment, type CalendarEntry, type Practice } from '@sprechstunde/core'
import type { Catalog, CatalogCalendar } from '../types.ts'

export interface ReadAppointment {
	readonly entry: CalendarEntry
	/** it takes place more than once */
	readonly isSeries: boolean
}

/** The appointment or block in a calendar object, of a series its master; null where it can't be read. */
export function readForEditing(text: string, zone: string): ReadAppointment | null {
	const parsed = parseCalendar(text)
	const event = parsed.ok ? masterOf(parsed.value) : undefined
	const entry = event === undefined ? null : readAppointment(event, zone)
	return !parsed.ok || entry === null ? null : { entry, isSeries: seriesOf(parsed.value, zone) !== '' }
}

/**
 * A new calendar object. What people read of it (title, colour, place) the server renders anew.
 *
 * @param now epoch milliseconds
 */
export function newObjectText(appointment: Appointment, catalog: Catalog, calendar: CatalogCalendar, now: number): string {
	// the server knows the rest of the configuration; nothing here reads it
	const practice = {
		...catalog,
		practice: { ...catalog.practice, federalState: null, domain: '' },
		appointmentTypes: catalog.appointmentTypes.map((type) => ({ ...type, online: false })),
		categories: [],
	} as unknown as Practice
	return calendarText(writeAppointment(appointment, practice, { ...calendar, owner: '', uri: '', aliases: [], main: false }, now))
}
