// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CalendarItem } from './objects.ts'

/** For each entry that takes time, the others of its calendar at the same time; entries without any are left out. */
export function doubleBookings(items: readonly CalendarItem[]): ReadonlyMap<string, readonly CalendarItem[]> {
	const found = new Map<string, CalendarItem[]>()
	const add = (item: CalendarItem, other: CalendarItem): void => { found.set(item.id, [...found.get(item.id) ?? [], other]) }
	const sorted = items.filter(({ entry }) => entry.busy).sort((a, b) => a.entry.start - b.entry.start)
	sorted.forEach((item, index) => {
		for (const other of sorted.slice(index + 1)) {
			if (other.entry.start >= item.entry.end) break
			if (other.calendar !== item.calendar || other.entry.end <= other.entry.start || isBlock(item) && isBlock(other)) continue
			add(item, other)
			add(other, item)
		}
	})
	return found
}

/** Two blocks at the same time harm nobody. */
function isBlock({ entry }: CalendarItem): boolean {
	return entry.kind === 'block'
}

/** What takes time in a calendar within an interval, but for one entry itself. */
export function takenBy(items: readonly CalendarItem[], calendar: string, time: { readonly start: number, readonly end: number }, self: string | null): CalendarItem[] {
	return items.filter(({ id, calendar: its, entry }) => id !== self && its === calendar && entry.busy && entry.start < time.end && entry.end > time.start)
}
