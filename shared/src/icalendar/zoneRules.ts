// SPDX-License-Identifier: GPL-3.0-or-later
import type { Component, Property } from './parseCalendar.ts'
import { properties } from './properties.ts'

/** Milliseconds to add to UTC at an instant. */
export type Offsets = (instant: number) => number

/** Every year on the nth (-1: last) of a weekday (Sunday is 0) of a month (January is 0). */
interface Rule { readonly month: number; readonly weekday: number; readonly nth: number; readonly until: number }
/** STANDARD or DAYLIGHT: from its onsets on (wall clocks of the offset before) another offset holds. */
interface Observance { readonly onsets: readonly number[]; readonly rule: Rule | null; readonly from: number; readonly to: number }

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const day = 86400000

/**
 * The offsets that a VTIMEZONE defines (RFC 5545 §3.6.5). Of rules only those are followed that real programs write: yearly, on
 * the nth weekday of a month. Null where it has others, or lacks a part.
 */
export function zoneOffsets(definition: Component): Offsets | null {
	const observances = definition.getAllSubcomponents().map(observance)
	const [first] = observances
	if (first === undefined || !observances.every((entry) => entry !== null)) return null
	if (observances.every((entry) => entry.to === first?.to)) return () => first?.to ?? 0
	const known = new Map<number, readonly (readonly [number, number])[]>()
	return (instant) => {
		const year = new Date(instant).getUTCFullYear()
		let changes = known.get(year)
		if (changes === undefined) {
			changes = observances.flatMap((entry) => onsetsAround(entry, year).map((wall) => [wall - entry.from, entry.to] as const)).sort(([a], [b]) => a - b)
			known.set(year, changes)
		}
		return changes.filter(([at]) => at <= instant).at(-1)?.[1] ?? earliest(observances).from
	}
}

function earliest(observances: readonly (Observance | null)[]): Observance {
	return observances.reduce((a, b) => (a !== null && b !== null && (b.onsets[0] ?? 0) < (a.onsets[0] ?? 0) ? b : a)) as Observance
}

function observance(part: Component): Observance | null {
	const [start, ...more] = properties(part, 'DTSTART')
	const onset = start === undefined || more.length > 0 ? null : wallOf(start)[0]
	const [to] = properties(part, 'TZOFFSETTO').map(offsetOf)
	const [from = to] = properties(part, 'TZOFFSETFROM').map(offsetOf)
	const rules = properties(part, 'RRULE').map(ruleOf)
	const rule = rules[0] ?? null
	if (onset === null || onset === undefined || to === undefined || from === undefined || Number.isNaN(to + from + onset) || rules.length > 1 || (rules.length === 1 && rule === null)) return null
	return { onsets: [onset, ...properties(part, 'RDATE').flatMap(wallOf).filter((wall) => wall > onset)], rule, from, to }
}

function wallOf(property: Property): number[] {
	return rawValues(property).map((value) => Date.parse(`${String(value).replace(/Z$/, '')}Z`))
}

function offsetOf(property: Property): number {
	const match = /^([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?$/.exec(String(rawValues(property)[0]))
	return match === null ? NaN : Number(`${match[1]}1`) * ((Number(match[2]) * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0)) * 1000
}

function ruleOf(property: Property): Rule | null {
	const { freq, bymonth, byday, until, ...others } = rawValues(property)[0] as Record<string, unknown>
	const match = /^([+-]?[1-5])([A-Z]{2})$/.exec(String(byday))
	const weekday = weekdays.indexOf(match?.[2] ?? '')
	delete others['wkst']
	if (freq !== 'YEARLY' || !/^([1-9]|1[0-2])$/.test(String(bymonth)) || weekday < 0 || Object.keys(others).some((key) => key !== 'interval' || Number(others[key]) !== 1)) return null
	const end = until === undefined ? Infinity : Date.parse(typeof until === 'string' && until.includes('T') ? until.replace(/Z?$/, 'Z') : String(until))
	return Number.isNaN(end) ? null : { month: Number(bymonth) - 1, weekday, nth: Number(match?.[1]), until: end }
}

function rawValues(property: Property): unknown[] {
	return (property.toJSON() as unknown as unknown[]).slice(3)
}

/** The onsets of the year, of the one before and the one after, or the last ones there were. */
function onsetsAround({ onsets, rule, from }: Observance, year: number): number[] {
	if (rule === null) return [...onsets]
	const [first = 0] = onsets
	const last = Math.min(year + 1, new Date(Math.min(rule.until, 8.64e15)).getUTCFullYear())
	const yearly = [last - 3, last - 2, last - 1, last].map((one) => nthWeekday(one, rule) + (first - Math.floor(first / day) * day))
	return [...onsets, ...yearly.filter((wall) => wall > first && wall - from <= rule.until)]
}

function nthWeekday(year: number, { month, weekday, nth }: Rule): number {
	const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
	const startsOn = new Date(Date.UTC(year, month, 1)).getUTCDay()
	const first = 1 + (weekday - startsOn + 7) % 7
	const date = nth > 0 ? first + 7 * (nth - 1) : first + 7 * (Math.floor((length - first) / 7) + 1 + nth)
	return date >= 1 && date <= length ? Date.UTC(year, month, date) : NaN
}
