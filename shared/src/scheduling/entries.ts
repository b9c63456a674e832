// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarEntry } from '../appointment/appointment.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import { properties, textOf } from '../icalendar/properties.ts'
import { readAppointment, recurrenceInstant } from '../icalendar/readAppointment.ts'
import { readEventTimes, readTimes, wallDistance, type ZonedTime } from '../icalendar/times.ts'
import { Expansion } from './expansion.ts'
import { overlaps, type Interval } from './interval.ts'
import { occurrences, partsOf } from './recurrence.ts'

const day = 86400000

/** An entry as it stands in a calendar's view: of a series one occurrence. */
export interface PlacedEntry {
	/** the VEVENT that says what it is */
	readonly event: Component
	/** with the occurrence's times; `recurrenceId` is set wherever it belongs to a series */
	readonly entry: CalendarEntry
}

/** From an occurrence on, a series goes on as another VEVENT says (RFC 5545 §3.2.13). */
interface Turn {
	readonly from: number
	readonly shift: number
	readonly event: Component
}

/**
 * What a calendar object shows in a range: every occurrence of its VEVENTs, cancelled and transparent ones too, in no order. No more
 * occurrences than `limits.occurrences` are expanded.
 *
 * @param zone IANA name, for floating times and whole days
 */
export function entriesWithin(object: Component, range: Interval, zone: string): PlacedEntry[] {
	const events = object.getAllSubcomponents('vevent')
	const overrides = events.filter((event) => properties(event, 'RECURRENCE-ID').length > 0)
	const masters = events.filter((event) => !overrides.includes(event))
	const moved = new Set(overrides.map((event) => `${textOf(event, 'UID')} ${recurrenceInstant(event, zone)}`))
	const expansion = new Expansion(masters.reduce((sum, event) => sum + partsOf(event), 0))
	const single = [...overrides, ...masters.filter((event) => partsOf(event) === 0)].flatMap((event) => placed(event, readAppointment(event, zone)))
	const repeated = masters.filter((event) => partsOf(event) > 0).flatMap((event) => seriesWithin(event, overrides, moved, range, zone, expansion))
	return [...single, ...repeated].filter(({ entry }) => overlaps({ start: entry.start, end: Math.max(entry.end, entry.start + 1) }, range))
}

function placed(event: Component, entry: CalendarEntry | null): PlacedEntry[] {
	return entry === null ? [] : [{ event, entry }]
}

function seriesWithin(master: Component, overrides: readonly Component[], moved: ReadonlySet<string>, range: Interval, zone: string, expansion: Expansion): PlacedEntry[] {
	const start = readEventTimes(master, zone)?.start
	if (start === undefined) return []
	const turns = turnsOf(start, textOf(master, 'UID'), overrides, zone)
	const entries = new Map([master, ...turns.map(({ event }) => event)].map((event) => [event, readAppointment(event, zone)]))
	const lengths = [...entries.values()].flatMap((entry) => (entry === null ? [] : [entry.end - entry.start]))
	const reach = Math.max(0, ...turns.map(({ shift }) => Math.abs(shift))) + (start.isDate ? day : 0)
	return occurrences(master, start, range.start - Math.max(0, ...lengths) - reach, range.end + reach, zone, expansion).found.flatMap(({ wall, length }) => {
		const instant = start.resolve(wall)
		if (moved.has(`${textOf(master, 'UID')} ${instant}`)) return []
		const turn = turns.filter(({ from }) => from <= instant).at(-1)
		const event = turn?.event ?? master
		const entry = entries.get(event) ?? null
		return entry === null ? [] : placed(event, { ...entry, recurrenceId: instant, ...timesAt(start, wall + (turn?.shift ?? 0), length, entry.end - entry.start) })
	})
}

/** Whole days stay whole over a change of the clocks; other durations are exact (RFC 5545 §3.3.6). */
function timesAt({ resolve, isDate }: ZonedTime, wall: number, given: number | null, length: number): Interval {
	const start = resolve(wall)
	return { start, end: given === null && isDate ? resolve(wall + Math.round(length / day) * day) : start + (given ?? length) }
}

function turnsOf(start: ZonedTime, uid: string | null, overrides: readonly Component[], zone: string): Turn[] {
	return overrides.flatMap((event): Turn[] => {
		const [property] = properties(event, 'RECURRENCE-ID')
		const named = property !== undefined && String(property.getParameter('range')).toUpperCase() === 'THISANDFUTURE' ? readTimes(property, zone)[0] : null
		const its = readEventTimes(event, zone)?.start
		if (!named || its === undefined || textOf(event, 'UID') !== uid) return []
		return [{ from: named.instant, shift: wallDistance(start, its) - wallDistance(start, named), event }]
	}).sort((a, b) => a.from - b.from)
}
