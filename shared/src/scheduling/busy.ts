// SPDX-License-Identifier: GPL-3.0-or-later
import type { Component } from '../icalendar/parseCalendar.ts'
import { properties, textOf } from '../icalendar/properties.ts'
import { recurrenceInstant } from '../icalendar/readAppointment.ts'
import { typeOf } from '../icalendar/renderEvent.ts'
import { readEventTimes, readTimes, wallDistance, type ZonedTime } from '../icalendar/times.ts'
import type { Practice } from '../practice/practice.ts'
import { Expansion } from './expansion.ts'
import { byTime, overlaps, widen, type Interval } from './interval.ts'
import { occurrences, partsOf } from './recurrence.ts'

const day = 86400000

/** How an event takes time at each of its occurrences. */
interface Shape {
	readonly start: ZonedTime
	readonly length: number
	readonly before: number
	readonly after: number
}

/** From an occurrence on, a series goes on in another way (RFC 5545 §3.2.13). */
interface Turn {
	readonly from: number
	/** by the wall clock of the series */
	readonly shift: number
	readonly shape: Shape | null
}

/**
 * Busy time of a calendar object: every occurrence of its VEVENTs that is neither transparent nor cancelled, with the
 * buffers of its appointment type. Where there may be more occurrences than are expanded at a time (`limits.occurrences`), the
 * rest of the range counts as busy. Sorted by time; neither merged nor clipped.
 */
export function busyIntervals(object: Component, range: Interval, practice: Practice): Interval[] {
	const zone = practice.practice.timeZone
	const events = object.getAllSubcomponents('vevent')
	const overrides = events.filter((event) => properties(event, 'RECURRENCE-ID').length > 0)
	const moved = new Set(overrides.map((event) => `${textOf(event, 'UID')} ${recurrenceInstant(event, zone)}`))
	const expansion = new Expansion(events.filter((event) => !overrides.includes(event)).reduce((sum, event) => sum + partsOf(event), 0))
	let until = range.end
	const busy = events.flatMap((event) => {
		const shape = shapeOf(event, events, practice)
		if (overrides.includes(event)) return shape === null ? [] : place(shape, shape.start, shape.start.wall, null)
		const own = series(event, shape, turnsOf(event, overrides, events, practice), moved, range, zone, expansion)
		until = Math.min(until, Math.max(range.start, own.known))
		return own.busy
	}).filter((one) => overlaps(one, range))
	return (until < range.end ? [...busy.filter(({ start }) => start < until), { start: until, end: range.end }] : busy).sort(byTime)
}

/** Also until when the series is known. */
function series(event: Component, own: Shape | null, turns: readonly Turn[], moved: ReadonlySet<string>, range: Interval, zone: string, expansion: Expansion): { busy: Interval[]; known: number } {
	const start = readEventTimes(event, zone)?.start
	const shapes = [own, ...turns.map(({ shape }) => shape)].filter((shape) => shape !== null)
	if (start === undefined || shapes.length === 0) return { busy: [], known: range.end }
	const length = Math.max(0, ...shapes.map((shape) => shape.length))
	const shift = Math.max(0, ...turns.map((turn) => Math.abs(turn.shift)))
	// whole days are longer or shorter where the clocks change
	const reach = shift + 60000 * Math.max(...shapes.flatMap(({ before, after }) => [before, after])) + (start.isDate ? day : 0)
	const { found, known } = occurrences(event, start, range.start - length - reach, range.end + reach, zone, expansion)
	const busy = found.flatMap(({ wall, length: given }) => {
		const instant = start.resolve(wall)
		if (moved.has(`${textOf(event, 'UID')} ${instant}`)) return []
		const turn = turns.filter(({ from }) => from <= instant).at(-1)
		const shape = turn === undefined ? own : turn.shape
		return shape === null ? [] : place(shape, start, wall + (turn?.shift ?? 0), given)
	})
	return { busy, known: known - reach }
}

/** The busy time of one occurrence; none where it has no length. */
function place(shape: Shape, { resolve, isDate }: ZonedTime, wall: number, given: number | null): Interval[] {
	const start = resolve(wall)
	// whole days stay whole over a DST change; other durations are exact (RFC 5545 §3.3.6, §3.8.5.3)
	const end = given === null && isDate ? resolve(wall + Math.round(shape.length / day) * day) : start + (given ?? shape.length)
	return start < end ? [widen({ start, end }, shape.before, shape.after)] : []
}

/** Null where the event takes no time: transparent, cancelled, or without times that can be read. */
function shapeOf(event: Component, events: readonly Component[], practice: Practice): Shape | null {
	if (textOf(event, 'TRANSP')?.toUpperCase() === 'TRANSPARENT' || textOf(event, 'STATUS')?.toUpperCase() === 'CANCELLED') return null
	const times = readEventTimes(event, practice.practice.timeZone)
	if (times === null || Number.isNaN(times.end)) return null
	const type = typeOf(practice, typeCode(event, events))
	return { start: times.start, length: times.end - times.start.instant, before: type?.bufferBeforeMinutes ?? 0, after: type?.bufferAfterMinutes ?? 0 }
}

/** What RECURRENCE-ID with RANGE=THISANDFUTURE changes, by time: later occurrences move as far and last as long as the one that it names. */
function turnsOf(event: Component, overrides: readonly Component[], events: readonly Component[], practice: Practice): Turn[] {
	const zone = practice.practice.timeZone
	const start = readEventTimes(event, zone)?.start
	return start === undefined ? [] : overrides.flatMap((override): Turn[] => {
		const [property] = properties(override, 'RECURRENCE-ID')
		const named = property !== undefined && String(property.getParameter('range')).toUpperCase() === 'THISANDFUTURE' ? readTimes(property, zone)[0] : null
		const its = readEventTimes(override, zone)?.start
		if (!named || its === undefined || textOf(override, 'UID') !== textOf(event, 'UID')) return []
		return [{ from: named.instant, shift: wallDistance(start, its) - wallDistance(start, named), shape: shapeOf(override, events, practice) }]
	}).sort((a, b) => a.from - b.from)
}

/** An occurrence that was changed by itself may lack the type: then the series' counts. */
function typeCode(event: Component, events: readonly Component[]): string | undefined {
	const own = textOf(event, 'X-APPOINTMENT-TYPE')
	if (own !== null) return own
	const master = events.find((other) => properties(other, 'RECURRENCE-ID').length === 0 && textOf(other, 'UID') === textOf(event, 'UID'))
	return master === undefined ? undefined : textOf(master, 'X-APPOINTMENT-TYPE') ?? undefined
}
