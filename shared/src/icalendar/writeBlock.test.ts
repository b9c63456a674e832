// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { calendarText, parseCalendar } from './parseCalendar.ts'
import { readAppointments } from './readAppointment.ts'
import { writeBlock, type Block } from './writeBlock.ts'

const zone = 'Europe/Berlin'

function readBack(block: Block): unknown {
	const parsed = parseCalendar(calendarText(writeBlock(block, zone, Date.parse('2026-11-26T08:00:00Z'))))
	if (!parsed.ok) throw new Error('not readable')
	return readAppointments(parsed.value, zone).map(({ uid, kind, status, summary, start, end, allDay }) => ({ uid, kind, status, summary, start, end, allDay }))
}

describe('writeBlock', () => {
	it('is read again as the block it was, by the hour or by the day', () => {
		const block = { uid: 'b1', summary: 'Fortbildung', start: Date.parse('2026-12-01T08:00:00Z'), end: Date.parse('2026-12-01T09:30:00Z'), allDay: false }
		expect(readBack(block)).toEqual([{ ...block, kind: 'block', status: 'CONFIRMED' }])
		const holiday = { uid: 'b2', summary: 'Urlaub', start: Date.parse('2026-12-23T23:00:00Z'), end: Date.parse('2026-12-26T23:00:00Z'), allDay: true }
		expect(readBack(holiday)).toEqual([{ ...holiday, kind: 'block', status: 'CONFIRMED' }])
	})

	it('names the zone of its times, which whole days have none of', () => {
		const text = (allDay: boolean): string => calendarText(writeBlock({ uid: 'b', summary: '', start: Date.parse('2026-12-22T23:00:00Z'), end: Date.parse('2026-12-23T23:00:00Z'), allDay }, zone, 0))
		expect(text(false)).toMatch(/BEGIN:VTIMEZONE[^]*DTSTART;TZID=Europe\/Berlin:20261223T000000/)
		expect(text(true)).toMatch(/DTSTART;VALUE=DATE:20261223\r\nDTEND;VALUE=DATE:20261224/)
		expect(text(true)).not.toContain('VTIMEZONE')
	})
})
