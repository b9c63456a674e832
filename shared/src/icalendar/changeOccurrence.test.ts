// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { entriesWithin } from '../scheduling/entries.ts'
import { changeOccurrence } from './changeOccurrence.ts'
import { calendarText, parseCalendar, type Component } from './parseCalendar.ts'

const zone = 'Europe/Berlin'
const at = (text: string): number => Date.parse(text)

function object(...events: string[][]): Component {
	const parsed = parseCalendar(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events.flatMap((lines) => ['BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20261101T080000Z', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n'))
	if (!parsed.ok) throw new Error('not readable')
	return parsed.value
}
function shown(calendar: Component, from: string, to: string): string[] {
	return entriesWithin(calendar, { start: at(from), end: at(to) }, zone).map(({ entry }) => `${new Date(entry.start).toISOString().slice(5, 16)}–${new Date(entry.end).toISOString().slice(5, 16)} ${entry.status}`).sort()
}
const lines = (calendar: Component): string[] => calendarText(calendar).replaceAll('\r\n ', '').split('\r\n')

const lunch = ['DTSTART;TZID=Europe/Berlin:20261005T120000', 'DTEND;TZID=Europe/Berlin:20261005T130000', 'RRULE:FREQ=WEEKLY;BYDAY=MO', 'SUMMARY:Mittag', 'X-FOREIGN:stays']
const occurrence = { recurrenceId: at('2026-12-07T11:00:00Z'), start: at('2026-12-07T11:00:00Z'), end: at('2026-12-07T12:00:00Z') }
const later = { start: at('2026-12-07T13:00:00Z'), end: at('2026-12-07T14:30:00Z') }

describe('changeOccurrence', () => {
	it('moves one and leaves the others, by a VEVENT named after the series’ own times', () => {
		const calendar = object(lunch)
		changeOccurrence(calendar, occurrence, { time: later }, zone)
		expect(shown(calendar, '2026-11-30T00:00:00Z', '2026-12-15T00:00:00Z')).toEqual(['11-30T11:00–11-30T12:00 CONFIRMED', '12-07T13:00–12-07T14:30 CONFIRMED', '12-14T11:00–12-14T12:00 CONFIRMED'])
		expect(lines(calendar)).toEqual(expect.arrayContaining(['RECURRENCE-ID;TZID=Europe/Berlin:20261207T120000', 'DTSTART;TZID=Europe/Berlin:20261207T140000', 'SEQUENCE:1']))
		expect(lines(calendar).filter((line) => line === 'X-FOREIGN:stays')).toHaveLength(2)
		expect(lines(calendar).filter((line) => line.startsWith('RRULE:FREQ=WEEKLY'))).toHaveLength(1)
	})

	it('moves it again, and back, within the same VEVENT', () => {
		const calendar = object(lunch)
		changeOccurrence(calendar, occurrence, { time: later }, zone)
		changeOccurrence(calendar, { ...occurrence, ...later }, { time: { start: occurrence.start, end: occurrence.end } }, zone)
		expect(shown(calendar, '2026-12-07T00:00:00Z', '2026-12-08T00:00:00Z')).toEqual(['12-07T11:00–12-07T12:00 CONFIRMED'])
		expect(lines(calendar).filter((line) => line.startsWith('RECURRENCE-ID'))).toHaveLength(1)
		expect(lines(calendar)).toContain('SEQUENCE:2')
	})

	it('cancels one where it stands', () => {
		const calendar = object(lunch)
		changeOccurrence(calendar, occurrence, { status: 'CANCELLED' }, zone)
		expect(shown(calendar, '2026-12-07T00:00:00Z', '2026-12-15T00:00:00Z')).toEqual(['12-07T11:00–12-07T12:00 CANCELLED', '12-14T11:00–12-14T12:00 CONFIRMED'])
	})

	it('keeps whole days whole, also over a change of the clocks', () => {
		const calendar = object(['DTSTART;VALUE=DATE:20261019', 'DTEND;VALUE=DATE:20261020', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Fortbildung'])
		const day = { start: at('2026-10-25T22:00:00Z') + 3_600_000, end: at('2026-10-26T23:00:00Z') }
		changeOccurrence(calendar, { recurrenceId: day.start, ...day }, { time: { start: at('2026-10-26T23:00:00Z'), end: at('2026-10-28T23:00:00Z') } }, zone)
		expect(lines(calendar)).toEqual(expect.arrayContaining(['RECURRENCE-ID;VALUE=DATE:20261026', 'DTSTART;VALUE=DATE:20261027', 'DTEND;VALUE=DATE:20261029']))
	})

	it('keeps the form of the series’ times: UTC and floating ones', () => {
		const utc = object(['DTSTART:20261005T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY', 'SUMMARY:u'])
		changeOccurrence(utc, { recurrenceId: at('2026-12-07T10:00:00Z'), start: at('2026-12-07T10:00:00Z'), end: at('2026-12-07T11:00:00Z') }, { time: later }, zone)
		expect(lines(utc)).toContain('RECURRENCE-ID:20261207T100000Z')
		const floating = object(['DTSTART:20261005T120000', 'DTEND:20261005T130000', 'RRULE:FREQ=WEEKLY', 'SUMMARY:f'])
		changeOccurrence(floating, occurrence, { time: later }, zone)
		expect(lines(floating)).toContain('RECURRENCE-ID:20261207T120000')
	})

	it('refuses what the series has not, and what would change others with it', () => {
		expect(() => changeOccurrence(object(lunch), { ...occurrence, recurrenceId: occurrence.start + 60_000 }, { time: later }, zone)).toThrow(RangeError)
		const turned = object(lunch, ['RECURRENCE-ID;TZID=Europe/Berlin;RANGE=THISANDFUTURE:20261207T120000', 'DTSTART;TZID=Europe/Berlin:20261207T123000', 'DTEND;TZID=Europe/Berlin:20261207T130000', 'SUMMARY:kurz'])
		const first = { recurrenceId: occurrence.recurrenceId, start: at('2026-12-07T11:30:00Z'), end: at('2026-12-07T12:00:00Z') }
		expect(() => changeOccurrence(turned, first, { time: later }, zone)).toThrow(RangeError)
		const next = { recurrenceId: at('2026-12-14T11:00:00Z'), start: at('2026-12-14T11:30:00Z'), end: at('2026-12-14T12:00:00Z') }
		changeOccurrence(turned, next, { time: { start: at('2026-12-14T13:00:00Z'), end: at('2026-12-14T13:30:00Z') } }, zone)
		expect(shown(turned, '2026-12-07T00:00:00Z', '2026-12-22T00:00:00Z')).toEqual(['12-07T11:30–12-07T12:00 CONFIRMED', '12-14T13:00–12-14T13:30 CONFIRMED', '12-21T11:30–12-21T12:00 CONFIRMED'])
	})
})
