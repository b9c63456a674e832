// SPDX-License-Identifier: GPL-3.0-or-later
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused } from './api.ts'
import { holdKeeper, newToken } from './hold.ts'
import type { Slot } from './model.ts'
import { initial, reduce, type Action, type State } from './state.ts'

const slot: Slot = { calendar: 'a', start: Date.parse('2026-12-01T08:00:00Z'), end: Date.parse('2026-12-01T08:30:00Z') }
const later: Slot = { calendar: 'a', start: Date.parse('2026-12-01T09:00:00Z'), end: Date.parse('2026-12-01T09:30:00Z') }
const taken = new Refused({ status: 409, issues: [{ code: 'SLOT_TAKEN', path: 'start', text: 'taken' }], alternatives: [later] })

/** A form whose server answers as it is told, and what it was asked. */
function form() {
	let state: State = { ...initial, phase: 'choosing', step: 'slot', slot }
	const asked: string[] = []
	const answers: (number | Error)[] = []
	const keeper = holdKeeper({
		hold: (wanted, token) => {
			asked.push(`hold ${new Date(wanted.start).toISOString().slice(11, 16)} ${token === keeper.token()}`)
			const answer = answers.shift() ?? 600
			return typeof answer === 'number' ? Promise.resolve(answer) : Promise.reject(answer)
		},
		release: () => { asked.push('release'); return Promise.resolve() },
		state: () => state,
		held: (wanted, until) => { state = reduce(state, { do: 'held', slot: wanted, until }) },
		over: () => { state = reduce(state, { do: 'holdOver' }) },
		gone: (refusal) => { act({ do: 'refused', refusal }) },
	})
	const act = (...actions: readonly Action[]) => {
		for (const action of actions) {
			state = reduce(state, action)
			keeper.follow()
		}
	}
	return { act, asked, answers, keeper, state: () => state }
}

const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => { vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z') }) })
afterEach(() => { vi.useRealTimers() })

describe('a slot', () => {
	it('is held once the patient goes on to the form, not at every look at it', async () => {
		const { act, asked, state } = form()
		act({ do: 'chooseSlot', slot }, { do: 'chooseSlot', slot: later })
		await settled()
		expect(asked).toEqual([])
		act({ do: 'go', step: 'details' }, { do: 'type', field: 'patientName', value: 'Erika' }, { do: 'go', step: 'review' })
		await settled()
		expect(asked).toEqual(['hold 09:00 true'])
		expect(state().hold).toEqual({ slot: later, until: Date.parse('2026-11-24T12:10:00Z'), over: false })
	})

	it('is kept while the patient looks at others, and given up for the one that they choose', async () => {
		const { act, asked, state } = form()
		act({ do: 'go', step: 'details' }, { do: 'go', step: 'slot' })
		await settled()
		act({ do: 'go', step: 'details' })
		await settled()
		expect(asked).toEqual(['hold 08:00 true'])
		act({ do: 'go', step: 'slot' }, { do: 'chooseSlot', slot: later }, { do: 'go', step: 'details' })
		await settled()
		// the same token: the server lets go of the first
		expect(asked).toEqual(['hold 08:00 true', 'hold 09:00 true'])
		expect(state().hold?.slot).toEqual(later)
	})

	it('is given back when another type is chosen', async () => {
		const { act, asked, state } = form()
		act({ do: 'go', step: 'details' })
		await settled()
		act({ do: 'go', step: 'type' }, { do: 'chooseType', type: 'NEU' })
		await settled()
		expect(asked).toEqual(['hold 08:00 true', 'release'])
		expect(state().hold).toBeNull()
	})

	it('that somebody else has leads to those that are free, and what was typed stays', async () => {
		const { act, answers, state } = form()
		answers.push(taken)
		act({ do: 'go', step: 'details' }, { do: 'type', field: 'patientName', value: 'Erika' })
		await settled()
		expect(state()).toMatchObject({ step: 'slot', slot: null, alternatives: [later], message: 'taken', hold: null, values: { patientName: 'Erika' } })
	})

	it.each([
		new TypeError('offline'),
		new Refused({ status: 503, issues: [{ code: 'CALENDAR_UNREACHABLE', text: 'x' }], alternatives: [] }),
		new Refused({ status: 429, issues: [{ code: 'HOLD_LIMIT_REACHED', text: 'x' }], alternatives: [] }),
		new Refused({ status: 404, issues: [], alternatives: [] }),
	])('that can not be held is no matter: %o', async (failure) => {
		const { act, answers, state } = form()
		answers.push(failure)
		act({ do: 'go', step: 'details' })
		await settled()
		expect(state()).toMatchObject({ step: 'details', slot, hold: null, message: '' })
	})

	it('is not asked for again by an answer that comes after the booking', async () => {
		const { act, answers, state } = form()
		answers.push(taken)
		act({ do: 'go', step: 'review' }, { do: 'send' }, { do: 'booked', booked: { status: 'TENTATIVE', ...slot } })
		await settled()
		expect(state()).toMatchObject({ phase: 'done', alternatives: [] })
	})
})

describe('when the time is up', () => {
	it('it is held once more, unasked, and then the patient is told', async () => {
		const { act, asked, state } = form()
		act({ do: 'go', step: 'details' })
		await vi.advanceTimersByTimeAsync(600_000)
		expect(asked).toEqual(['hold 08:00 true', 'hold 08:00 true'])
		expect(state().hold).toEqual({ slot, until: Date.parse('2026-11-24T12:20:00Z'), over: false })
		await vi.advanceTimersByTimeAsync(600_000)
		expect(asked).toHaveLength(2)
		expect(state()).toMatchObject({ step: 'details', slot, hold: { over: true } })
	})

	it('and nothing can be reached, the patient is told as well', async () => {
		const { act, answers, state } = form()
		answers.push(600, new TypeError('offline'))
		act({ do: 'go', step: 'details' })
		await vi.advanceTimersByTimeAsync(600_000)
		expect(state()).toMatchObject({ step: 'details', slot, hold: { over: true } })
	})

	it('and the slot is gone by then, others are shown', async () => {
		const { act, answers, state } = form()
		answers.push(600, taken)
		act({ do: 'go', step: 'details' }, { do: 'type', field: 'reason', value: 'Kontrolle' })
		await vi.advanceTimersByTimeAsync(600_000)
		expect(state()).toMatchObject({ step: 'slot', slot: null, alternatives: [later], values: { reason: 'Kontrolle' } })
	})

	it('while the patient looks at other slots, it is held anew only when they come back', async () => {
		const { act, asked, state } = form()
		act({ do: 'go', step: 'details' })
		await settled()
		act({ do: 'go', step: 'slot' })
		await vi.advanceTimersByTimeAsync(3_600_000)
		expect([asked.length, state().hold?.over]).toEqual([1, true])
		act({ do: 'showDay', day: '2026-12-01' }, { do: 'go', step: 'details' })
		await settled()
		expect(asked.filter((one) => one.startsWith('hold'))).toHaveLength(2)
		expect(state().hold?.over).toBe(false)
	})

	it('after the booking, nobody minds', async () => {
		const { act, asked } = form()
		act({ do: 'go', step: 'review' })
		await settled()
		act({ do: 'send' }, { do: 'booked', booked: { status: 'TENTATIVE', ...slot } })
		await vi.advanceTimersByTimeAsync(3_600_000)
		expect(asked).toHaveLength(1)
	})
})

describe('a token', () => {
	it('is 128 random bits in the form that the contract wants, another one for each form', () => {
		const tokens = new Set(Array.from({ length: 200 }, newToken))
		expect(tokens.size).toBe(200)
		for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/)
		const { act, keeper } = form()
		const first = keeper.token()
		act({ do: 'go', step: 'review' }, { do: 'send' }, { do: 'refused', refusal: taken.refusal })
		expect(keeper.token()).toBe(first)
		act({ do: 'booked', booked: { status: 'TENTATIVE', ...slot } })
		expect(keeper.token()).not.toBe(first)
	})
})
