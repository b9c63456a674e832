// SPDX-License-Identifier: GPL-3.0-or-later
import { wallClock } from '@sprechstunde/core/slots'
import type { Language } from './texts.ts'

const locale = { de: 'de-DE', en: 'en-GB' } as const

function noon(day: string): number {
	return Date.parse(day + 'T12:00:00Z')
}

/** `Montag, 30. November`; with the year where it isn't this one's */
export function dayLong(day: string, language: Language, year = false): string {
	return new Intl.DateTimeFormat(locale[language], { weekday: 'long', day: 'numeric', month: 'long', ...(year ? { year: 'numeric' } : {}), timeZone: 'UTC' }).format(noon(day))
}

/** `30. Nov.` */
export function dayShort(day: string, language: Language): string {
	return new Intl.DateTimeFormat(locale[language], { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(noon(day))
}

/** `Mo` or `Mon` */
export function weekdayShort(day: string, language: Language): string {
	return new Intl.DateTimeFormat(locale[language], { weekday: 'short', timeZone: 'UTC' }).format(noon(day))
}

/** `08:30` in the practice's zone; without one by the visitor's own clock. */
export function timeOf(instant: number, zone: string | undefined, language: Language): string {
	return new Intl.DateTimeFormat(locale[language], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(instant)
}

/** Whether the visitor's own clock shows another time than the practice's. */
export function clocksDiffer(instant: number, zone: string): boolean {
	return wallClock(instant, zone) !== instant - new Date(instant).getTimezoneOffset() * 60000
}

/** `17.05.1980` */
export function birthDateText(day: string, language: Language): string {
	const instant = noon(day)
	// in English 04/12 is two dates
	const month = language === 'de' ? '2-digit' : 'long'
	return Number.isNaN(instant) ? day : new Intl.DateTimeFormat(locale[language], { day: '2-digit', month, year: 'numeric', timeZone: 'UTC' }).format(instant)
}
