// SPDX-License-Identifier: AGPL-3.0-or-later

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const otherNames: Readonly<Record<string, number>> = { mär: 3, mrz: 3, mae: 3, mai: 5, okt: 10, dez: 12 }

/**
 * A birth date as people type it: 12.8.64, 12.08.1964, 120864, 12081964, 12 8 64, 12/8/64, 12. August 1964, 1964-08-12.
 *
 * @param today `YYYY-MM-DD`: a year of two digits is the last one that isn't in the future
 * @returns `YYYY-MM-DD`; null where it can't be read, or there is no such day
 */
export function parseBirthDate(text: string, today: string): string | null {
	const typed = text.trim().toLowerCase()
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
	if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
	const digits = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed)
	const parted = digits ?? /^(\d{1,2})[\s.,/-]+(\d{1,2})[\s.,/-]+(\d{4}|\d{2})$/.exec(typed)
	if (parted !== null) return ofParts(Number(parted[1]), Number(parted[2]), parted[3] ?? '', today)
	const named = /^(\d{1,2})[\s.]*(\p{L}{3,9})[\s.]+(\d{4}|\d{2})$/u.exec(typed)
	return named === null ? null : ofParts(Number(named[1]), monthOf(named[2] ?? ''), named[3] ?? '', today)
}

function ofParts(day: number, month: number, year: string, today: string): string | null {
	if (year.length === 4) return dateOf(Number(year), month, day)
	const century = Number(today.slice(0, 2)) * 100
	const late = dateOf(century + Number(year), month, day)
	// 29.2.00 exists in one of both centuries only
	return late !== null && late <= today ? late : dateOf(century - 100 + Number(year), month, day)
}

function monthOf(name: string): number {
	const start = name.slice(0, 3)
	return otherNames[start] ?? months.indexOf(start) + 1
}

function dateOf(year: number, month: number, day: number): string | null {
	const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
	const time = Date.parse(`${text}T00:00:00Z`)
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : null
}
