// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { changed, readEntry, readStatus } from './calendarObject.ts'

const zone = 'Europe/Berlin'

const request = [
	'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sprechstunde//Termine//DE', 'BEGIN:VEVENT',
	'UID:appointment-20261201-080000-abc@praxis.example', 'DTSTAMP:20261130T120000Z', 'DTSTART;TZID=Europe/Berlin:20261201T090000',
	'DTEND;TZID=Europe/Berlin:20261201T093000', 'STATUS:TENTATIVE', 'SEQUENCE:2',
	'X-VISIT-REASON:Schmerzen\\, links\\nseit Montag', 'X-FOREIGN;X-A=1:a\\,b\\;c', 'END:VEVENT', 'END:VCALENDAR', '',
].join('\r\n')

const lines = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n')

describe('changed', () => {
	it('changes the master, raises SEQUENCE and leaves every other line alone', () => {
		const text = lines(changed(request, { status: 'CONFIRMED' }, zone))
		expect(text).toContain('STATUS:CONFIRMED')
		expect(text).toContain('SEQUENCE:3')
		const others = (all: string[]): string[] => all.filter((line) => !/^(STATUS|SEQUENCE):/.test(line) && line !== '')
		expect(others(text)).toEqual(others(lines(request)))
	})

	it('changes the series itself, not its first exception', () => {
		const exception = 'BEGIN:VEVENT\r\nUID:x\r\nRECURRENCE-ID:20261208T090000Z\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:appoint'
		const series = request.replace('BEGIN:VEVENT\r\nUID:appoint', exception)
		expect(readStatus(series)).toBe('TENTATIVE')
		expect(readStatus(changed(series, { status: 'CONFIRMED' }, zone))).toBe('CONFIRMED')
		expect(changed(series, { status: 'CONFIRMED' }, zone)).toContain('STATUS:CANCELLED')
	})

	it('refuses a calendar without an event', () => {
		expect(() => changed('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', { status: 'CONFIRMED' }, zone)).toThrow('no event')
	})
})

describe('readEntry', () => {
	it('reads the appointment, and null where there is none', () => {
		expect(readEntry(request, zone)).toMatchObject({ status: 'TENTATIVE', start: Date.UTC(2026, 11, 1, 8), fields: { reason: 'Schmerzen, links\nseit Montag' } })
		expect(readEntry('<html>', zone)).toBeNull()
	})
})

describe('readStatus', () => {
	it('reads the status, and null where there is none or no calendar', () => {
		expect(readStatus(request)).toBe('TENTATIVE')
		expect(readStatus(request.replace('STATUS:TENTATIVE\r\n', ''))).toBeNull()
		expect(readStatus('<html>')).toBeNull()
	})
})
