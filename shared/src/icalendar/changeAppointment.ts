// SPDX-License-Identifier: GPL-3.0-or-later
import type { Status } from '../approval/transitions.ts'
import { fieldCatalogue } from '../fields/fieldCatalogue.ts'
import type { Component } from './parseCalendar.ts'
import { properties, remove, sequenceOf, setText, setValue } from './properties.ts'
import { seriesOf } from './series.ts'
import { writeTime } from './times.ts'
import { ensureZone } from './zones.ts'

/** What a member of the practice changes in an appointment; what isn't named stays. */
export interface AppointmentChange {
	readonly status?: Status
	/** half-open, milliseconds since the epoch */
	readonly time?: { readonly start: number; readonly end: number }
	/** by field name; '' clears a field */
	readonly fields?: Readonly<Record<string, string>>
	/** what stands below the fields in DESCRIPTION; the server renders what is above it */
	readonly note?: string
}

/**
 * Changes the master event in place, with SEQUENCE + 1 (RFC 5545 §3.8.7.4); all else stays as it was. A field that is cleared is sent empty, for
 * one that is missing would be put back by the server.
 *
 * @param event of `calendar`
 * @param zone IANA name, for new times
 * @throws RangeError for another time of a series, whose exceptions would lose their place
 */
export function changeAppointment(calendar: Component, event: Component, change: AppointmentChange, zone: string): void {
	if (change.time !== undefined) {
		if (seriesOf(calendar, zone) !== '') throw new RangeError('A series is moved occurrence by occurrence')
		writeTime(event, 'DTSTART', change.time.start, zone)
		remove(event, 'DURATION')
		writeTime(event, 'DTEND', change.time.end, zone)
		ensureZone(calendar, zone)
	}
	if (change.status !== undefined) setText(event, 'STATUS', change.status)
	for (const { name, property } of fieldCatalogue) {
		const value = change.fields?.[name]
		if (value !== undefined && (value !== '' || properties(event, property).length > 0)) setText(event, property, value.replace(/\r\n?/g, '\n'))
	}
	if (change.note !== undefined) setText(event, 'DESCRIPTION', change.note)
	setValue(event, 'SEQUENCE', 'integer', sequenceOf(event) + 1)
}
