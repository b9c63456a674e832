// SPDX-License-Identifier: GPL-3.0-or-later
// What is moved in the calendar is a write like any other: the guard takes it as it is, and the time counts where it stands then.
import { describe, expect, it } from 'vitest'
import { changeOccurrence } from '../icalendar/changeOccurrence.ts'
import { moveSeries } from '../icalendar/moveSeries.ts'
import { copyOf, parseCalendar, type Component } from '../icalendar/parseCalendar.ts'
import type { Practice } from '../practice/practice.ts'
import { busyIntervals } from '../scheduling/busy.ts'
import { formatInstant } from '../scheduling/zonedTime.ts'
import { judgeWrite } from './judgeWrite.ts'

const practice = {
	practice: { name: 'P', address: 'A', phone: '1', email: 'p@example.com', timeZone: 'Europe/Berlin', language: 'de', domain: 'example.com' },
	calendars: [{ id: 'a', owner: 'o', uri: 'a', aliases: [], main: true, displayName: 'A', doctor: 'Dr. A', room: '', color: '#000000', weeklyHours: {}, exceptions: [], types: [] }],
	categories: [], appointmentTypes: [],
	booking: { minimumNoticeMinutes: 0, horizonDays: 90, gridMinutes: 15, dailyMaximum: null, cancelDeadlineHours: 24, holdMinutes: 10 },
} as unknown as Practice
const zone = practice.practice.timeZone
const now = Date.parse('2026-11-26T08:00:00Z')
const weeks = { start: Date.parse('2026-11-30T00:00:00Z'), end: Date.parse('2026-12-21T00:00:00Z') }
const second = { recurrenceId: Date.parse('2026-12-08T11:00:00Z'), start: Date.parse('2026-12-08T11:00:00Z'), end: Date.parse('2026-12-08T12:00:00Z') }
const later = { start: Date.parse('2026-12-08T13:00:00Z'), end: Date.parse('2026-12-08T14:30:00Z') }

function lunch(): Component {
	const parsed = parseCalendar(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:lunch', 'DTSTAMP:20261101T080000Z', 'DTSTART;TZID=Europe/Berlin:20261201T120000', 'DTEND;TZID=Europe/Berlin:20261201T130000', 'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3', 'SUMMARY:Mittag', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'))
	if (!parsed.ok) throw new Error('not readable')
	return parsed.value
}

function busyAfter(move: (calendar: Component) => void): string[] {
	const previous = lunch()
	const next = copyOf(previous)
	move(next)
	const verdict = judgeWrite({ role: 'staff', operation: 'update', next, previous, practice, calendar: 'a', now, objectUri: 'lunch.ics' })
	expect(verdict).toMatchObject({ ok: true, kind: 'block', changed: false })
	return busyIntervals(next, weeks, practice).map(({ start, end }) => `${formatInstant(start).slice(5, 16)}–${formatInstant(end).slice(11, 16)}`)
}

describe('a series that was moved', () => {
	it('is busy where its one occurrence stands now', () => {
		expect(busyAfter((calendar) => { changeOccurrence(calendar, second, { time: later }, zone) })).toEqual(['12-01T11:00–12:00', '12-08T13:00–14:30', '12-15T11:00–12:00'])
		expect(busyAfter((calendar) => { changeOccurrence(calendar, second, { status: 'CANCELLED' }, zone) })).toEqual(['12-01T11:00–12:00', '12-15T11:00–12:00'])
	})

	it('is busy where all of it stands now', () => {
		expect(busyAfter((calendar) => { moveSeries(calendar, second, later, zone) })).toEqual(['12-01T13:00–14:30', '12-08T13:00–14:30', '12-15T13:00–14:30'])
	})
})
