// SPDX-License-Identifier: GPL-3.0-or-later
import type { Component, Property } from '../icalendar/parseCalendar.ts'
import { properties } from '../icalendar/properties.ts'
import { ICAL } from '../icalendar/registerFields.ts'
import { periodsOf, readTimes, wallDistance, type ZonedTime } from '../icalendar/times.ts'
import type { Expansion } from './expansion.ts'
import { RecurrenceRule } from './recurrenceRule.ts'

const day = 86400000

export interface Occurrence {
	/** start by the wall clock of the event's zone */
	readonly wall: number
	/** of a PERIOD, in milliseconds; null: that of the event */
	readonly length: number | null
}

export interface Occurrences {
	/** sorted */
	readonly found: readonly Occurrence[]
	/** instant from which on there may be more than the budget allowed; `until`: there are none */
	readonly known: number
}

/** How many rules and lists of dates an event has, each of which gets a share of the budget. */
export function partsOf(event: Component): number {
	return properties(event, 'RRULE').length + (properties(event, 'RDATE').length > 0 ? 1 : 0)
}

/**
 * A VEVENT's occurrences (RFC 5545 §3.8.5) that start in [since, until): DTSTART, RRULE and RDATE together, without EXDATE.
 * RDATE and RRULE may both occur.
 *
 * @param since,until instants
 */
export function occurrences(event: Component, start: ZonedTime, since: number, until: number, zone: string, expansion: Expansion): Occurrences {
	const excluded = properties(event, 'EXDATE').flatMap((property) => readTimes(property, zone)).filter((time) => time !== null)
	const instants = new Set(excluded.filter((time) => !time.isDate || start.isDate).map((time) => time.instant))
	const days = new Set(excluded.filter((time) => time.isDate && !start.isDate).map((time) => time.wall))
	const found = new Map<number, Occurrence>()
	let known = until
	const add = (wall: number, length: number | null = null): void => {
		const instant = start.resolve(wall)
		if (!instants.has(instant) && !days.has(Math.floor(wall / day) * day) && (length !== null || !found.has(instant))) found.set(instant, { wall, length })
	}
	if (start.instant >= since && start.instant < until) {
		add(start.wall)
		expansion.spend(partsOf(event) === 0 ? 0 : 1)
	}
	const listed = properties(event, 'RDATE')
	if (listed.length > 0) {
		// a PERIOD may reach into the range from long before; of more dates than the budget allows the earliest count
		const dates = listed.flatMap((property) => periodsOf(property, zone)).filter(({ time, length }) => (time.instant >= since || length !== null) && time.instant < until)
		const share = expansion.share()
		if (dates.length > share) dates.sort((a, b) => a.time.instant - b.time.instant)
		known = Math.min(known, dates[share]?.time.instant ?? until)
		for (const { time, length } of dates.slice(0, share)) add(start.wall + wallDistance(start, time), length)
		expansion.spend(Math.min(share, dates.length))
	}
	for (const rule of properties(event, 'RRULE')) known = Math.min(known, followRule(rule, start, { since, until }, zone, expansion, found, add))
	return { found: [...found.values()].sort((a, b) => a.wall - b.wall), known }
}

/** Adds the occurrences of a rule, and tells until when all are known. */
function followRule(property: Property, start: ZonedTime, { since, until }: { since: number; until: number }, zone: string, expansion: Expansion, found: ReadonlyMap<number, Occurrence>, add: (wall: number) => void): number {
	const share = expansion.share()
	const parts = (property.toJSON() as unknown as [string, object, string, Record<string, unknown>])[3]
	const last = lastOf(parts['until'], property, start, zone)
	// two days more, since wall clocks run up to 14 hours ahead of UTC
	const walls = RecurrenceRule.parse(parts)?.from(start.wall, since - 2 * day, until + 2 * day, expansion.candidates)
	let expanded = 0
	let known = until
	for (let step = walls?.next(); step !== undefined; step = walls?.next()) {
		const instant = step.value === null ? until : start.resolve(step.value)
		if (step.done === true || instant >= until || !last(step.value)) {
			if (step.value !== null && last(step.value)) known = Math.min(until, instant)
			break
		}
		if (instant < since || found.has(instant)) continue
		if (expanded === share) {
			known = instant
			break
		}
		expanded++
		add(step.value)
	}
	expansion.spend(expanded)
	return known
}

/** UNTIL is inclusive; it may be in UTC, floating, or a DATE (RFC 5545 §3.3.10). */
function lastOf(until: unknown, property: Property, start: ZonedTime, zone: string): (wall: number) => boolean {
	if (typeof until !== 'string') return () => true
	const time = readTimes(new ICAL.Property(['dtstart', {}, until.includes('T') ? 'date-time' : 'date', until], property.parent as Component), zone)[0]
	if (!time) return () => true
	if (time.isDate) return (wall) => wall < time.wall + day
	return time.floating ? (wall) => wall <= time.wall : (wall) => start.resolve(wall) <= time.instant
}
