// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { weekLabel, weekNumber } from './weeks.ts'

describe('weeks', () => {
	it.each([['2026-11-26', 48], ['2026-12-31', 53], ['2027-01-01', 53], ['2027-01-04', 1], ['2024-12-30', 1]])('%s is in week %i', (day, week) => {
		expect(weekNumber(day)).toBe(week)
	})

	it('are written as a range', () => {
		expect(weekLabel('de', '2026-11-23')).toBe('23.–29. Nov. 2026')
		expect(weekLabel('en-GB', '2026-12-28')).toBe('28 Dec 2026–3 Jan 2027')
	})
})
