// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { ageOn, dateFormatter, elapsed, elapsedAfter } from './dates.ts'

const start = new Date('2026-12-01T08:00:00Z')
const end = new Date('2026-12-01T08:30:00Z')

describe('dateFormatter', () => {
	const german = dateFormatter('de', 'Europe/Berlin')

	it('shows times in the practice’s zone', () => {
		expect(german.range(start, end)).toBe('09:00–09:30 Uhr')
		expect(german.time(new Date('2026-07-01T08:00:00Z'))).toBe('10:00')
		expect(german.localDate(new Date('2026-12-01T23:30:00Z'))).toBe('2026-12-02')
	})

	it('writes days out in the language of the page', () => {
		expect(german.day(start)).toBe('Dienstag, 1. Dezember 2026')
		expect(german.parts(start)).toEqual({ weekday: 'Di', day: '1', month: 'Dez' })
		expect(dateFormatter('en', 'Europe/Berlin').day(start)).toBe('Tuesday, December 1, 2026')
		expect(dateFormatter('en', 'Europe/Berlin').range(start, end).replace(/\s/gu, ' ')).toBe('9:00–9:30 AM')
	})

	it('writes numbers of days and hours as the language does', () => {
		const english = dateFormatter('en', 'Europe/Berlin')
		expect([german.stamp(start), german.weekdayDate(start), german.date('2026-12-01')]).toEqual(['01.12.2026, 09:00', 'Di., 01.12.2026', '01.12.2026'])
		expect([english.stamp(start), english.weekdayDate(start), english.date('2026-12-01')].map((text) => text.replace(/\s/gu, ' '))).toEqual(['Dec 1, 2026, 9:00 AM', 'Tue, Dec 1, 2026', 'Dec 1, 2026'])
		expect(dateFormatter('en-GB', 'Europe/Berlin').stamp(start)).toBe('1 Dec 2026, 09:00')
	})

	it('shows a calendar date as such, and what is none as it stands', () => {
		expect(german.date('1971-03-05')).toBe('05.03.1971')
		expect(dateFormatter('de', 'America/Los_Angeles').date('1971-03-05')).toBe('05.03.1971')
		expect(german.date('unbekannt')).toBe('unbekannt')
		expect(german.date('1971-13-45')).toBe('1971-13-45')
	})
})

describe('elapsed', () => {
	it.each([[-5, '0 Min.'], [59 * 60_000, '59 Min.'], [60 * 60_000, '1 Std.'], [47 * 3_600_000, '1 Tag'], [48 * 3_600_000, '2 Tage']])('%i ms is %s', (milliseconds, text) => {
		expect(elapsed('de', milliseconds)).toBe(text)
	})
})

describe('elapsedAfter', () => {
	it.each([[60 * 60_000, 'de', '1 Std.'], [47 * 3_600_000, 'de', '1 Tag'], [48 * 3_600_000, 'de', '2 Tagen'], [48 * 3_600_000, 'en', '2 days']])('%i ms in %s is %s', (milliseconds, locale, text) => {
		expect(elapsedAfter(locale, milliseconds)).toBe(text)
	})
})

describe('ageOn', () => {
	it.each([
		['2026-12-01', '1971-12-01', { years: 55, months: 0 }],
		['2026-11-30', '1971-12-01', { years: 54, months: 11 }],
		['2026-12-01', '2026-10-15', { years: 0, months: 1 }],
		['2027-02-28', '2024-02-29', { years: 2, months: 11 }],
	])('on %s who was born on %s is %o', (today, born, age) => {
		expect(ageOn(today, born)).toEqual(age)
	})

	it('knows no age without a birth date, or before the birth', () => {
		expect(ageOn('2026-12-01', undefined)).toBeNull()
		expect(ageOn('2026-12-01', '05.03.1971')).toBeNull()
		expect(ageOn('2026-12-01', '2027-01-01')).toBeNull()
	})
})
