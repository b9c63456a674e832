// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from '../contract/limits.ts'
import type { Component, Property } from '../icalendar/parseCalendar.ts'
import { properties } from '../icalendar/properties.ts'
import { ICAL } from '../icalendar/registerFields.ts'
import { periodsOf, readTimes, wallDistance, type ZonedTime } from '../icalendar/times.ts'
import { RecurrenceRule } from './recurrenceRule.ts'

/** Days and times that are looked at for all rules of an event together. */
const candidates = 200 * limits.occurrences
const day = 86400000

export interface Occurrence {
	/** start by the wall clock of the event's zone */
	readonly wall: number
	/** of a PERIOD, in milliseconds; null: that of the event */
	readonly length: number | null
}

/**
 * A VEVENT's occurrences (RFC 5545 §3.8.5), before `until`: DTSTART, RRULE and RDATE together, without EXDATE. RDATE and
 * RRULE may both occur.
 *
 * @param since,until instants; at most `limits.occurrences` that start in between are returned
 */
export function occurrences(event: Component, start: ZonedTime, since: number, until: number, zone: string): Occurrence[] {
	const excluded = properties(event, 'EXDATE').flatMap((property) => readTimes(property, zone)).filter((time) => time !== null)
	const instants = new Set(excluded.filter((time) => !time.isDate || start.isDate).map((time) => time.instant))
	const days = new Set(excluded.filter((time) => time.isDate && !start.isDate).map((time) => time.wall))
	const found = new Map<number, Occurrence>()
	const take = (wall: number, length: number | null = null): boolean => {
		const instant = start.resolve(wall)
		if (instant >= until) return false
		// a PERIOD may reach into the range from long before
		const counts = (instant >= since || length !== null) && !instants.has(instant) && !days.has(Math.floor(wall / day) * day)
		if (counts && (length !== null || !found.has(instant))) found.set(instant, { wall, length })
		return found.size < limits.occurrences
	}
	take(start.wall)
	for (const property of properties(event, 'RDATE')) {
		for (const { time, length } of periodsOf(property, zone)) take(start.wall + wallDistance(start, time), length)
	}
	const rules = properties(event, 'RRULE')
	for (const rule of rules) followRule(rule, start, { since, until, most: Math.floor(candidates / rules.length) }, zone, (wall) => take(wall))
	return [...found.values()].sort((a, b) => a.wall - b.wall)
}

function followRule(property: Property, start: ZonedTime, { since, until, most }: { since: number; until: number; most: number }, zone: string, take: (wall: number) => boolean): void {
	const parts = (property.toJSON() as unknown as [string, object, string, Record<string, unknown>])[3]
	const last = lastOf(parts['until'], property, start, zone)
	// two days more, since wall clocks run up to 14 hours ahead of UTC
	for (const wall of RecurrenceRule.parse(parts)?.from(start.wall, since - 2 * day, until + 2 * day, most) ?? []) {
		if (!last(wall) || !take(wall)) return
	}
}

/** UNTIL is inclusive; it may be in UTC, floating, or a DATE (RFC 5545 §3.3.10). */
function lastOf(until: unknown, property: Property, start: ZonedTime, zone: string): (wall: number) => boolean {
	if (typeof until !== 'string') return () => true
	const time = readTimes(new ICAL.Property(['dtstart', {}, until.includes('T') ? 'date-time' : 'date', until], property.parent as Component), zone)[0]
	if (!time) return () => true
	if (time.isDate) return (wall) => wall < time.wall + day
	return time.floating ? (wall) => wall <= time.wall : (wall) => start.resolve(wall) <= time.instant
}
