// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { parseCalendar } from '../icalendar/parseCalendar.ts'
import type { Practice } from '../practice/practice.ts'
import { busyIntervals } from './busy.ts'

const practice = { practice: { timeZone: 'Europe/Berlin' }, appointmentTypes: [] } as unknown as Practice
const range = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2029, 0, 1) }

describe('a rule of recurrence', () => {
	// each of these keeps a naive expansion busy for ever or for minutes
	it.each([
		'FREQ=DAILY;BYDAY=MO;BYMONTHDAY=30;BYMONTH=2', 'FREQ=DAILY;INTERVAL=7;BYDAY=TU', 'FREQ=DAILY;COUNT=99999999;BYMONTH=2;BYMONTHDAY=30',
		'FREQ=SECONDLY', 'FREQ=DAILY;INTERVAL=99999999999', 'FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=HOURLY;INTERVAL=24;BYHOUR=5',
	])('%s comes to an end', (rule) => {
		const object = parseCalendar(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', 'DTSTART:19700105T080000Z', 'DTEND:19700105T083000Z', `RRULE:${rule}`, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'))
		if (object.ok) expect(busyIntervals(object.value, range, practice)).toEqual([])
	}, 20000)

	it('gives no more occurrences than the limit', () => {
		const object = parseCalendar(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', 'DTSTART:20260101T080000Z', 'DTEND:20260101T080100Z', 'RRULE:FREQ=MINUTELY;INTERVAL=5', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'))
		expect(object.ok && busyIntervals(object.value, range, practice).length).toBe(1000)
	})
})
