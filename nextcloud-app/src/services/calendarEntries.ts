// SPDX-License-Identifier: AGPL-3.0-or-later
// Loaded with the calendar's data: it brings ical.js.
import { changeOccurrence, copyOf, entriesWithin, masterOf, moveSeries, parseCalendar, seriesOf, textOf, valuesOf, type CalendarEntry, type Component, type Interval, type Occurrence } from '@sprechstunde/core'
import type { SeriesScope } from './calendarObject.ts'

/** What a calendar object shows, as one line of the grid. */
export interface ShownEntry extends CalendarEntry {
	/** takes time: neither cancelled nor transparent */
	readonly busy: boolean
	/** CATEGORIES as they stand */
	readonly categories: readonly string[]
}

/** A calendar object, read once. Either what it shows is known for good, or it repeats and is expanded for each range. */
export type ReadObject = { readonly entries: readonly ShownEntry[] } | { readonly series: Component }

/** A calendar object that can't be read shows nothing. */
export function readObject(text: string, zone: string): ReadObject {
	const parsed = parseCalendar(text)
	if (!parsed.ok || masterOf(parsed.value) === undefined) return { entries: [] }
	return seriesOf(parsed.value, zone) === '' ? { entries: shown(parsed.value, { start: -Infinity, end: Infinity }, zone) } : { series: parsed.value }
}

export function entriesOf(object: ReadObject, range: Interval, zone: string): readonly ShownEntry[] {
	return 'entries' in object ? object.entries.filter(({ start, end }) => start < range.end && (end > range.start || start >= range.start)) : shown(object.series, range, zone)
}

/** What of a series can be given another time: one occurrence, all as far as that one, or neither. */
export function movableScopes(series: Component, occurrence: Occurrence, time: Interval, zone: string): ReadonlySet<SeriesScope> {
	const allows = (move: (copy: Component) => void): boolean => {
		try {
			move(copyOf(series))
			return true
		} catch (error) {
			if (error instanceof RangeError) return false
			throw error
		}
	}
	return new Set([
		...(allows((copy) => changeOccurrence(copy, occurrence, { time }, zone)) ? ['one' as const] : []),
		...(allows((copy) => moveSeries(copy, occurrence, time, zone)) ? ['all' as const] : []),
	])
}

function shown(calendar: Component, range: Interval, zone: string): ShownEntry[] {
	return entriesWithin(calendar, range, zone).map(({ entry, event }) => ({
		...entry,
		busy: entry.status !== 'CANCELLED' && textOf(event, 'TRANSP')?.toUpperCase() !== 'TRANSPARENT',
		categories: valuesOf(event, 'CATEGORIES'),
	}))
}
