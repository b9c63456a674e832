// SPDX-License-Identifier: GPL-3.0-or-later
import { addDays, dayOf, layoutSlots, merge, weekdayOf } from '@sprechstunde/core/slots'
import type { Catalog, CatalogType, Slot, Window } from './model.ts'

export interface Day {
	/** YYYY-MM-DD in the practice's zone */
	readonly day: string
	readonly slots: readonly Slot[]
}

/** The server allows 62. */
const daysAtOnce = 56
const order = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Monday of the week in which a day lies. */
export function mondayOf(day: string): string {
	return addDays(day, -order.indexOf(weekdayOf(day)))
}

/**
 * Every slot of a type in the free windows, sorted; of several calendars free at the same time the first in the catalog's order.
 *
 * @param calendars ids that count
 */
export function findSlots(catalog: Catalog, type: CatalogType, windows: readonly Window[], calendars: readonly string[]): readonly Slot[] {
	const byStart = new Map<number, Slot>()
	for (const calendar of calendars) {
		const own = windows.filter((window) => window.calendar === calendar)
		for (const slot of layoutSlots(type, merge(own), catalog.booking.gridMinutes, catalog.practice.timeZone)) {
			if (!byStart.has(slot.start)) byStart.set(slot.start, { calendar, ...slot })
		}
	}
	return [...byStart.values()].sort((a, b) => a.start - b.start)
}

/** The seven days of a week; days at the weekend only where something is free. */
export function daysOfWeek(slots: readonly Slot[], monday: string, zone: string): readonly Day[] {
	return order.map((_, index) => {
		const day = addDays(monday, index)
		return { day, slots: slots.filter((slot) => dayOf(slot.start, zone) === day) }
	}).filter((entry, index) => index < 5 || entry.slots.length > 0)
}

/** The first slot at or after a day. */
export function firstFrom(slots: readonly Slot[], day: string, zone: string): Slot | undefined {
	return slots.find((slot) => dayOf(slot.start, zone) >= day)
}

/**
 * The next range of days to ask for, `to` not included: at first the nearest ones, then more when the patient comes to the end of
 * what is known, or nothing was free in it. Null where that is enough.
 *
 * @param known end of what is known, YYYY-MM-DD; empty: nothing is
 * @param week Monday on show; empty: the first with a free slot
 */
export function rangeToAsk(today: string, horizonDays: number, known: string, week: string, nothingFree: boolean): { readonly from: string; readonly to: string } | null {
	const end = addDays(today, horizonDays + 1)
	const from = known === '' ? today : known
	if (from >= end || (known !== '' && !nothingFree && (week === '' || addDays(week, 14) <= known))) return null
	const to = addDays(from, daysAtOnce)
	return { from, to: to < end ? to : end }
}

/** What a patient is asked to choose again after a taken slot is still there, or not. */
export function sameSlot(a: Slot | null, b: Slot): boolean {
	return a !== null && a.start === b.start && a.calendar === b.calendar
}
