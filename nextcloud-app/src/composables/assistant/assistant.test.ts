// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { issue, practiceIssues } from '@sprechstunde/core'
import { describe, expect, it } from 'vitest'
import { aPractice } from '../../testing.ts'
import { issuesOfStep, stepOf, steps } from './assistant.ts'
import { beginning, domainOf, named, ownedBy, withTypes } from './beginning.ts'
import { specialities } from './specialities.ts'
import { firstSlot } from './testBooking.ts'

const all = specialities({ general: 'a', vascular: 'b', gynaecology: 'c', paediatrics: 'd', orthopaedics: 'e', dental: 'f' })

describe('the beginning', () => {
	it('lacks what nobody can guess, and nothing else', () => {
		const empty = beginning('admin', 'de', all[0]?.types ?? [], 2026)
		expect(practiceIssues(empty).map(({ path }) => path)).toEqual([
			'/practice/name', '/practice/address', '/practice/phone', '/practice/email', '/practice/domain', '/calendars/0/displayName', '/calendars/0/doctor',
		])
	})

	it.each(all.map(({ name, types }) => [name, types] as const))('may be stored with the types of speciality %s once it is filled in', (_, types) => {
		const empty = beginning('admin', 'de', [], 2026)
		const filled = named(withTypes({ ...empty, practice: { ...empty.practice, name: 'Praxis', address: 'Markt 1', phone: '1', email: 'a@b.example', domain: domainOf('a@B.example') } }, types), 0, 'Dr. Groß')
		expect(practiceIssues(filled)).toEqual([])
		expect(filled.calendars[0]).toMatchObject({ id: 'dr-gross', uri: 'dr-gross', doctor: 'Dr. Groß', types: types.map(({ code }) => code) })
		expect(ownedBy(filled, 'praxis').calendars.map(({ owner }) => owner)).toEqual(['praxis'])
	})

	it.each([['a@praxis.example', 'praxis.example'], ['a@', ''], ['praxis', ''], [' a@Praxis.Example ', 'praxis.example']])('takes the domain of %j', (email, domain) => {
		expect(domainOf(email)).toBe(domain)
	})
})

describe('the steps', () => {
	it('know what is theirs to mend', () => {
		const of = (path: string): string => stepOf(issue('SCHEMA_VIOLATION', path))
		expect(['/practice/name', '/calendars/0/displayName', '/calendars/0/weeklyHours/MO', '/appointmentTypes/0/label/de', '/calendars/0/owner', '/roles', '/website/manageUrl', 'account', '/members/staff', '/booking/gridMinutes'].map(of))
			.toEqual(['practice', 'doctors', 'hours', 'types', 'team', 'team', 'website', 'website', 'team', 'practice'])
		expect(issuesOfStep('summary', [issue('INTERNAL')])).toEqual([])
		expect(steps.at(-1)).toBe('summary')
	})
})

describe('firstSlot', () => {
	const practice = aPractice()
	const window = (calendar: string, hour: number): { calendar: string, start: string, end: string } => ({ calendar, start: `2026-12-01T0${hour}:00:00Z`, end: `2026-12-01T0${hour}:40:00Z` })

	it('is the earliest of all calendars', () => {
		expect(firstSlot(practice, [window('dr-eins', 9), window('dr-zwei', 8)])).toEqual({ calendar: 'dr-zwei', type: 'KONTROLLE', start: Date.UTC(2026, 11, 1, 8), minutes: 30 })
	})

	it('is none where nothing is free, or nothing is booked online', () => {
		expect(firstSlot(practice, [])).toBeNull()
		expect(firstSlot({ ...practice, appointmentTypes: practice.appointmentTypes.map((type) => ({ ...type, online: false })) }, [window('dr-eins', 9)])).toBeNull()
	})
})
