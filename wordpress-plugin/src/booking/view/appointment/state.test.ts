// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import type { Own, Wish } from './api.ts'
import { freedomOf, initialOwn, isOutdated, reduceOwn, type OwnAction, type OwnState } from './state.ts'

const own: Own = { calendar: 'dr-mueller', doctor: 'Dr. Anna Müller', location: '', appointmentType: 'KONTROLLE', status: 'CONFIRMED', start: 1000, end: 1900, canCancel: true, canReschedule: true, until: 500, etag: '"a"' }
const slot = { calendar: 'dr-mueller', start: 5000, end: 5900 }
const cancel: Wish = { do: 'cancel', etag: '"a"' }
const reschedule: Wish = { do: 'reschedule', etag: '"a"', slot }
const seen: OwnAction = { do: 'answered', own, wish: { do: 'view' } }
const after = (...actions: readonly OwnAction[]): OwnState => actions.reduce(reduceOwn, initialOwn)
const refused = (code: string, path?: string): OwnAction => ({ do: 'refused', refusal: { status: 409, issues: [{ code, text: 'No.', ...(path === undefined ? {} : { path }) }], alternatives: [] } })

describe('a patient\'s own appointment', () => {
	it('a wrong birth date can be put right', () => {
		expect(after({ do: 'type', birthDate: '1961-04-12' }, { do: 'ask' }, refused('LINK_INVALID'))).toMatchObject({ view: 'question', busy: false, birthDate: '1961-04-12', message: 'No.' })
	})

	it('is cancelled or moved only where it says so itself', () => {
		expect(after(seen, { do: 'answered', own: { ...own, status: 'CANCELLED' }, wish: cancel }).view).toBe('cancelled')
		expect(after(seen, { do: 'answered', own, wish: cancel, message: 'Changed.' })).toMatchObject({ view: 'appointment', message: 'Changed.' })
		expect(after(seen, { do: 'answered', own: { ...own, start: slot.start }, wish: reschedule }).view).toBe('moved')
		expect(after(seen, { do: 'answered', own: { ...own, start: slot.start, status: 'CANCELLED' }, wish: reschedule }).view).toBe('appointment')
	})

	it('what was wanted holds already: an answer that was lost is no complaint', () => {
		expect(after(seen, { do: 'go', view: 'cancel' }, { do: 'ask' }, { do: 'answered', own: { ...own, status: 'CANCELLED' }, wish: cancel, message: 'Changed.' })).toMatchObject({ view: 'cancelled', message: '' })
	})

	it('a lost answer leaves the step on show and lets one look; the first question it does not', () => {
		expect(after(seen, { do: 'go', view: 'cancel' }, { do: 'ask' }, { do: 'offline', message: 'Again.' })).toMatchObject({ view: 'cancel', busy: false, unsure: true, message: 'Again.' })
		expect(after(seen, { do: 'go', view: 'cancel' }, { do: 'ask' }, refused('CHANGE_UNCERTAIN'))).toMatchObject({ view: 'cancel', unsure: true })
		expect(after({ do: 'ask' }, { do: 'offline', message: 'Again.' })).toMatchObject({ view: 'question', unsure: false })
	})

	it('a time that can not be had leads back to the choice, anything else does not', () => {
		expect(after(seen, { do: 'choose', slot }, { do: 'ask' }, refused('SLOT_TAKEN', 'start'))).toMatchObject({ view: 'move', message: 'No.' })
		expect(after(seen, { do: 'choose', slot }, { do: 'ask' }, refused('RATE_LIMITED'))).toMatchObject({ view: 'review', slot })
	})

	it('one who looked too often gives the birth date again', () => {
		expect(after(seen, { do: 'go', view: 'cancel' }, { do: 'ask' }, refused('LINK_INVALID')).view).toBe('question')
	})
})

it.each([
	['both', {}], ['cancel', { canReschedule: false }],
	['cancelled', { canCancel: false, canReschedule: false, status: 'CANCELLED' }],
	['late', { canCancel: false, canReschedule: false }],
	['over', { canCancel: false, canReschedule: false, start: 600 }],
	['never', { canCancel: false, canReschedule: false, until: null }],
] as const)('free to change: %s', (freedom, change) => {
	expect(freedomOf({ ...own, ...change }, 700)).toBe(freedom)
})

it.each([['CHANGED_MEANWHILE', true], ['APPOINTMENT_CANCELLED', true], ['DEADLINE_PASSED', true], ['SELF_SERVICE_UNAVAILABLE', true], ['RATE_LIMITED', false], ['SLOT_TAKEN', false], ['CHANGE_UNCERTAIN', false]])('after %s what is shown is outdated: %s', (code, is) => {
	expect(isOutdated({ status: 409, issues: [{ code, text: '' }], alternatives: [] })).toBe(is)
})
