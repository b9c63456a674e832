// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { aPractice } from '../../testing.ts'
import { differences } from './compare.ts'
import { readDocument } from './file.ts'
import { codeOf, idOf } from './names.ts'
import { waitingConsent, withCalendar, withoutCalendar, withoutType, withoutWaitingList, withWaitingList } from './templates.ts'

const practice = aPractice()

describe('differences', () => {
	it('are none between what is alike', () => {
		expect(differences(practice, structuredClone(practice))).toEqual([])
	})

	it('name each place that was changed', () => {
		const after = { ...practice, syncIntervalMinutes: 7, practice: { ...practice.practice, name: 'Neu' } }
		expect(differences(practice, after)).toEqual([
			{ pointer: '/practice/name', kind: 'changed', before: practice.practice.name, after: 'Neu' },
			{ pointer: '/syncIntervalMinutes', kind: 'changed', before: practice.syncIntervalMinutes, after: 7 },
		])
	})

	it('know calendars and types by their names, wherever they stand', () => {
		const [first, second] = practice.calendars
		const found = differences(practice, { ...practice, calendars: [{ ...first, id: 'neu' }, { ...second, room: 'Keller' }] })
		expect(found.map(({ kind, pointer }) => [kind, pointer])).toEqual([['added', '/calendars/0'], ['changed', '/calendars/1/room'], ['removed', '/calendars/0']])
		expect(differences(practice, { ...practice, calendars: [second, first] })).toHaveLength(1)
	})
})

describe('readDocument', () => {
	it('reads an export, whichever side wrote empty objects', () => {
		const closed = { ...practice, calendars: practice.calendars.map((calendar) => ({ ...calendar, weeklyHours: [] })), mailTexts: [] }
		expect(readDocument(JSON.stringify(closed)).document?.calendars[0]?.weeklyHours).toEqual({})
		expect(readDocument(JSON.stringify(practice)).document).toEqual(practice)
	})

	it.each([['{', 'REQUEST_MALFORMED'], ['[]', 'SCHEMA_VIOLATION'], ['null', 'SCHEMA_VIOLATION'], ['{"version":1}', 'SCHEMA_VIOLATION']])('refuses %s', (text, code) => {
		const { document, issues } = readDocument(text)
		expect(document).toBeUndefined()
		expect(issues[0]?.code).toBe(code)
	})

	it('says where a file breaks a rule', () => {
		const { issues } = readDocument(JSON.stringify({ ...practice, booking: { ...practice.booking, gridMinutes: 7 } }))
		expect(issues.map(({ path }) => path)).toEqual(['/booking/gridMinutes'])
	})
})

describe('names', () => {
	it('are made of what people type, and are free', () => {
		expect(idOf('Dr. Jürgen Groß', [])).toBe('dr-juergen-gross')
		expect(idOf('Müller', ['mueller', 'mueller-2'])).toBe('mueller-3')
		expect(idOf('???', [])).toBe('kalender')
		expect(codeOf('Erstgespräch (neu)', [])).toBe('ERSTGESPRAECH_NEU')
		expect(codeOf('1. Termin', ['TERMIN'])).toBe('TERMIN_2')
	})
})

describe('templates', () => {
	it('add a calendar that may be stored, and take one away', () => {
		const added = withCalendar(practice, 'Dr. Neu')
		expect(readDocument(JSON.stringify(added)).issues).toEqual([])
		expect(added.calendars.at(-1)).toMatchObject({ id: 'dr-neu', owner: practice.calendars[0]?.owner, main: false })
		const without = withoutCalendar(added, 0)
		expect(readDocument(JSON.stringify(without)).issues).toEqual([])
		expect(without.calendars[0]?.main).toBe(true)
	})

	it('add a waiting list that may be stored, and take it away with its consent', () => {
		const added = withWaitingList(practice)
		const asking = { ...added, website: { ...added.website, waitingListConsent: waitingConsent(added) } }
		expect(readDocument(JSON.stringify(asking)).issues).toEqual([])
		expect(withoutWaitingList(asking)).toEqual({ ...practice, waitingList: null, waitingListMode: 'manual' })
	})

	it('take a type away wherever it is offered', () => {
		const without = withoutType(practice, 0)
		expect(readDocument(JSON.stringify(without)).issues).toEqual([])
		expect(without.calendars.some(({ types }) => types.includes(practice.appointmentTypes[0]?.code ?? ''))).toBe(false)
	})
})
