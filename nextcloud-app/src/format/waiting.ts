// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CatalogCalendar } from '../types.ts'
import { n, t } from '../l10n.ts'
import type { WaitingItem } from '../services/waiting.ts'
import type { DateFormatter } from './dates.ts'

export function doctorLabel(calendars: readonly CatalogCalendar[], id: string): string {
	const calendar = calendars.find((one) => one.id === id)
	return calendar === undefined ? id : calendar.doctor || calendar.displayName
}

/** Short names of weekdays in a language, MO … SU. */
export function weekdayName(locale: string, day: string): string {
	const index = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].indexOf(day)
	return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + index))
}

/** An entry's wish in short parts; none: they take anything. */
export function wishParts(item: WaitingItem, calendars: readonly CatalogCalendar[], formatter: DateFormatter, locale: string): string[] {
	const day = (instant: number): string => formatter.shortDay(new Date(instant))
	const [from, to] = [item.earliest === null ? null : day(Date.parse(item.earliest)), item.latest === null ? null : day(Date.parse(item.latest) - 1)]
	const span = from !== null && to !== null ? t('{from} to {to}', { from, to }) : from !== null ? t('from {day}', { day: from }) : to !== null ? t('until {day}', { day: to }) : ''
	const hours = [...new Set(item.times.map(({ start, end }) => start === '00:00' && end === '24:00' ? '' : start === '00:00' ? t('until {time}', { time: end }) : end === '24:00' ? t('from {time}', { time: start }) : `${start}–${end}`))]
	const days = item.times.length === 7 ? [] : [...new Set(item.times.map((time) => time.day))]
	return [
		span,
		[days.map((one) => weekdayName(locale, one)).join(', '), hours.filter((one) => one !== '').join(', ')].filter((part) => part !== '').join(' '),
		item.calendars.map((id) => doctorLabel(calendars, id)).join(', '),
	].filter((part) => part !== '')
}

/** `12 min`, in the last minute in seconds. */
export function countdown(milliseconds: number): string {
	const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
	return seconds < 60 ? n('%n second left', '%n seconds left', seconds) : seconds < 7200 ? n('%n minute left', '%n minutes left', Math.ceil(seconds / 60)) : n('%n hour left', '%n hours left', Math.floor(seconds / 3600))
}
