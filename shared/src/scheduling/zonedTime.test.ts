// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { zoneNames } from '../contract/zones.ts'
import { addDays, dayOf, formatInstant, instantOfWallClock, parseInstant, wallClock, weekdayOf } from './zonedTime.ts'

const hour = 3600000

describe('zoned time', () => {
	it.each(zoneNames)('%s: wall clock and back is the same instant, or the first of two', (zone) => {
		for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2028, 0, 1); instant += hour / 2) {
			const back = instantOfWallClock(wallClock(instant, zone), zone)
			if (back !== instant) {
				expect(instant - back, formatInstant(instant)).toBe(hour)
				expect(wallClock(back, zone)).toBe(wallClock(instant, zone))
			}
		}
	})

	it('the gap moves an hour on, to the other side', () => {
		expect(formatInstant(instantOfWallClock(Date.UTC(2027, 2, 28, 2, 30), 'Europe/Berlin'))).toBe('2027-03-28T01:30:00Z')
		expect(formatInstant(instantOfWallClock(Date.UTC(2027, 2, 14, 2, 30), 'America/New_York'))).toBe('2027-03-14T07:30:00Z')
	})

	it('days', () => {
		expect(dayOf(Date.UTC(2026, 11, 31, 23, 0), 'Europe/Berlin')).toBe('2027-01-01')
		expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
		expect(weekdayOf('2026-12-01')).toBe('TU')
	})

	it('takes no text for an instant that is none', () => {
		for (const text of ['', '2026-12-01', '2026-12-01T08:00:00', '2026-13-01T08:00:00Z', '2026-12-01T08:00:00+01:00']) expect(parseInstant(text)).toBeNaN()
	})
})
