// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays, byTime, dayOf, instantOfDay, layoutSlots, merge, weekdayOf, weekdays, type SlotType } from '@sprechstunde/core'
import type { FreeWindow } from '../../services/freeWindows.ts'

/** A free place in a calendar; half-open, milliseconds since the epoch, without buffers. */
export interface Slot {
	readonly calendar: string
	readonly start: number
	readonly end: number
}

export interface SlotDay {
	/** YYYY-MM-DD in the practice's zone */
	readonly day: string
	readonly slots: readonly Slot[]
}

export interface Grid {
	readonly minutes: number
	/** IANA name */
	readonly zone: string
}

/**
 * Slots of a type in the calendars named, by time; calendars that are free at once each have theirs.
 *
 * @param own the place that the appointment has now: by moving it becomes free, with its buffers
 */
export function slotsIn(windows: readonly FreeWindow[], calendars: readonly string[], type: SlotType, grid: Grid, own: Slot | null = null): readonly Slot[] {
	return calendars.flatMap((calendar) => {
		const free: { start: number, end: number }[] = windows.filter((window) => window.calendar === calendar)
		if (own?.calendar === calendar) free.push({ start: own.start - type.bufferBeforeMinutes * 60_000, end: own.end + type.bufferAfterMinutes * 60_000 })
		return layoutSlots(type, merge(free), grid.minutes, grid.zone).map((slot) => ({ calendar, ...slot }))
	}).filter((slot) => !sameSlot(slot, own)).sort(byTime)
}

/** Monday of the week that a day lies in. */
export function mondayOf(day: string): string {
	return addDays(day, -weekdays.indexOf(weekdayOf(day)))
}

/** The days of a week; Saturday and Sunday only where something is free. */
export function weekOf(slots: readonly Slot[], monday: string, zone: string): readonly SlotDay[] {
	const [from, to] = [instantOfDay(monday, 0, zone), instantOfDay(addDays(monday, 7), 0, zone)]
	const within = slots.filter((slot) => slot.start >= from && slot.start < to)
	return weekdays.map((_, index) => {
		const day = addDays(monday, index)
		return { day, slots: within.filter((slot) => dayOf(slot.start, zone) === day) }
	}).filter(({ slots: found }, index) => index < 5 || found.length > 0)
}

export function sameSlot(one: Slot | null, other: Slot | null): boolean {
	return one !== null && other !== null && one.start === other.start && one.end === other.end && one.calendar === other.calendar
}
