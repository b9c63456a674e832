// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { limits } from '../contract/limits.ts'
import { parseCalendar } from '../icalendar/parseCalendar.ts'
import type { Practice } from '../practice/practice.ts'
import { busyIntervals } from './busy.ts'
import type { Interval } from './interval.ts'

const practice = { practice: { timeZone: 'Europe/Berlin' }, appointmentTypes: [] } as unknown as Practice
const range = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2029, 0, 1) }

function busy(dtstart: string, rule: string, within = range): Interval[] {
	const object = parseCalendar(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', `DTSTART:${dtstart}`, 'DURATION:PT1M', `RRULE:${rule}`, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'))
	return object.ok ? busyIntervals(object.value, within, practice) : []
}

describe('a rule of recurrence', () => {
	// each of these keeps a naive expansion busy for ever or for minutes
	it.each([
		'FREQ=DAILY;BYDAY=MO;BYMONTHDAY=30;BYMONTH=2', 'FREQ=DAILY;INTERVAL=7;BYDAY=TU', 'FREQ=DAILY;COUNT=99999999;BYMONTH=2;BYMONTHDAY=30',
		'FREQ=DAILY;INTERVAL=99999999999', 'FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=HOURLY;INTERVAL=24;BYHOUR=5',
	])('%s comes to an end', (rule) => {
		expect(busy('19700105T080000Z', rule)).toEqual([])
	})

	it('counts what is long past without a look at each', () => {
		const start = Date.UTC(2026, 5, 1, 8)
		const count = (start - Date.UTC(1970, 0, 5, 8)) / 60_000
		expect(busy('19700105T080000Z', `FREQ=MINUTELY;INTERVAL=60;COUNT=${count / 60 + 2}`, { start, end: range.end })).toEqual([0, 60].map((minutes) => ({ start: start + 60_000 * minutes, end: start + 60_000 * (minutes + 1) })))
	})

	it('takes the time for busy that it has no occurrences left to look at', () => {
		const found = busy('20260101T080000Z', 'FREQ=MINUTELY;INTERVAL=5')
		const begin = Date.UTC(2026, 0, 1, 8)
		expect(found.length).toBe(limits.occurrences + 1)
		expect(found.at(-2)).toEqual({ start: begin + 300_000 * 999, end: begin + 300_000 * 999 + 60_000 })
		expect(found.at(-1)).toEqual({ start: begin + 300_000 * 1000, end: range.end })
		expect(busy('19700105T080000Z', 'FREQ=SECONDLY')).toEqual([range])
	})
})
