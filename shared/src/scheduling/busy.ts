// SPDX-License-Identifier: GPL-3.0-or-later
import type { Component } from '../icalendar/parseCalendar.ts'
import { properties, textOf } from '../icalendar/properties.ts'
import { recurrenceInstant } from '../icalendar/readAppointment.ts'
import { typeOf } from '../icalendar/renderEvent.ts'
import { readEventTimes } from '../icalendar/times.ts'
import type { Practice } from '../practice/practice.ts'
import { byTime, overlaps, widen, type Interval } from './interval.ts'
import { occurrenceStarts } from './recurrence.ts'

/** longer than the longest buffers, so that no occurrence just outside the range is missed */
const margin = 86400000

/**
 * Busy time of a calendar object: every occurrence of its VEVENTs that is neither transparent nor cancelled, with the
 * buffers of its appointment type. Sorted by time; neither merged nor clipped.
 */
export function busyIntervals(object: Component, range: Interval, practice: Practice): Interval[] {
	const zone = practice.practice.timeZone
	const events = object.getAllSubcomponents('vevent')
	const overrides = events.filter((event) => properties(event, 'RECURRENCE-ID').length > 0)
	const moved = new Set(overrides.map((event) => `${textOf(event, 'UID')} ${recurrenceInstant(event, zone)}`))
	return events.flatMap((event) => {
		if (textOf(event, 'TRANSP')?.toUpperCase() === 'TRANSPARENT' || textOf(event, 'STATUS')?.toUpperCase() === 'CANCELLED') return []
		const times = readEventTimes(event, zone)
		if (times === null || !(times.start.instant < times.end)) return []
		const type = typeOf(practice, typeCode(event, events))
		const length = times.end - times.start.instant
		const days = Math.round(length / 86400000)
		const single = overrides.includes(event)
		const starts = single ? [times.start.wall] : occurrenceStarts(event, times.start, range.start - length - margin, range.end + margin, zone)
		return starts.flatMap((wall) => {
			const start = times.start.resolve(wall)
			if (!single && moved.has(`${textOf(event, 'UID')} ${start}`)) return []
			// whole days stay whole over a DST change; other durations are exact (RFC 5545 §3.3.6, §3.8.5.3)
			const end = times.start.isDate ? times.start.resolve(wall + days * 86400000) : start + length
			const busy = widen({ start, end }, type?.bufferBeforeMinutes ?? 0, type?.bufferAfterMinutes ?? 0)
			return overlaps(busy, range) ? [busy] : []
		})
	}).sort(byTime)
}

/** An occurrence that was changed by itself may lack the type: then the series' counts. */
function typeCode(event: Component, events: readonly Component[]): string | undefined {
	const own = textOf(event, 'X-APPOINTMENT-TYPE')
	if (own !== null) return own
	const master = events.find((other) => properties(other, 'RECURRENCE-ID').length === 0 && textOf(other, 'UID') === textOf(event, 'UID'))
	return master === undefined ? undefined : textOf(master, 'X-APPOINTMENT-TYPE') ?? undefined
}
