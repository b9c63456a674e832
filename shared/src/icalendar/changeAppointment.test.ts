// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { changeAppointment, type AppointmentChange } from './changeAppointment.ts'
import { calendarText, parseCalendar } from './parseCalendar.ts'
import { masterOf } from './readAppointment.ts'

const stored = [
	'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sprechstunde//Termine//DE', 'BEGIN:VEVENT',
	'UID:appointment-20261201-080000-abc@praxis.example', 'DTSTAMP:20261130T120000Z', 'DTSTART:20261201T080000Z',
	'DURATION:PT30M', 'STATUS:TENTATIVE', 'SEQUENCE:2', 'X-PATIENT-NAME:Erika Muster',
	'X-VISIT-REASON:Schmerzen\\, links\\nseit Montag', 'X-FOREIGN;X-A=1:a\\,b\\;c', 'END:VEVENT', 'END:VCALENDAR', '',
].join('\r\n')

/** Unfolded lines of the changed object. */
function changed(change: AppointmentChange, text = stored): string[] {
	const parsed = parseCalendar(text)
	if (!parsed.ok) throw new Error('not parsed')
	const event = masterOf(parsed.value)
	if (event === undefined) throw new Error('no event')
	changeAppointment(parsed.value, event, change, 'Europe/Berlin')
	return calendarText(parsed.value).replaceAll('\r\n ', '').split('\r\n')
}

describe('changeAppointment', () => {
	it('leaves what is not named as it was', () => {
		const lines = changed({ status: 'CONFIRMED' })
		expect(lines).toContain('STATUS:CONFIRMED')
		expect(lines).toContain('SEQUENCE:3')
		for (const line of stored.split('\r\n').filter((line) => !/^(STATUS|SEQUENCE):/.test(line))) expect(lines).toContain(line)
	})

	it('writes a new time in the practice’s zone, with its VTIMEZONE, and no second length', () => {
		const start = Date.UTC(2027, 5, 1, 7)
		const lines = changed({ time: { start, end: start + 45 * 60_000 } })
		expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20270601T090000')
		expect(lines).toContain('DTEND;TZID=Europe/Berlin:20270601T094500')
		expect(lines.filter((line) => line.startsWith('DURATION'))).toEqual([])
		expect(lines).toContain('TZID:Europe/Berlin')
	})

	it('sends a cleared field empty, and none that never was', () => {
		const lines = changed({ fields: { reason: '', phone: '', email: 'erika@example.org' } })
		expect(lines).toContain('X-VISIT-REASON:')
		expect(lines).toContain('X-PATIENT-EMAIL:erika@example.org')
		expect(lines.filter((line) => line.startsWith('X-PATIENT-PHONE'))).toEqual([])
	})

	it('lets no line break become a property', () => {
		expect(changed({ note: 'eins\r\nATTENDEE:mailto:x@example.org' }).filter((line) => line.startsWith('ATTENDEE'))).toEqual([])
	})

	it('moves no series', () => {
		const series = stored.replace('SEQUENCE:2', 'SEQUENCE:2\r\nRRULE:FREQ=WEEKLY;COUNT=3')
		expect(() => changed({ time: { start: 0, end: 1 } }, series)).toThrow(RangeError)
		expect(changed({ status: 'CONFIRMED' }, series)).toContain('STATUS:CONFIRMED')
	})
})
