// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { changeStatus, readStatus } from './changeStatus.ts'

const request = [
	'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sprechstunde//Termine//DE', 'BEGIN:VEVENT',
	'UID:appointment-20261201-080000-abc@praxis.example', 'DTSTAMP:20261130T120000Z', 'DTSTART;TZID=Europe/Berlin:20261201T090000',
	'DTEND;TZID=Europe/Berlin:20261201T093000', 'STATUS:TENTATIVE', 'SEQUENCE:2',
	'X-VISIT-REASON:Schmerzen\\, links\\nseit Montag', 'X-FOREIGN;X-A=1:a\\,b\\;c', 'END:VEVENT', 'END:VCALENDAR', '',
].join('\r\n')

const lines = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n')

describe('changeStatus', () => {
	it('sets STATUS, raises SEQUENCE and leaves every other line alone', () => {
		const changed = lines(changeStatus(request, { status: 'CONFIRMED' }))
		expect(changed).toContain('STATUS:CONFIRMED')
		expect(changed).toContain('SEQUENCE:3')
		const others = (all: string[]): string[] => all.filter((line) => !/^(STATUS|SEQUENCE):/.test(line) && line !== '')
		expect(others(changed)).toEqual(others(lines(request)))
	})

	it('starts SEQUENCE at one where there was none', () => {
		expect(lines(changeStatus(request.replace('SEQUENCE:2\r\n', ''), { status: 'CANCELLED' }))).toContain('SEQUENCE:1')
	})

	it('escapes the reason, so that a line break in it begins no property', () => {
		const changed = lines(changeStatus(request, { status: 'CANCELLED', reason: 'Urlaub; siehe\r\nATTENDEE:mailto:x@example.org' }))
		expect(changed.filter((line) => line.startsWith('ATTENDEE'))).toEqual([])
		expect(changed.some((line) => /^X-STATUS-REASON:Urlaub\\; siehe\\nATTENDEE:mailto:x@example\.org$/.test(line))).toBe(true)
	})

	it('sends an empty reason where one is to be cleared', () => {
		const rejected = changeStatus(request, { status: 'CANCELLED', reason: 'Urlaub' })
		expect(lines(changeStatus(rejected, { status: 'TENTATIVE', reason: '' }))).toContain('X-STATUS-REASON:')
		expect(changeStatus(request, { status: 'TENTATIVE', reason: '' })).not.toContain('X-STATUS-REASON')
	})

	it('changes the series itself, not its first exception', () => {
		const exception = 'BEGIN:VEVENT\r\nUID:x\r\nRECURRENCE-ID:20261208T090000Z\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:appoint'
		const series = request.replace('BEGIN:VEVENT\r\nUID:appoint', exception)
		expect(readStatus(series)).toBe('TENTATIVE')
		expect(readStatus(changeStatus(series, { status: 'CONFIRMED' }))).toBe('CONFIRMED')
		expect(changeStatus(series, { status: 'CONFIRMED' })).toContain('STATUS:CANCELLED')
	})

	it('refuses a calendar without an event', () => {
		expect(() => changeStatus('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', { status: 'CONFIRMED' })).toThrow('no event')
	})
})

describe('readStatus', () => {
	it('reads the status, and null where there is none or no calendar', () => {
		expect(readStatus(request)).toBe('TENTATIVE')
		expect(readStatus(request.replace('STATUS:TENTATIVE\r\n', ''))).toBeNull()
		expect(readStatus('<html>')).toBeNull()
	})
})
