// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from '../contract/limits.ts'
import type { AppointmentType, CalendarConfig, Practice } from '../practice/practice.ts'
import { freeWindows, bookableRange } from './freeWindows.ts'
import type { Interval } from './interval.ts'
import { layoutSlots } from './slots.ts'

/** The slots nearest to a wanted start, the earlier one first where two are as near. */
export function nearestSlots(slots: readonly Interval[], wanted: number, count: number = limits.alternatives): Interval[] {
	return [...slots]
		.sort((a, b) => Math.abs(a.start - wanted) - Math.abs(b.start - wanted) || a.start - b.start)
		.slice(0, count)
}

/**
 * What to offer instead of a taken slot.
 *
 * @param busy busy intervals of the calendar in the bookable range, with buffers
 */
export function alternatives(practice: Practice, calendar: CalendarConfig, type: AppointmentType, busy: readonly Interval[], wanted: number, now: number): Interval[] {
	const windows = freeWindows(practice, calendar, busy, bookableRange(practice, now), now)
	return nearestSlots(layoutSlots(type, windows, practice.booking.gridMinutes, practice.practice.timeZone), wanted)
}
