// SPDX-License-Identifier: AGPL-3.0-or-later
// Loaded with the first decision: it brings ical.js.
import { calendarText, changeAppointment, masterOf, parseCalendar, readAppointment, textOf, writeBlock, type AppointmentChange, type Block, type CalendarEntry, type Component } from '@sprechstunde/core'

/** Status of the appointment in a calendar object; null where there is none, or where it can't be read. */
export function readStatus(text: string): string | null {
	const event = open(text)?.event
	return event === undefined ? null : textOf(event, 'STATUS')?.toUpperCase() ?? null
}

/** The appointment or block in a calendar object, of a series its master; null where it can't be read. */
export function readEntry(text: string, zone: string): CalendarEntry | null {
	const event = open(text)?.event
	return event === undefined ? null : readAppointment(event, zone)
}

/**
 * The calendar object with the change, all else as it was.
 *
 * @throws Error where the text holds no event
 */
export function changed(text: string, change: AppointmentChange, zone: string): string {
	const object = open(text)
	if (object === null) throw new Error('The calendar object holds no event')
	changeAppointment(object.calendar, object.event, change, zone)
	return calendarText(object.calendar)
}

/** A new calendar object for a block. */
export function blockText(block: Block, zone: string): string {
	return calendarText(writeBlock(block, zone, Date.now()))
}

function open(text: string): { calendar: Component, event: Component } | null {
	const parsed = parseCalendar(text)
	const event = parsed.ok ? masterOf(parsed.value) : undefined
	return parsed.ok && event !== undefined ? { calendar: parsed.value, event } : null
}
