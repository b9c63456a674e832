// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays, dayOf, instantOfDay, weekdays, type WishedTime, type Weekday } from '@sprechstunde/core'
import type { EntryDraft } from '../../services/waitingEntry.ts'
import type { WaitingItem } from '../../services/waiting.ts'

/** What the form shows of an entry's wish: days `YYYY-MM-DD`, the last one included, hours `HH:MM`; empty texts say nothing. */
export interface WishForm {
	readonly from: string
	readonly to: string
	readonly calendars: readonly string[]
	readonly days: readonly Weekday[]
	readonly start: string
	readonly end: string
}

export const noWish: WishForm = { from: '', to: '', calendars: [], days: [], start: '', end: '' }

export function wishForm(item: WaitingItem, zone: string): WishForm {
	const [first] = item.times
	return {
		from: item.earliest === null ? '' : dayOf(Date.parse(item.earliest), zone),
		to: item.latest === null ? '' : dayOf(Date.parse(item.latest) - 1, zone),
		calendars: item.calendars,
		days: item.times.length === weekdays.length ? [] : weekdays.filter((day) => item.times.some((time) => time.day === day)),
		start: first === undefined || first.start === '00:00' ? '' : first.start,
		end: first === undefined || first.end === '24:00' ? '' : first.end,
	}
}

/** The same hours on each of the days; without days on all. */
export function wishedTimes({ days, start, end }: Pick<WishForm, 'days' | 'start' | 'end'>): WishedTime[] {
	if (days.length === 0 && start === '' && end === '') return []
	return (days.length === 0 ? weekdays : weekdays.filter((day) => days.includes(day))).map((day) => ({ day, start: start || '00:00', end: end || '24:00' }))
}

export function wishOf(form: WishForm, zone: string): Pick<EntryDraft, 'earliest' | 'latest' | 'calendars' | 'times'> {
	return {
		earliest: form.from === '' ? null : instantOfDay(form.from, 0, zone),
		latest: form.to === '' ? null : instantOfDay(addDays(form.to, 1), 0, zone),
		calendars: form.calendars,
		times: wishedTimes(form),
	}
}

/** Whether a form would put an entry's hours into another shape: those of other programs may differ by weekday. */
export function isPlain(times: readonly WishedTime[]): boolean {
	const days = new Set(times.map(({ day }) => day))
	return days.size === times.length && times.every(({ start, end }) => start === times[0]?.start && end === times[0].end)
}
