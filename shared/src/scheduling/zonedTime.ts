// SPDX-License-Identifier: GPL-3.0-or-later
import type { Weekday } from '../practice/practice.ts'

const dayLength = 86400000
const firstChange = Date.UTC(1000, 0, 1)
const formats = new Map<string, Intl.DateTimeFormat>()
const constantDays = new Map<string, number | null>()

/** `YYYY-MM-DDTHH:MM:SSZ` */
export function formatInstant(instant: number): string {
	return new Date(instant).toISOString().slice(0, 19) + 'Z'
}

/** Milliseconds since the epoch; NaN where the text is no instant in UTC. */
export function parseInstant(text: string): number {
	return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/.test(text) ? Date.parse(text) : NaN
}

/** Milliseconds of a date and time in UTC; unlike Date.UTC also in the first hundred years. Month 1 to 12. */
export function utcOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
	return new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000
}

/** Wall clock of a zone as if it were UTC, in milliseconds. */
export function wallClock(instant: number, zone: string): number {
	return instant + offsetAt(instant, zone)
}

/** Milliseconds to add to UTC for the wall clock of the zone (IANA name). */
export function offsetAt(at: number, zone: string): number {
	// before, no zone changed its clocks, and the platform's calendar counts the years before the first otherwise
	const instant = Math.max(at, firstChange)
	const day = Math.floor(instant / dayLength)
	const key = `${zone} ${day}`
	let constant = constantDays.get(key)
	if (constant === undefined) {
		const start = measureOffset(day * dayLength, zone)
		constant = start === measureOffset((day + 1) * dayLength, zone) ? start : null
		if (constantDays.size > 5000) constantDays.clear()
		constantDays.set(key, constant)
	}
	return constant ?? measureOffset(instant, zone)
}

function measureOffset(instant: number, zone: string): number {
	let format = formats.get(zone)
	if (format === undefined) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
		})
		formats.set(zone, format)
	}
	const parts: Record<string, number> = {}
	for (const part of format.formatToParts(instant)) parts[part.type] = Number(part.value)
	const wall = utcOf(parts['year'] ?? 0, parts['month'] ?? 1, parts['day'] ?? 1, parts['hour'], parts['minute'], parts['second'])
	return wall - Math.floor(instant / 1000) * 1000
}

/**
 * The instant of a wall clock (given as if it were UTC). In the gap of a change to summer time it is as far after the
 * change as the clock is after the gap's start; where the clock repeats itself it is the first of the two.
 */
export function instantOfWallClock(wall: number, zone: string): number {
	return instantByOffsets(wall, (instant) => offsetAt(instant, zone))
}

/** The same for a zone that is given by its offsets, in milliseconds. */
export function instantByOffsets(wall: number, offset: (instant: number) => number): number {
	const before = offset(wall - dayLength)
	const after = offset(wall + dayLength)
	const early = wall - before
	if (before === after || offset(early) === before) return early
	return offset(wall - after) === after ? wall - after : early
}

/** The local day `YYYY-MM-DD`. */
export function dayOf(instant: number, zone: string): string {
	return new Date(wallClock(instant, zone)).toISOString().slice(0, 10)
}

/** Minutes since local midnight by the wall clock. */
export function minuteOfDay(instant: number, zone: string): number {
	const wall = wallClock(instant, zone)
	return Math.floor((wall - Math.floor(wall / dayLength) * dayLength) / 60000)
}

/** The instant at which the wall clock shows `minutes` (0 to 1440) on a day. */
export function instantOfDay(day: string, minutes: number, zone: string): number {
	return instantOfWallClock(Date.parse(day + 'T00:00:00Z') + minutes * 60000, zone)
}

export function addDays(day: string, days: number): string {
	return new Date(Date.parse(day + 'T00:00:00Z') + days * dayLength).toISOString().slice(0, 10)
}

export function weekdayOf(day: string): Weekday {
	return (['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const)[new Date(day + 'T00:00:00Z').getUTCDay()] as Weekday
}
