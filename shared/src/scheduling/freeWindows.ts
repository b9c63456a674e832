// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarConfig, Practice } from '../practice/practice.ts'
import { subtract, type Interval } from './interval.ts'
import { openingHours } from './openingHours.ts'
import { addDays, dayOf, instantOfDay } from './zonedTime.ts'

/** From the minimum notice to the end of the local day that is the horizon. */
export function bookableRange(practice: Practice, now: number): Interval {
	const zone = practice.practice.timeZone
	const { minimumNoticeMinutes, horizonDays } = practice.booking
	return {
		start: now + minimumNoticeMinutes * 60000,
		end: instantOfDay(addDays(dayOf(now, zone), horizonDays + 1), 0, zone),
	}
}

/**
 * Opening hours minus busy time, inside both the range that is asked for and the bookable one; sorted and merged.
 *
 * @param busy busy intervals of the calendar, with the buffers of their types
 */
export function freeWindows(practice: Practice, calendar: CalendarConfig, busy: readonly Interval[], range: Interval, now: number): Interval[] {
	const bookable = bookableRange(practice, now)
	const asked = { start: Math.max(range.start, bookable.start), end: Math.min(range.end, bookable.end) }
	return subtract(openingHours(calendar, asked, practice.practice.timeZone), busy)
}
