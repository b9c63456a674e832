// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { parseInstant } from '../scheduling/zonedTime.ts'
import { calendarText } from '../icalendar/parseCalendar.ts'
import { writeAppointment } from '../icalendar/writeAppointment.ts'
import type { CalendarConfig, Practice } from '../practice/practice.ts'
import { mailEvent, type MailedState } from './mailEvent.ts'
import { patientCalendar } from './patientCalendar.ts'
import { renderMail } from './renderMail.ts'

const calendar = { id: 'dr-mueller', doctor: 'Dr. Anna Müller', room: 'Zimmer 1', types: ['KONTROLLUNTERSUCHUNG'] } as unknown as CalendarConfig
const practice = {
	practice: { name: 'Praxis für Gefäßmedizin', address: 'Musterstraße 123, 12345 Musterstadt', phone: '0123 456789-0', email: 'praxis@praxis.example', timeZone: 'Europe/Berlin', language: 'de' },
	calendars: [calendar], categories: [],
	appointmentTypes: [{ code: 'KONTROLLUNTERSUCHUNG', label: { de: 'Kontrolluntersuchung', en: 'Check-up' }, category: 'VASCULAR_SURGERY' }],
} as unknown as Practice
const appointment = {
	uid: 'u@example.com', status: 'CONFIRMED', start: parseInstant('2026-12-01T08:00:00Z'), end: parseInstant('2026-12-01T08:30:00Z'), note: 'Nüchtern', sequence: 2,
	fields: { patientName: 'Max {phone} Mustermann', email: 'max@example.com', reason: 'Krampfadern', appointmentType: 'KONTROLLUNTERSUCHUNG', patientId: '4711', birthDate: '1980-01-31', statusReason: 'Urlaub' },
} as const

function state(status: MailedState['status'], change: Partial<MailedState> = {}): MailedState {
	return { status, start: 1, end: 2, location: 'here', fields: { appointmentType: 'A' }, ...change }
}

describe('mailEvent', () => {
	it.each([
		[null, state('TENTATIVE'), 'requested'],
		[null, state('CONFIRMED'), 'confirmed'],
		[null, state('CANCELLED'), null],
		[state('TENTATIVE'), state('CONFIRMED'), 'confirmed'],
		[state('CANCELLED'), state('CONFIRMED'), 'confirmed'],
		[state('TENTATIVE'), state('CANCELLED'), 'rejected'],
		[state('CONFIRMED'), state('CANCELLED'), 'cancelled'],
		[state('CONFIRMED'), state('TENTATIVE'), null],
		[state('CONFIRMED'), state('TENTATIVE', { end: 3 }), 'rescheduleRequested'],
		[state('CANCELLED'), state('TENTATIVE'), 'requested'],
		[state('CONFIRMED'), state('CONFIRMED', { start: 0 }), 'moved'],
		[state('TENTATIVE'), state('TENTATIVE', { end: 3 }), 'moved'],
		[state('CONFIRMED'), state('CONFIRMED', { location: 'there' }), 'changed'],
		[state('CONFIRMED'), state('CONFIRMED', { fields: { appointmentType: 'B' } }), 'changed'],
		[state('CONFIRMED'), state('CONFIRMED', { fields: { appointmentType: 'A', phone: '1' } }), null],
		[state('CANCELLED'), state('CANCELLED', { start: 0 }), null],
		[state('CONFIRMED'), null, 'cancelled'],
		[state('TENTATIVE'), null, 'rejected'],
		[state('CANCELLED'), null, null],
	] as const)('%j → %j: %s', (before, after, event) => {
		expect(mailEvent(before, after)).toBe(event)
	})
})

describe('renderMail', () => {
	it('tells the time in the practice\'s zone and language', () => {
		const mail = renderMail('confirmed', appointment, practice, calendar, 'de')
		expect(mail.facts[0]).toEqual({ label: 'Wann', text: 'Dienstag, 1. Dezember 2026, 09:00 bis 09:30 Uhr' })
		expect(mail.lines).toContain('Wo: Praxis für Gefäßmedizin, Musterstraße 123, 12345 Musterstadt, Zimmer 1')
		expect(renderMail('confirmed', appointment, practice, calendar, 'en').facts[0]?.text).toMatch(/^Tuesday,? 1 December 2026, 09:00 to 09:30$/)
	})

	it('takes a brace in a name for a brace', () => {
		expect(renderMail('confirmed', appointment, practice, calendar, 'de').lines).toContain('Guten Tag Max {phone} Mustermann,')
	})

	it('says neither name nor reason in a subject, and the reason given only with a refusal', () => {
		for (const event of ['requested', 'confirmed', 'rejected', 'cancelled', 'moved', 'changed', 'conflict', 'conflictCancelled'] as const) {
			const mail = renderMail(event, appointment, practice, calendar, 'de')
			expect(mail.subject).not.toMatch(/Max|Krampfadern|Urlaub/)
			expect(mail.lines.join('\n')).not.toMatch(/Krampfadern|4711|Nüchtern|1980|undefined/)
			expect(mail.lines.some((line) => line === 'Begründung: Urlaub')).toBe(['rejected', 'cancelled', 'conflictCancelled'].includes(event))
		}
	})
})

describe('patientCalendar', () => {
	const stored = writeAppointment(appointment, practice, calendar, parseInstant('2026-11-23T09:00:00Z'))

	it.each([['requested', 'PUBLISH'], ['confirmed', 'REQUEST'], ['cancelled', 'CANCEL']] as const)('%s is a %s without anything medical', (event, method) => {
		const text = calendarText(patientCalendar(event, stored, practice, 'de')).replace(/\r\n /g, '')
		expect(text).toContain(`METHOD:${method}\r\n`)
		expect(text).toContain('DTSTART;TZID=Europe/Berlin:20261201T090000\r\n')
		expect(text).toContain('BEGIN:VTIMEZONE\r\n')
		expect(text).not.toMatch(/^X-|Krampfadern|4711|Nüchtern|1980|SCHEDULE-AGENT/m)
		expect(text.includes('ATTENDEE')).toBe(method !== 'PUBLISH')
		expect(text.includes('STATUS:CANCELLED')).toBe(method === 'CANCEL')
		expect(text.includes('Urlaub')).toBe(method === 'CANCEL')
		expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
	})
})
