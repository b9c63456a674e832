// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { formatInstant } from '../scheduling/zonedTime.ts'
import { parseCalendar } from './parseCalendar.ts'
import { readAppointments } from './readAppointment.ts'

function startIn(zone: readonly string[]): string | undefined {
	const object = parseCalendar(['BEGIN:VCALENDAR', 'BEGIN:VTIMEZONE', 'TZID:Custom', ...zone, 'END:VTIMEZONE', 'BEGIN:VEVENT', 'UID:a', 'DTSTART;TZID=Custom:20261201T090000', 'DTEND;TZID=Custom:20261201T093000', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'))
	return object.ok ? readAppointments(object.value, 'Europe/Berlin').map((entry) => formatInstant(entry.start))[0] : undefined
}

describe('a VTIMEZONE of one\'s own', () => {
	it('is followed', () => {
		expect(startIn(['BEGIN:STANDARD', 'DTSTART:19701101T020000', 'TZOFFSETFROM:-0400', 'TZOFFSETTO:-0500', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU', 'END:STANDARD',
			'BEGIN:DAYLIGHT', 'DTSTART:19700308T020000', 'TZOFFSETFROM:-0500', 'TZOFFSETTO:-0400', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU', 'END:DAYLIGHT'])).toBe('2026-12-01T14:00:00Z')
	})

	it.each([
		[[]],
		[['BEGIN:STANDARD', 'DTSTART:x', 'TZOFFSETFROM:y', 'TZOFFSETTO:z', 'END:STANDARD']],
		[['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0500', 'TZOFFSETTO:+0500', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'END:STANDARD']],
		[['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0500', 'TZOFFSETTO:+0500', 'RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYDAY=1SU', 'END:STANDARD']],
	])('is the practice\'s zone where it makes no sense: %j', (zone) => {
		expect(startIn(zone)).toBe('2026-12-01T08:00:00Z')
	}, 5000)
})
