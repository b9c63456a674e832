// SPDX-License-Identifier: GPL-3.0-or-later
import type { Status } from '../approval/transitions.ts'
import { fieldCatalogue } from '../fields/fieldCatalogue.ts'
import { wallClock } from '../scheduling/zonedTime.ts'
import type { Component } from './parseCalendar.ts'
import { properties, remove, sequenceOf, setText, setValue } from './properties.ts'
import { seriesOf } from './series.ts'
import { readEventTimes, writeDate, writeTime } from './times.ts'
import { ensureZone } from './zones.ts'

const day = 86400000

/** What a member of the practice changes in an appointment; what isn't named stays. */
export interface AppointmentChange {
	readonly status?: Status
	/** half-open, milliseconds since the epoch; of what takes whole days their midnights */
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
	if (change.time !== undefined && seriesOf(calendar, zone) !== '') throw new RangeError('A series is moved as one, or occurrence by occurrence')
	changeEvent(calendar, event, change, zone)
}

/** As `changeAppointment`, of any VEVENT. */
export function changeEvent(calendar: Component, event: Component, change: AppointmentChange, zone: string): void {
	if (change.time !== undefined) writeSpan(calendar, event, change.time, zone)
	if (change.status !== undefined) setText(event, 'STATUS', change.status)
	for (const { name, property } of fieldCatalogue) {
		const value = change.fields?.[name]
		if (value !== undefined && (value !== '' || properties(event, property).length > 0)) setText(event, property, value.replace(/\r\n?/g, '\n'))
	}
	if (change.note !== undefined) setText(event, 'DESCRIPTION', change.note)
	raiseSequence(event)
}

export function raiseSequence(event: Component): void {
	setValue(event, 'SEQUENCE', 'integer', sequenceOf(event) + 1)
}

/** What takes whole days stays so, if it is given whole days. */
function writeSpan(calendar: Component, event: Component, { start, end }: { readonly start: number; readonly end: number }, zone: string): void {
	const wholeDays = readEventTimes(event, zone)?.start.isDate === true && [start, end].every((instant) => wallClock(instant, zone) % day === 0)
	const write = wholeDays ? writeDate : writeTime
	write(event, 'DTSTART', start, zone)
	remove(event, 'DURATION')
	write(event, 'DTEND', end, zone)
	if (!wholeDays) ensureZone(calendar, zone)
}
