// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays } from '@sprechstunde/core'
import { mondayOf } from '../composables/slots/layout.ts'

/** ISO 8601: the week of a day is that of its Thursday. */
export function weekNumber(day: string): number {
	const thursday = addDays(mondayOf(day), 3)
	return Math.floor((Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / 604_800_000) + 1
}

/** 23.–29. Nov. 2026 */
export function weekLabel(locale: string, monday: string): string {
	const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
	return format.formatRange(new Date(monday), new Date(addDays(monday, 6))).replace(/\s*–\s*/u, '–')
}
