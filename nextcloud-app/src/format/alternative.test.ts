// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { aCatalog } from '../testing.ts'
import { alternativeText } from './alternative.ts'

const slot = { calendar: 'a', start: Date.UTC(2026, 11, 1, 8), end: Date.UTC(2026, 11, 1, 8, 30) }
const catalog = aCatalog({
	practice: { name: 'Praxis', address: '', phone: '0123 4567', email: '', timeZone: 'Europe/Berlin', language: 'de' },
	calendars: [{ id: 'a', displayName: 'A', doctor: 'Dr. Anna Müller', room: '', color: '#000000', types: [], weeklyHours: {}, exceptions: [], href: '/a/' }],
})

describe('alternativeText', () => {
	it('speaks the patient’s language, else the practice’s', () => {
		expect(alternativeText(slot, catalog, undefined)).toBe('Unser Vorschlag: Dienstag, 1. Dezember 2026, 09:00–09:30 Uhr bei Dr. Anna Müller. Der Termin ist nicht reserviert; wenn er Ihnen passt, rufen Sie uns bitte an: 0123 4567.')
		expect(alternativeText(slot, catalog, 'en')).toMatch(/^Our suggestion: Tuesday,? 1 December 2026, 09:00–09:30 with Dr\. Anna Müller\./)
	})
})
