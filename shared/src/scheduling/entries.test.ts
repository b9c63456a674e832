// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { parseCalendar } from '../icalendar/parseCalendar.ts'
import { entriesWithin } from './entries.ts'

const zone = 'Europe/Berlin'
const week = { start: Date.parse('2026-11-29T23:00:00Z'), end: Date.parse('2026-12-06T23:00:00Z') }

function shown(...events: string[][]): string[] {
	const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events.flatMap((lines) => ['BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20261101T080000Z', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n')
	const parsed = parseCalendar(text)
	if (!parsed.ok) throw new Error('not readable')
	return entriesWithin(parsed.value, week, zone).map(({ entry }) => `${new Date(entry.start).toISOString().slice(5, 16)}–${new Date(entry.end).toISOString().slice(5, 16)} ${entry.summary}${entry.recurrenceId === null ? '' : ' (series)'}`).sort()
}

describe('entriesWithin', () => {
	it('shows what overlaps the range, also without a length', () => {
		expect(shown(['DTSTART:20261201T080000Z', 'DTEND:20261201T083000Z', 'SUMMARY:in'])).toEqual(['12-01T08:00–12-01T08:30 in'])
		expect(shown(['DTSTART:20261129T220000Z', 'DTEND:20261129T230000Z', 'SUMMARY:before'])).toEqual([])
		expect(shown(['DTSTART:20261129T223000Z', 'DTEND:20261129T233000Z', 'SUMMARY:into'])).toHaveLength(1)
		expect(shown(['DTSTART:20261201T080000Z', 'SUMMARY:moment'])).toHaveLength(1)
	})

	it('shows cancelled and transparent entries, which take no time', () => {
		expect(shown(['DTSTART:20261201T080000Z', 'DTEND:20261201T083000Z', 'STATUS:CANCELLED', 'SUMMARY:c'])).toHaveLength(1)
		expect(shown(['DTSTART:20261201T080000Z', 'DTEND:20261201T083000Z', 'TRANSP:TRANSPARENT', 'SUMMARY:t'])).toHaveLength(1)
	})

	it('places the occurrences of a series, without those left out, with those that differ', () => {
		const series = ['DTSTART;TZID=Europe/Berlin:20261005T080000', 'DTEND;TZID=Europe/Berlin:20261005T090000', 'RRULE:FREQ=DAILY', 'EXDATE;TZID=Europe/Berlin:20261203T080000', 'SUMMARY:daily']
		const moved = ['RECURRENCE-ID;TZID=Europe/Berlin:20261202T080000', 'DTSTART;TZID=Europe/Berlin:20261202T140000', 'DTEND;TZID=Europe/Berlin:20261202T150000', 'SUMMARY:moved']
		expect(shown(series, moved)).toEqual([
			'11-30T07:00–11-30T08:00 daily (series)', '12-01T07:00–12-01T08:00 daily (series)', '12-02T13:00–12-02T14:00 moved (series)',
			'12-04T07:00–12-04T08:00 daily (series)', '12-05T07:00–12-05T08:00 daily (series)', '12-06T07:00–12-06T08:00 daily (series)',
		])
	})

	it('follows a change of this and all following occurrences', () => {
		const series = ['DTSTART:20261123T080000Z', 'DTEND:20261123T090000Z', 'RRULE:FREQ=DAILY;COUNT=11', 'SUMMARY:old']
		const turn = ['RECURRENCE-ID;RANGE=THISANDFUTURE:20261202T080000Z', 'DTSTART:20261202T093000Z', 'DTEND:20261202T100000Z', 'SUMMARY:new']
		expect(shown(series, turn)).toEqual([
			'11-30T08:00–11-30T09:00 old (series)', '12-01T08:00–12-01T09:00 old (series)', '12-02T09:30–12-02T10:00 new (series)', '12-03T09:30–12-03T10:00 new (series)',
		])
	})

	it('keeps whole days whole', () => {
		expect(shown(['DTSTART;VALUE=DATE:20261130', 'DTEND;VALUE=DATE:20261202', 'SUMMARY:holiday'])).toEqual(['11-29T23:00–12-01T23:00 holiday'])
		expect(shown(['DTSTART;VALUE=DATE:20261102', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Monday'])).toEqual(['11-29T23:00–11-30T23:00 Monday (series)'])
	})
})
