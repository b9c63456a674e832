// SPDX-License-Identifier: AGPL-3.0-or-later
import { fieldCatalogue, type CalendarEntry } from '@sprechstunde/core'
import { describe, expect, it } from 'vitest'
import { checkDraft, isInForm, issueTexts } from './checkDraft.ts'
import { changeOf, clockAfter, draftOf, emptyDraft, instantsOf, minutesBetween } from './draft.ts'
import { mergeDrafts, resolve } from './mergeDrafts.ts'

const zone = 'Europe/Berlin'
const entry: CalendarEntry = {
	kind: 'appointment', uid: 'a', status: 'CONFIRMED', start: Date.UTC(2026, 11, 1, 8), end: Date.UTC(2026, 11, 1, 8, 30), allDay: false, recurrenceId: null, sequence: 0,
	fields: { patientName: 'Erika Muster', phone: '0151 1234', appointmentType: 'KONTROLLE' }, note: 'Rollstuhl', summary: '', location: '',
}
const base = draftOf(entry, zone)

describe('a draft', () => {
	it('has the time of the practice\'s wall clock', () => {
		expect(base).toMatchObject({ day: '2026-12-01', start: '09:00', end: '09:30', patientName: 'Erika Muster', email: '', note: 'Rollstuhl', status: 'CONFIRMED' })
		expect(instantsOf(base, zone)).toEqual({ start: entry.start, end: entry.end })
		expect(instantsOf({ ...base, start: '' }, zone)).toBeNull()
	})

	it('ends a day at 24:00', () => {
		const late = draftOf({ ...entry, start: Date.UTC(2026, 11, 1, 22), end: Date.UTC(2026, 11, 1, 23) }, zone)
		expect(late).toMatchObject({ start: '23:00', end: '24:00' })
		expect(instantsOf(late, zone)?.end).toBe(Date.UTC(2026, 11, 1, 23))
	})

	it('sends what has changed only, and what is cleared as empty', () => {
		expect(changeOf(base, base, zone)).toEqual({})
		expect(changeOf(base, { ...base, phone: '', email: ' a@b.de ', note: '' }, zone)).toEqual({ fields: { phone: '', email: 'a@b.de' }, note: '' })
		expect(changeOf(base, { ...base, status: 'CANCELLED', start: '10:00', end: '10:30' }, zone)).toEqual({
			status: 'CANCELLED', time: { start: Date.UTC(2026, 11, 1, 9), end: Date.UTC(2026, 11, 1, 9, 30) },
		})
	})

	it('has a place in the form for every field that staff may set', () => {
		const editable = fieldCatalogue.filter((field) => field.setBy.includes('staff') && !field.serverSet)
		expect(editable.filter(({ name }) => !isInForm(name)).map(({ name }) => name)).toEqual([])
	})

	it('counts minutes within a day', () => {
		expect(clockAfter('09:50', 45)).toBe('10:35')
		expect(clockAfter('23:50', 45)).toBe('24:00')
		expect(clockAfter('', 45)).toBe('')
		expect(minutesBetween('09:50', '10:35')).toBe(45)
	})
})

describe('checkDraft', () => {
	const context = { role: 'staff', today: '2026-11-26', zone, required: ['patientName', 'appointmentType'], birthDateFormat: 'z. B. 12.8.1964' } as const

	it('finds nothing in a whole appointment', () => {
		expect(checkDraft(base, context)).toEqual([])
	})

	it('names what is wrong in the order of the form', () => {
		const found = checkDraft({ ...emptyDraft(), birthDate: 'gestern', email: 'x', day: '2026-12-01', start: '10:00', end: '09:00' }, context)
		expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual(['FIELD_REQUIRED patientName', 'FIELD_FORMAT birthDate', 'FIELD_FORMAT email', 'FIELD_REQUIRED appointmentType', 'TIME_INVALID end'])
		expect(issueTexts(found, 'de', 'Tag').get('birthDate')).toContain('z. B. 12.8.1964')
		expect(issueTexts(checkDraft(emptyDraft(), context), 'de', 'Tag').get('day')).toBe('„Tag“ ist keine gültige Zeitangabe.')
	})
})

describe('mergeDrafts', () => {
	it('keeps mine and takes theirs where only one has changed it', () => {
		const { merged, differences } = mergeDrafts(base, { ...base, phone: '0151 99' }, { ...base, email: 'a@b.de' })
		expect(merged).toEqual({ ...base, phone: '0151 99', email: 'a@b.de' })
		expect(differences).toMatchObject([{ key: 'email', conflict: false }])
	})

	it('keeps mine in a conflict, until the person takes theirs', () => {
		const { merged, differences } = mergeDrafts(base, { ...base, phone: '0151 99' }, { ...base, phone: '0151 77' })
		expect(merged.phone).toBe('0151 99')
		expect(differences).toMatchObject([{ key: 'phone', conflict: true, before: { phone: '0151 1234' } }])
		expect(resolve(merged, differences[0] as never, 'theirs').phone).toBe('0151 77')
		expect(resolve(merged, differences[0] as never, 'mine').phone).toBe('0151 99')
	})

	it('takes a time as a whole', () => {
		const { merged, differences } = mergeDrafts(base, { ...base, start: '10:00', end: '10:30' }, { ...base, day: '2026-12-02' })
		expect(merged).toMatchObject({ day: '2026-12-01', start: '10:00', end: '10:30' })
		expect(differences).toMatchObject([{ key: 'time', conflict: true, theirs: { day: '2026-12-02', start: '09:00' } }])
	})

	it('has nothing to tell where both have stored the same', () => {
		expect(mergeDrafts(base, { ...base, phone: '1' }, { ...base, phone: '1' }).differences).toEqual([])
	})
})
