// SPDX-License-Identifier: AGPL-3.0-or-later
import { weekdays, type Hours, type Weekday } from '@sprechstunde/core'

export type WeeklyHours = Readonly<Partial<Record<Weekday, readonly Hours[]>>>

const dayMinutes = 1440
/** shortest span that dragging makes */
export const leastMinutes = 15

/** Minutes of `HH:MM`; NaN for anything else. */
export function minutesOf(time: string): number {
	const match = /^(\d{2}):(\d{2})$/.exec(time)
	return match === null ? NaN : Number(match[1]) * 60 + Number(match[2])
}

/** `HH:MM`, within the day. */
export function timeOf(minutes: number): string {
	const bounded = Math.min(dayMinutes, Math.max(0, Math.round(minutes)))
	return `${String(Math.floor(bounded / 60)).padStart(2, '0')}:${String(bounded % 60).padStart(2, '0')}`
}

/** What people type for a time (8, 8:30, 830, 8.30) as `HH:MM`; what is no time stays as it is. */
export function readTime(typed: string): string {
	const text = typed.trim()
	const match = /^(\d{1,2})(?:[:.,h ]?(\d{2}))?(?:\s*(?:uhr|h))?$/i.exec(text)
	if (match === null) return text
	const [hours, minutes] = [Number(match[1]), Number(match[2] ?? '0')]
	return hours * 60 + minutes <= dayMinutes && minutes < 60 ? timeOf(hours * 60 + minutes) : text
}

/** In order, with what touches or overlaps joined. */
export function joined(hours: readonly Hours[]): Hours[] {
	const result: Hours[] = []
	for (const one of [...hours].filter(({ start, end }) => start < end).sort((a, b) => (a.start < b.start ? -1 : 1))) {
		const last = result.at(-1)
		if (last !== undefined && one.start <= last.end) result[result.length - 1] = { start: last.start, end: one.end > last.end ? one.end : last.end }
		else result.push({ start: one.start, end: one.end })
	}
	return result
}

/** The next span that fits behind the last: what a person most likely wants to add. */
export function nextHours(hours: readonly Hours[]): Hours {
	const last = hours.reduce((end, one) => Math.max(end, minutesOf(one.end) || 0), 0)
	if (last === 0) return { start: '08:00', end: '12:00' }
	const start = Math.min(last + 60, dayMinutes - 60)
	return { start: timeOf(start), end: timeOf(Math.min(start + 240, dayMinutes)) }
}

/** The span cut in two by a break of an hour, from noon where noon is in it. */
export function withBreak({ start, end }: Hours): Hours[] {
	const [from, to] = [minutesOf(start), minutesOf(end)]
	if (!(to - from >= 120)) return [{ start, end }]
	const middle = Math.round((from + to) / 120) * 60 - 30
	const begin = from < 720 && to > 780 ? 720 : middle
	return [{ start, end: timeOf(begin) }, { start: timeOf(begin + 60), end }]
}

/** The week with one day's hours on others too. */
export function copied(week: WeeklyHours, from: Weekday, to: readonly Weekday[]): WeeklyHours {
	return inOrder({ ...week, ...Object.fromEntries(to.map((day) => [day, week[from] ?? []])) })
}

/** Without days that are closed, Monday first. */
export function inOrder(week: WeeklyHours): WeeklyHours {
	return Object.fromEntries(weekdays.flatMap((day) => (week[day] ?? []).length === 0 ? [] : [[day, week[day]]]))
}

/** Hours of the week, in minutes. */
export function totalMinutes(week: WeeklyHours): number {
	return Object.values(week).flat().reduce((sum, { start, end }) => sum + Math.max(0, minutesOf(end) - minutesOf(start) || 0), 0)
}
