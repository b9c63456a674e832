// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarConfig, Hours } from '../practice/practice.ts'
import { clip, type Interval } from './interval.ts'
import { addDays, dayOf, instantOfDay, weekdayOf } from './zonedTime.ts'

type OpeningHours = Pick<CalendarConfig, 'weeklyHours' | 'exceptions'>

/** The hours of one local day: those of the last exception that covers it, else the weekly ones. */
export function hoursOfDay(calendar: OpeningHours, day: string): readonly Hours[] {
	const exception = [...calendar.exceptions].reverse().find((entry) => entry.from <= day && day <= entry.to)
	return exception?.hours ?? calendar.weeklyHours[weekdayOf(day)] ?? []
}

/** When the calendar is open in a range, merged. */
export function openingHours(calendar: OpeningHours, range: Interval, zone: string): Interval[] {
	if (!(range.start < range.end)) return []
	const open: Interval[] = []
	const last = dayOf(range.end, zone)
	for (let day = dayOf(range.start, zone); day <= last; day = addDays(day, 1)) {
		for (const hours of hoursOfDay(calendar, day)) {
			open.push({ start: instantOfDay(day, minutesOf(hours.start), zone), end: instantOfDay(day, minutesOf(hours.end), zone) })
		}
	}
	return clip(open, range)
}

/** Minutes since midnight of `HH:MM`, up to `24:00`. */
export function minutesOf(clock: string): number {
	return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}
