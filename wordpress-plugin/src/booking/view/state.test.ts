// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import type { Catalog, Config, Refusal, Slot } from './model.ts'
import { daysOfWeek, findSlots, firstFrom, mondayOf, rangeToAsk } from './slots.ts'
import { initial, reduce, stepsOf, type Action, type State } from './state.ts'
import { textsOf } from './texts.ts'
import { detailErrors } from './validate.ts'

const both = { de: 'x', en: 'x' }
const type = { code: 'KONTROLLE', label: both, durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, insurances: ['GESETZLICH'], patients: 'all', approval: 'manual' } as const
const catalog: Catalog = {
	practice: { name: 'Praxis', address: 'Weg 1', phone: '0123', timeZone: 'Europe/Berlin' },
	consent: { version: '1', text: both, url: null },
	calendars: [
		{ id: 'a', displayName: 'A', doctor: 'A', room: '', types: ['KONTROLLE', 'NEU'] },
		{ id: 'b', displayName: 'B', doctor: 'B', room: '', types: ['KONTROLLE'] },
	],
	appointmentTypes: [type, { ...type, code: 'NEU', patients: 'new' }],
	booking: { minimumNoticeMinutes: 0, horizonDays: 90, gridMinutes: 15 },
}
const config: Config = { rest: '/', language: 'de', calendar: '', types: [], showDescription: true, phone: '' }
const slot: Slot = { calendar: 'a', start: Date.parse('2026-12-01T08:00:00Z'), end: Date.parse('2026-12-01T08:30:00Z') }

function after(...actions: readonly Action[]): State {
	return actions.reduce(reduce, initial)
}

const loaded = { do: 'catalog', catalog, config } as const
const filled = [loaded, { do: 'chooseType', type: 'KONTROLLE' }, { do: 'chooseDoctor', calendar: '' }, { do: 'chooseSlot', slot },
	{ do: 'type', field: 'patientName', value: 'Erika' }, { do: 'type', field: 'consent', value: true }, { do: 'go', step: 'review' }, { do: 'send' }] as const satisfies readonly Action[]

function refusal(status: number, code: string, path?: string): Refusal {
	return { status, issues: [{ code, text: code, ...(path === undefined ? {} : { path }) }], alternatives: status === 409 ? [slot] : [] }
}

describe('steps', () => {
	it('ask only what there is to choose', () => {
		expect(stepsOf(after(loaded, { do: 'chooseType', type: 'KONTROLLE' }), config)).toEqual(['type', 'doctor', 'slot', 'details', 'review'])
		expect(stepsOf(after(loaded, { do: 'chooseType', type: 'NEU' }), config)).toEqual(['type', 'slot', 'details', 'review'])
		const narrow = { ...config, calendar: 'b' }
		const state = after({ ...loaded, config: narrow })
		expect([state.step, state.type, stepsOf(state, narrow)]).toEqual(['slot', 'KONTROLLE', ['slot', 'details', 'review']])
	})

	it('are announced as the longest way before the type is chosen, so that their number never grows', () => {
		expect(stepsOf(after(loaded), config)).toHaveLength(5)
	})

	it('begin at the first one also where the catalog came late', () => {
		const narrow = { ...config, calendar: 'b' }
		expect(after({ do: 'unavailable', message: 'x' }, { ...loaded, config: narrow })).toMatchObject({ phase: 'choosing', step: 'slot' })
	})

	it('forget the slot when something is chosen that it does not fit', () => {
		expect(after(...filled, { do: 'chooseType', type: 'NEU' }).slot).toBeNull()
		expect(after(...filled, { do: 'chooseDoctor', calendar: 'b' }).slot).toBeNull()
		expect(after(...filled, { do: 'chooseType', type: 'KONTROLLE' }).slot).toEqual(slot)
	})
})

describe('a refusal', () => {
	it('of a slot that is gone leaves the patient in its week and on its day', () => {
		expect(after(...filled, { do: 'refused', refusal: refusal(409, 'SLOT_TAKEN', 'start') })).toMatchObject({ step: 'slot', slot: null, week: '2026-11-30', day: '2026-12-01' })
	})

	it('shows what is wrong at its field and keeps what was typed', () => {
		const state = after(...filled, { do: 'refused', refusal: refusal(400, 'FIELD_FORMAT', 'phone') })
		expect(state).toMatchObject({ phase: 'choosing', step: 'details', errors: { phone: 'FIELD_FORMAT' }, slot })
		expect(state.values.patientName).toBe('Erika')
	})

	it('of a taken slot leads back to the slots, with others to take', () => {
		const state = after(...filled, { do: 'refused', refusal: refusal(409, 'SLOT_TAKEN', 'start') })
		expect(state).toMatchObject({ step: 'slot', slot: null, free: null, alternatives: [slot], message: 'SLOT_TAKEN' })
		expect(state.values.patientName).toBe('Erika')
	})

	it('because nothing can be reached never looks like success', () => {
		const state = after(...filled, { do: 'refused', refusal: refusal(503, 'CALENDAR_UNREACHABLE') })
		expect(state).toMatchObject({ phase: 'choosing', step: 'review', message: 'CALENDAR_UNREACHABLE', booked: null, slot })
	})

	it('moves the focus', () => {
		expect(after(...filled, { do: 'offline', message: 'x' }).focus).toBeGreaterThan(after(...filled).focus)
	})
})

describe('slots', () => {
	const windows = [{ calendar: 'b', ...at('2026-12-01T07:00', '08:00') }, { calendar: 'a', ...at('2026-12-01T07:15', '08:00') }, { calendar: 'a', ...at('2026-12-07T07:00', '07:30') }]

	it('of several doctors are shown once, with the first doctor who is free', () => {
		expect(findSlots(catalog, type, windows, ['a', 'b']).map((one) => [one.calendar, new Date(one.start).toISOString().slice(5, 16)]))
			.toEqual([['b', '12-01T07:00'], ['a', '12-01T07:15'], ['a', '12-01T07:30'], ['a', '12-07T07:00']])
	})

	it('lie in weeks that begin on Monday', () => {
		const slots = findSlots(catalog, type, windows, ['a'])
		expect(mondayOf('2026-12-06')).toBe('2026-11-30')
		expect(daysOfWeek(slots, '2026-11-30', 'Europe/Berlin').map((day) => day.slots.length)).toEqual([0, 2, 0, 0, 0])
		expect(firstFrom(slots, '2026-12-07', 'Europe/Berlin')?.start).toBe(Date.parse('2026-12-07T07:00:00Z'))
	})
})

describe('the days asked for', () => {
	it('are the nearest at first, and more at the end of what is known', () => {
		expect(rangeToAsk('2026-11-23', 90, '', '', true)).toEqual({ from: '2026-11-23', to: '2027-01-18' })
		expect(rangeToAsk('2026-11-23', 90, '2027-01-18', '2026-12-28', false)).toBeNull()
		expect(rangeToAsk('2026-11-23', 90, '2027-01-18', '2027-01-11', false)).toEqual({ from: '2027-01-18', to: '2027-02-22' })
		expect(rangeToAsk('2026-11-23', 90, '2027-01-18', '', true)).toEqual({ from: '2027-01-18', to: '2027-02-22' })
		expect(rangeToAsk('2026-11-23', 90, '2027-02-22', '2027-02-15', true)).toBeNull()
		expect(rangeToAsk('2026-11-23', 14, '', '', true)).toEqual({ from: '2026-11-23', to: '2026-12-08' })
	})

	it('join what is known', () => {
		const free = (from: string, to: string, calendar: string) => ({ do: 'free', from, to, windows: [{ calendar, start: 0, end: 1 }] }) as const
		expect(after(free('a', 'b', 'x'), free('b', 'c', 'y')).free).toMatchObject({ from: 'a', to: 'c', windows: [{ calendar: 'x' }, { calendar: 'y' }] })
		expect(after(free('a', 'b', 'x'), { do: 'go', step: 'slot' }, free('b', 'c', 'y')).free).toMatchObject({ from: 'b', windows: [{ calendar: 'y' }] })
	})
})

describe('details', () => {
	const values = { ...initial.values, patientName: 'Erika', birthDate: '1980-05-17', insurance: 'GESETZLICH', phone: '0151 1234567', consent: true }

	it('are complete', () => {
		expect(detailErrors(values, type, textsOf('de'), '2026-11-23')).toEqual({})
	})

	it.each([
		[{ patientName: ' ' }, 'patientName'], [{ birthDate: '' }, 'birthDate'], [{ birthDate: '2026-11-24' }, 'birthDate'], [{ insurance: 'PRIVAT' }, 'insurance'],
		[{ phone: '' }, 'email'], [{ phone: 'ring me' }, 'phone'], [{ email: 'erika' }, 'email'], [{ consent: false }, 'consent'],
	])('name what is wrong: %j', (change, field) => {
		expect(Object.keys(detailErrors({ ...values, ...change }, type, textsOf('en'), '2026-11-23'))).toEqual([field])
	})

	it('ask whether one is new only where the type asks', () => {
		expect(detailErrors(values, { ...type, patients: 'new' }, textsOf('de'), '2026-11-23')).toHaveProperty('patient')
	})
})

function at(start: string, end: string): { start: number; end: number } {
	return { start: Date.parse(start + ':00Z'), end: Date.parse(start.slice(0, 11) + end + ':00Z') }
}
