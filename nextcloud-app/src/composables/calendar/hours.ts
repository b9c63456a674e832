// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays, dayOf, hoursOfDay, instantOfDay, openingHours, subtract, weekdayOf, type Interval, type Weekday } from '@sprechstunde/core'
import { practiceZone } from '../../services/session.ts'
import type { CatalogCalendar } from '../../types.ts'

/** When a calendar is closed in a range. */
export function closedHours(calendar: CatalogCalendar, range: Interval): Interval[] {
	return subtract([range], openingHours(calendar, range, practiceZone()))
}

/** Local days `YYYY-MM-DD` of a range. */
export function daysOf(range: Interval): string[] {
	const days: string[] = []
	for (let day = dayOf(range.start, practiceZone()); instantOfDay(day, 0, practiceZone()) < range.end; day = addDays(day, 1)) days.push(day)
	return days
}

/** Whole hours of the day to be shown: an hour more than the calendars are open and the entries last. */
export function hoursToShow(calendars: readonly CatalogCalendar[], days: readonly string[], busy: readonly Interval[]): { readonly first: number, readonly last: number } {
	const open = calendars.flatMap((calendar) => [...Object.values(calendar.weeklyHours), ...days.map((day) => hoursOfDay(calendar, day))].flat())
	const hour = (clock: string): number => Number(clock.slice(0, 2)) + Number(clock.slice(3, 5)) / 60
	const entries = busy.map(({ start, end }) => {
		const day = dayOf(start, practiceZone())
		const since = (instant: number): number => (instant - instantOfDay(day, 0, practiceZone())) / 3_600_000
		return { first: since(start), last: since(end) }
	})
	const first = Math.min(8.5, ...open.map(({ start }) => hour(start) - 0.5), ...entries.map((entry) => entry.first))
	const last = Math.max(17.5, ...open.map(({ end }) => hour(end) + 0.5), ...entries.map((entry) => entry.last))
	return { first: Math.max(0, Math.floor(first)), last: Math.min(24, Math.ceil(last)) }
}

const sundayFirst: readonly Weekday[] = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** Days of the week (0: Sunday) on which nobody works and nothing stands; all are shown where that were all. */
export function idleWeekdays(calendars: readonly CatalogCalendar[], days: readonly string[], busyDays: ReadonlySet<string>): number[] {
	const works = (weekday: Weekday): boolean => calendars.some(({ weeklyHours }) => (weeklyHours[weekday]?.length ?? 0) > 0)
	const needed = new Set(days.filter((day) => busyDays.has(day) || calendars.some((calendar) => hoursOfDay(calendar, day).length > 0)).map(weekdayOf))
	const idle = sundayFirst.flatMap((weekday, index) => works(weekday) || needed.has(weekday) ? [] : [index])
	return idle.length === 7 ? [] : idle
}
