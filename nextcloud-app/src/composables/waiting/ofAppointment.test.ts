// SPDX-License-Identifier: AGPL-3.0-or-later
import { fieldCatalogue } from '@sprechstunde/core'
import { describe, expect, it } from 'vitest'
import { canWait, consentValue, fieldsOfEntry, type Waitable } from './ofAppointment.ts'

const appointment: Waitable = { uid: 'a', kind: 'appointment', status: 'CONFIRMED', start: 2000, fields: {} }

describe('an appointment whose patient may wait for something earlier', () => {
	it.each<[string, Partial<Waitable>, boolean, boolean]>([
		['to come', {}, false, true], ['requested', { status: 'TENTATIVE' }, false, true], ['cancelled', { status: 'CANCELLED' }, false, false],
		['past', { start: 900 }, false, false], ['a block', { kind: 'block' }, false, false], ['a series', {}, true, false],
	])('%s', (_, change, isSeries, can) => {
		expect(canWait({ ...appointment, ...change }, isSeries, 1000)).toBe(can)
	})

	it('the entry keeps who waits for what, and no consent to anything else', () => {
		expect(fieldsOfEntry({ patientName: 'Erika', email: '', consent: '1 x', earlierConsent: '1 x', requiresConfirmation: 'TRUE', source: 'ONLINE' })).toEqual({ patientName: 'Erika', source: 'ONLINE' })
	})

	it('a consent is stored as the website stores it', () => {
		const value = consentValue('2026-01', Date.parse('2026-11-26T08:15:30.500Z'))
		expect(value).toBe('2026-01 2026-11-26T08:15:30Z')
		expect(value).toMatch(new RegExp(fieldCatalogue.find(({ name }) => name === 'earlierConsent')?.pattern ?? '^$'))
	})
})
