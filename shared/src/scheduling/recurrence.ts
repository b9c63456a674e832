// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from '../contract/limits.ts'
import type { Component, Property } from '../icalendar/parseCalendar.ts'
import { properties } from '../icalendar/properties.ts'
import { ICAL } from '../icalendar/registerFields.ts'
import { readTimes, type ZonedTime } from '../icalendar/times.ts'

/** More than this many steps no rule is followed, however far away the range is. */
const steps = 20 * limits.occurrences
/** Candidates looked at for all of them together. */
const candidates = 5 * steps
/** ical.js counts on day by day: a longer INTERVAL would take it minutes */
const longestInterval = 100000
const day = 86400000

/**
 * Starts of a VEVENT's occurrences (RFC 5545 §3.8.5) as wall clocks of its zone, before `until`: DTSTART, RRULE and RDATE
 * together, without EXDATE. RDATE and RRULE may both occur.
 *
 * @param since,until instants; at most `limits.occurrences` starts in between are returned
 */
export function occurrenceStarts(event: Component, start: ZonedTime, since: number, until: number, zone: string): number[] {
	const excluded = properties(event, 'EXDATE').flatMap((property) => readTimes(property, zone)).filter((time) => time !== null)
	const instants = new Set(excluded.filter((time) => !time.isDate || start.isDate).map((time) => time.instant))
	const days = new Set(excluded.filter((time) => time.isDate && !start.isDate).map((time) => time.wall))
	const found = new Map<number, number>()
	const take = (wall: number): boolean => {
		const instant = start.resolve(wall)
		if (instant >= until) return false
		if (instant >= since && !instants.has(instant) && !days.has(Math.floor(wall / day) * day)) found.set(instant, wall)
		return found.size < limits.occurrences
	}
	take(start.wall)
	for (const property of properties(event, 'RDATE')) {
		for (const time of datesOf(property, zone)) if (time !== null) take(start.wall + wallDistance(start, time))
	}
	for (const property of properties(event, 'RRULE')) followRule(property, start, zone, take)
	return [...found.values()].sort((a, b) => a - b)
}

function datesOf(property: Property, zone: string): (ZonedTime | null)[] {
	const [name, parameters, type, ...values] = property.toJSON() as unknown as [string, Record<string, string>, string, ...unknown[]]
	if (type !== 'period') return readTimes(property, zone)
	const starts = new ICAL.Property([name, parameters, 'date-time', ...values.map((value) => Array.isArray(value) ? value[0] as unknown : value)], property.parent as Component)
	return readTimes(starts, zone)
}

/** How far a time is from the start by the wall clock of the start's zone. */
function wallDistance(start: ZonedTime, time: ZonedTime): number {
	let wall = start.wall + time.instant - start.instant
	wall += time.instant - start.resolve(wall)
	return wall - start.wall
}

function followRule(property: Property, start: ZonedTime, zone: string, take: (wall: number) => boolean): void {
	try {
		const rule = (property.getFirstValue() as unknown as InstanceType<typeof ICAL.Recur>).clone()
		if (!(rule.interval >= 1 && rule.interval <= longestInterval)) return
		const last = lastOf(rule, property, start, zone)
		rule.until = null as never
		const iterator = bounded(rule.iterator(toTime(start.wall, start.isDate)))
		for (let step = 0; step < steps; step++) {
			const next = iterator.next() as InstanceType<typeof ICAL.Time> | null | undefined
			if (!next) return
			const wall = Date.UTC(next.year, next.month - 1, next.day, next.hour, next.minute, next.second)
			if (!last(wall) || !take(wall)) return
		}
	} catch {
		// a rule that can't be followed leaves the first occurrence
	}
}

/** ical.js looks for ever for a day that never comes (the 30th of February, a Tuesday every seventh day from a Monday): this ends it. */
function bounded(iterator: ReturnType<InstanceType<typeof ICAL.Recur>['iterator']>): typeof iterator {
	const check = iterator.check_contracting_rules.bind(iterator)
	let looked = 0
	iterator.check_contracting_rules = () => {
		if (++looked > candidates) throw new RangeError('no end of candidates')
		return check()
	}
	return iterator
}

/** UNTIL is inclusive; it may be in UTC, floating, or a DATE (RFC 5545 §3.3.10). */
function lastOf(rule: InstanceType<typeof ICAL.Recur>, property: Property, start: ZonedTime, zone: string): (wall: number) => boolean {
	if (!rule.until) return () => true
	const until = new ICAL.Property(['dtstart', {}, rule.until.isDate ? 'date' : 'date-time', rule.until.toString()], property.parent as Component)
	const time = readTimes(until, zone)[0]
	if (!time) return () => true
	if (time.isDate) return (wall) => wall < time.wall + day
	return time.floating ? (wall) => wall <= time.wall : (wall) => start.resolve(wall) <= time.instant
}

function toTime(wall: number, isDate: boolean): InstanceType<typeof ICAL.Time> {
	const date = new Date(wall)
	return new ICAL.Time({
		year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
		hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), isDate,
	}, ICAL.Timezone.localTimezone)
}
