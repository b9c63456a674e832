// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarEntry } from '../appointment/appointment.ts'
import { isStatus } from '../appointment/status.ts'
import { fieldCatalogue, type Field } from '../fields/fieldCatalogue.ts'
import { appointmentCategory } from '../practice/categories.ts'
import { readNote } from './note.ts'
import type { Component } from './parseCalendar.ts'
import { properties, sequenceOf, textOf, valuesOf } from './properties.ts'
import { readEventTimes, readTimes } from './times.ts'

/** An appointment rather than a block: it has a type, or the category APPOINTMENT. */
export function isAppointment(event: Component): boolean {
	return (textOf(event, 'X-APPOINTMENT-TYPE') ?? '') !== '' || valuesOf(event, 'CATEGORIES').includes(appointmentCategory)
}

/** The medical fields of a VEVENT by name; empty ones are left out. */
export function readFields(event: Component): Record<string, string> {
	return Object.fromEntries(fieldCatalogue.flatMap((field: Field) => {
		const text = textOf(event, field.property)
		return text === null || text === '' ? [] : [[field.name, text]]
	}))
}

/**
 * Every VEVENT of a calendar object that has times; a missing or unknown STATUS reads as CONFIRMED.
 *
 * @param zone IANA name, for floating times and whole days
 */
export function readAppointments(calendar: Component, zone: string): CalendarEntry[] {
	return calendar.getAllSubcomponents('vevent').flatMap((event) => readAppointment(event, zone) ?? [])
}

/** One VEVENT, or null where its times can't be read. */
export function readAppointment(event: Component, zone: string): CalendarEntry | null {
	const times = readEventTimes(event, zone)
	if (times === null || Number.isNaN(times.end)) return null
	const status = textOf(event, 'STATUS')?.toUpperCase() ?? ''
	return {
		kind: isAppointment(event) ? 'appointment' : 'block',
		uid: textOf(event, 'UID') ?? '',
		status: isStatus(status) ? status : 'CONFIRMED',
		start: times.start.instant,
		end: times.end,
		allDay: times.start.isDate,
		recurrenceId: recurrenceInstant(event, zone),
		sequence: sequenceOf(event),
		fields: readFields(event),
		note: readNote(textOf(event, 'DESCRIPTION'), null),
		summary: textOf(event, 'SUMMARY') ?? '',
		location: textOf(event, 'LOCATION') ?? '',
	}
}

/** The instant that RECURRENCE-ID names (RFC 5545 §3.8.4.4), or null. */
export function recurrenceInstant(event: Component, zone: string): number | null {
	const property = properties(event, 'RECURRENCE-ID')[0]
	return property === undefined ? null : readTimes(property, zone)[0]?.instant ?? null
}

/** The VEVENT that has no RECURRENCE-ID, else the first; undefined where there is none. */
export function masterOf(calendar: Component): Component | undefined {
	const events = calendar.getAllSubcomponents('vevent')
	return events.find((event) => properties(event, 'RECURRENCE-ID').length === 0) ?? events[0]
}

/** The stored VEVENT of the same occurrence, else the stored series. */
export function storedEvent(event: Component, previous: Component | null, zone: string): Component | null {
	if (previous === null) return null
	const occurrence = recurrenceInstant(event, zone)
	const same = occurrence === null ? undefined : previous.getAllSubcomponents('vevent')
		.find((entry) => properties(entry, 'RECURRENCE-ID').length > 0 && recurrenceInstant(entry, zone) === occurrence && textOf(entry, 'UID') === textOf(event, 'UID'))
	return same ?? masterOf(previous) ?? null
}
