// SPDX-License-Identifier: AGPL-3.0-or-later
import { weekdays, type Hours, type Weekday } from '@sprechstunde/core'
import { leastMinutes, minutesOf, timeOf, type WeeklyHours } from './hours.ts'

export interface Step {
	readonly week: WeeklyHours
	/** where the span is now */
	readonly day: Weekday
	/** null: it is gone */
	readonly hours: Hours | null
}

export type Edge = 'start' | 'end'

/** What a key does to a span: arrows move it, with Shift its end; to the sides onto another day. Null: nothing. */
export function moveByKey(week: WeeklyHours, day: Weekday, index: number, key: string, withShift: boolean): Step | null {
	const span = week[day]?.[index]
	if (span === undefined) return null
	const others = (week[day] ?? []).filter((_, place) => place !== index)
	if (key === 'Delete' || key === 'Backspace') return { week: { ...week, [day]: others }, day, hours: null }
	const [start, end] = [minutesOf(span.start), minutesOf(span.end)]
	const step = key === 'ArrowUp' ? -leastMinutes : key === 'ArrowDown' ? leastMinutes : 0
	if (step !== 0) {
		const [from, to] = withShift ? [start, end + step] : [start + step, end + step]
		if (from < 0 || to > 1440 || to - from < leastMinutes) return null
		const hours = { start: timeOf(from), end: timeOf(to) }
		// not into its neighbours: they would be one then
		if (others.some((one) => hours.start < one.end && one.start < hours.end)) return null
		return { week: { ...week, [day]: [...others, hours].sort((a, b) => (a.start < b.start ? -1 : 1)) }, day, hours }
	}
	const side = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0
	const target = side === 0 ? undefined : weekdays[weekdays.indexOf(day) + side]
	if (target === undefined || (week[target] ?? []).some((one) => span.start < one.end && one.start < span.end)) return null
	return { week: { ...week, [day]: others, [target]: [...(week[target] ?? []), span].sort((a, b) => (a.start < b.start ? -1 : 1)) }, day: target, hours: span }
}

/** How far an edge of a span can go, in minutes of the day: up to its neighbours, and a quarter of an hour stays. */
export function edgeBounds(spans: readonly Hours[], index: number, edge: Edge): { readonly least: number, readonly most: number } {
	const span = spans[index]
	if (span === undefined) return { least: 0, most: 1440 }
	const others = spans.filter((_, place) => place !== index)
	if (edge === 'start') return { least: Math.max(0, ...others.filter(({ end }) => end <= span.start).map(({ end }) => minutesOf(end))), most: minutesOf(span.end) - leastMinutes }
	return { least: minutesOf(span.start) + leastMinutes, most: Math.min(1440, ...others.filter(({ start }) => start >= span.end).map(({ start }) => minutesOf(start))) }
}

const steps: Readonly<Record<string, number>> = { ArrowUp: -leastMinutes, ArrowLeft: -leastMinutes, ArrowDown: leastMinutes, ArrowRight: leastMinutes, PageUp: -60, PageDown: 60, Home: -1440, End: 1440 }

/** What a key does to an edge of a span: down and right is later, as the week lies; page keys go an hour, Home and End as far as it goes. Null: nothing. */
export function edgeByKey(week: WeeklyHours, day: Weekday, index: number, edge: Edge, key: string): Step | null {
	const spans = week[day] ?? []
	const [span, step] = [spans[index], steps[key]]
	if (span === undefined || step === undefined) return null
	const { least, most } = edgeBounds(spans, index, edge)
	const hours = { ...span, [edge]: timeOf(Math.max(least, Math.min(minutesOf(span[edge]) + step, most))) }
	return { week: { ...week, [day]: spans.map((one, place) => place === index ? hours : one) }, day, hours }
}

/** The hour that somebody tapped into, as much of it as is free; null where less than a quarter is. */
export function tappedHours(spans: readonly Hours[], minutes: number): Hours | null {
	const at = Math.max(0, Math.min(Math.floor(minutes), 1439))
	const from = Math.max(Math.floor(at / 60) * 60, ...spans.filter(({ end }) => minutesOf(end) <= at).map(({ end }) => minutesOf(end)))
	const to = Math.min(from + 60, 1440, ...spans.filter(({ start }) => minutesOf(start) > at).map(({ start }) => minutesOf(start)))
	return to - from < leastMinutes ? null : { start: timeOf(from), end: timeOf(to) }
}
