// SPDX-License-Identifier: AGPL-3.0-or-later
// Loaded with the first decision: it brings ical.js.
import { calendarText, changeAppointment, changeOccurrence, masterOf, moveSeries, parseCalendar, readAppointment, textOf, writeBlock, type AppointmentChange, type Block, type CalendarEntry, type Component, type Occurrence } from '@sprechstunde/core'

/** What of a series is changed: the one occurrence, or all as far as that one. */
export type SeriesScope = 'one' | 'all'

export interface SeriesPart {
	readonly scope: SeriesScope
	/** as it stands before the change */
	readonly occurrence: Occurrence
}

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
 * @param part of a series; all of it can be given other times only
 * @throws Error where the text holds no event
 * @throws RangeError where a series can't be changed so
 */
export function changed(text: string, change: AppointmentChange, zone: string, part?: SeriesPart): string {
	const object = open(text)
	if (object === null) throw new Error('The calendar object holds no event')
	if (part === undefined) changeAppointment(object.calendar, object.event, change, zone)
	else if (part.scope === 'one') changeOccurrence(object.calendar, part.occurrence, change, zone)
	else moveSeries(object.calendar, part.occurrence, change.time ?? part.occurrence, zone)
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
