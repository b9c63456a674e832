// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { calendarText, parseCalendar, parseJcal, type Component } from '../icalendar/parseCalendar.ts'
import { writeAppointment } from '../icalendar/writeAppointment.ts'
import type { CalendarConfig, Practice } from '../practice/practice.ts'
import { busyIntervals } from '../scheduling/busy.ts'
import { parseInstant } from '../scheduling/zonedTime.ts'
import { claimRange } from './claims.ts'
import { judgeWrite } from './judgeWrite.ts'

const hours = [{ start: '08:00', end: '18:00' }]
const calendar: CalendarConfig = {
	id: 'a', owner: 'o', uri: 'a', aliases: [], main: true, displayName: 'A', doctor: 'Dr. A', room: '', color: '#000000',
	weeklyHours: { MO: hours, TU: hours, WE: hours, TH: hours, FR: hours }, exceptions: [], types: ['T'],
}
const practice = {
	practice: { name: 'P', address: 'A', phone: '1', email: 'p@example.com', timeZone: 'Europe/Berlin', language: 'de', domain: 'example.com' },
	calendars: [calendar], categories: [],
	appointmentTypes: [{ code: 'T', label: { de: 'T', en: 'T' }, durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, category: 'FOLLOWUP', insurances: ['PRIVAT'], patients: 'all', approval: 'manual', online: true }],
	booking: { minimumNoticeMinutes: 0, horizonDays: 90, gridMinutes: 15, dailyMaximum: null, cancelDeadlineHours: 24, holdMinutes: 10 },
} as unknown as Practice
const now = parseInstant('2026-11-23T09:00:00Z')
const uid = 'appointment-20261123-090000-AbCdEfGhIjKlMnOpQrStUv@example.com'
const stored = writeAppointment({
	uid, status: 'TENTATIVE', start: parseInstant('2026-12-01T08:00:00Z'), end: parseInstant('2026-12-01T08:30:00Z'), note: 'n', sequence: 0,
	fields: { patientName: 'Max', birthDate: '1980-01-31', insurance: 'PRIVAT', email: 'max@example.com', reason: 'a\nb', appointmentType: 'T', source: 'ONLINE_BOOKING', requiresConfirmation: 'TRUE' },
}, practice, calendar, now)

/** A generator that starts alike in every run, so that a failure can be seen again. */
function random(seed: number): (below: number) => number {
	let state = seed
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0
		return Math.floor(state / 4294967296 * below)
	}
}

const pieces = ['\r\n', '\n', ':', ';', '=', '"', ',', '\\', '\\n', '\u0000', 'BEGIN:VEVENT\r\n', 'END:VEVENT\r\n', 'DTSTART:x\r\n', 'RRULE:FREQ=SECONDLY;UNTIL=x\r\n', 'RRULE:FREQ=YEARLY;BYMONTH=13\r\n',
	'RDATE;VALUE=PERIOD:20261201T080000Z/PT1H\r\n', 'DURATION:P\r\n', 'X-PATIENT-NAME;X=\u0001:\r\n', 'constructor:1\r\n', '__proto__;__proto__=1:2\r\n', 'TZID=Nowhere', '99999999', 'VALUE=constructor']

function mutate(text: string, next: (below: number) => number): string {
	let result = text
	for (let round = next(4) + 1; round > 0; round--) {
		const at = next(result.length)
		result = result.slice(0, at) + pieces[next(pieces.length)] + result.slice(at + next(12))
	}
	return result
}

function judge(next: Component, role: 'booking' | 'staff'): void {
	const verdict = judgeWrite({ role, operation: role === 'booking' ? 'create' : 'update', next, previous: role === 'booking' ? null : stored, practice, calendar: 'a', now, objectUri: `${uid}.ics` })
	if (verdict.ok && verdict.calendar !== null) {
		const again = parseCalendar(calendarText(verdict.calendar))
		expect(again.ok, 'what is stored can be read').toBe(true)
		if (again.ok) busyIntervals(again.value, claimRange(now), practice)
	} else if (!verdict.ok) {
		expect(verdict.issues.length).toBeGreaterThan(0)
	}
}

describe('judgeWrite', () => {
	it('has an answer to broken iCalendar', () => {
		const next = random(1)
		const text = calendarText(stored)
		let parsed = 0
		for (let round = 0; round < 1500; round++) {
			const object = parseCalendar(mutate(text, next))
			if (!object.ok) continue
			parsed++
			judge(object.value, 'booking')
			judge(object.value, 'staff')
		}
		expect(parsed).toBeGreaterThan(100)
	}, 60000)

	it('has an answer to broken jCal', () => {
		const next = random(2)
		const values = [null, 1, -1, true, '', 'x\r\nATTENDEE:mailto:evil@example.com', [], {}, ['a', ['b']], { freq: 'DAILY', until: 'x' }, { freq: 5 }, '2026-02-30', '2026-12-01T25:00:00', 'unknown', 'date-time', 'recur']
		for (let round = 0; round < 3000; round++) {
			const jcal = JSON.parse(JSON.stringify(stored.toJSON())) as unknown[]
			let at: unknown = jcal
			for (let depth = next(6); depth >= 0 && Array.isArray(at) && at.length > 0; depth--) {
				const index = next(at.length)
				if (depth === 0 || !Array.isArray(at[index])) at[index] = values[next(values.length)]
				at = at[index]
			}
			const object = parseJcal(jcal)
			if (!object.ok) continue
			expect(calendarText(object.value).replace(/\r\n /g, '')).not.toMatch(/^ATTENDEE:mailto:evil/m)
			judge(object.value, 'booking')
			judge(object.value, 'staff')
		}
	}, 60000)

	it('keeps what a patient writes inside its property, whatever it is', () => {
		const next = random(3)
		const marks = ['\r', '\n', '\r\n', ' ', '\\', '\\n', ',', ';', ':', '"', 'ä', '𝔐', 'END:VEVENT', 'X-EVIL:1', 'x'.repeat(80)]
		for (let round = 0; round < 300; round++) {
			const reason = 'r' + Array.from({ length: next(10) + 1 }, () => marks[next(marks.length)]).join('') + 'r'
			const jcal = stored.toJSON() as unknown as [string, unknown[], [string, unknown[][], unknown[]][]]
			const event = JSON.parse(JSON.stringify(jcal[2].find(([name]) => name === 'vevent'))) as [string, unknown[][], unknown[]]
			event[1] = [...event[1].filter(([name]) => name !== 'x-visit-reason' && name !== 'organizer'), ['x-visit-reason', {}, 'unknown', reason]]
			const object = parseJcal(['vcalendar', [], [event]])
			if (!object.ok) throw new Error('not read')
			const verdict = judgeWrite({ role: 'booking', operation: 'create', next: object.value, previous: null, practice, calendar: 'a', now, objectUri: `${uid}.ics` })
			if (!verdict.ok || verdict.calendar === null) throw new Error(JSON.stringify(verdict))
			const again = parseCalendar(calendarText(verdict.calendar))
			const stays = again.ok ? again.value.getFirstSubcomponent('vevent') : null
			expect(stays?.getFirstPropertyValue('x-visit-reason')).toBe(reason.replace(/\r\n?/g, '\n'))
			expect(stays?.getAllProperties().length).toBe(stored.getFirstSubcomponent('vevent')?.getAllProperties().length)
		}
	})
})
