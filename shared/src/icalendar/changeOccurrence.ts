// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarEntry } from '../appointment/appointment.ts'
import { entriesWithin } from '../scheduling/entries.ts'
import { changeEvent, type AppointmentChange } from './changeAppointment.ts'
import { copyOf, type Component, type Property } from './parseCalendar.ts'
import { properties, remove, textOf } from './properties.ts'
import { recurrenceInstant } from './readAppointment.ts'
import { readEventTimes, wallDistance, writeLike } from './times.ts'

/** An occurrence as `entriesWithin` places it. */
export type Occurrence = Pick<CalendarEntry, 'recurrenceId' | 'start' | 'end'>

/**
 * Changes one occurrence of a series in place and leaves the others: in the VEVENT that is for it alone, which is made where there is none yet
 * (RFC 5545 §3.8.4.4).
 *
 * @param zone IANA name, for new times
 * @throws RangeError where the series has no such occurrence, or where others would change with it (RANGE=THISANDFUTURE)
 */
export function changeOccurrence(calendar: Component, occurrence: Occurrence, change: AppointmentChange, zone: string): void {
	changeEvent(calendar, ownEvent(calendar, occurrence, zone), change, zone)
}

function ownEvent(calendar: Component, occurrence: Occurrence, zone: string): Component {
	const placed = entriesWithin(calendar, { start: occurrence.start, end: Math.max(occurrence.end, occurrence.start + 1) }, zone)
		.find(({ entry }) => entry.recurrenceId === occurrence.recurrenceId && entry.recurrenceId !== null)
	if (placed === undefined) throw new RangeError('The series has no such occurrence')
	const [name] = properties(placed.event, 'RECURRENCE-ID')
	if (name === undefined || recurrenceInstant(placed.event, zone) !== occurrence.recurrenceId) return addOverride(calendar, placed.event, occurrence, zone)
	if (hasRange(name)) throw new RangeError('The occurrences after it would change as well')
	return placed.event
}

/** A VEVENT for one occurrence, as the one that has described it so far says. */
function addOverride(calendar: Component, source: Component, { recurrenceId, start, end }: Occurrence, zone: string): Component {
	const master = calendar.getAllSubcomponents('vevent').find((event) => properties(event, 'RECURRENCE-ID').length === 0 && textOf(event, 'UID') === textOf(source, 'UID'))
	const [first] = master === undefined ? [] : properties(master, 'DTSTART')
	const times = master === undefined ? undefined : readEventTimes(master, zone)?.start
	if (first === undefined || times === undefined || recurrenceId === null) throw new RangeError('The series can\'t be read')
	const override = copyOf(source)
	for (const name of ['RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'RECURRENCE-ID', 'DURATION', 'DTEND']) remove(override, name)
	const wall = (instant: number): number => times.wall + wallDistance(times, { ...times, instant })
	writeLike(override, 'RECURRENCE-ID', first, wall(recurrenceId))
	writeLike(override, 'DTSTART', first, wall(start))
	writeLike(override, 'DTEND', first, wall(end))
	calendar.addSubcomponent(override)
	return override
}

export function hasRange(recurrenceId: Property): boolean {
	return String(recurrenceId.getParameter('range')).toUpperCase() === 'THISANDFUTURE'
}
