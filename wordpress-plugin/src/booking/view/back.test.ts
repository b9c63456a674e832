// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { stepHistory, type HistoryWindow } from './back.ts'
import type { Catalog, Config } from './model.ts'
import { initial, type State, type Step } from './state.ts'

const config: Config = { rest: '', language: 'de', calendar: '', types: [], showDescription: true, phone: '' }
const type = { label: { de: '', en: '' }, durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, insurances: [], patients: 'all', approval: 'manual' } as const
const catalog: Catalog = {
	practice: { name: '', address: '', phone: '', timeZone: 'Europe/Berlin' }, consent: { version: '1', text: { de: '', en: '' }, url: null },
	calendars: [{ id: 'a', displayName: 'A', doctor: 'A', room: '', types: ['X', 'Y'] }], appointmentTypes: [{ code: 'X', ...type }, { code: 'Y', ...type }],
	booking: { minimumNoticeMinutes: 0, horizonDays: 30, gridMinutes: 15 },
}

/** A browser's history with its Back. */
function browser() {
	const entries: unknown[] = [null]
	let at = 0
	let listener: ((event: PopStateEvent) => void) | null = null
	const history = {
		get state() { return entries[at] },
		pushState(entry: unknown) { entries.splice(++at, Infinity, entry) },
		replaceState(entry: unknown) { entries[at] = entry },
	}
	const window = { history, addEventListener: (_: string, one: typeof listener) => { listener = one }, removeEventListener: () => { listener = null } } as unknown as HistoryWindow
	return { window, entries, go(by: number) { at += by; listener?.({ state: entries[at] } as PopStateEvent) }, get isHeard() { return listener !== null } }
}

function form(start: Step = 'type') {
	const page = browser()
	let state: State = { ...initial, catalog, phase: 'choosing', type: 'X', step: start }
	const steps = stepHistory(page.window, config, () => state, (step) => { state = { ...state, step }; steps.follow() })
	const set = (change: Partial<State>): void => { state = { ...state, ...change }; steps.follow() }
	steps.follow()
	return { page, steps, set, step: () => state.step }
}

describe('the browser\'s Back', () => {
	it('leads one step back after the other, and then away', () => {
		const { page, set, step } = form()
		set({ step: 'slot' })
		set({ step: 'details' })
		page.go(-1)
		expect(step()).toBe('slot')
		page.go(-1)
		expect(step()).toBe('type')
		expect(page.entries).toHaveLength(3)
	})

	it('and Forward go where the patient has been, as long as there is what it needs', () => {
		const { page, set, step } = form()
		set({ step: 'slot' })
		set({ step: 'details', slot: { calendar: 'a', start: 0, end: 1 } })
		page.go(-1)
		page.go(-1)
		expect(step()).toBe('type')
		page.go(1)
		page.go(1)
		expect(step()).toBe('details')
		page.go(-1)
		set({ slot: null })
		page.go(1)
		expect(step()).toBe('slot')
		page.go(-2)
		set({ type: '' })
		page.go(1)
		expect(step()).toBe('type')
	})

	it('does not open a form again that was sent, and keeps what others have noted', () => {
		const { page, set, step, steps } = form('slot')
		page.window.history.replaceState({ theirs: 1 }, '')
		set({ step: 'review' })
		expect(page.entries[1]).toEqual({ theirs: 1, sprechstundeStep: 'review' })
		set({ phase: 'done' })
		page.go(-1)
		expect(step()).toBe('review')
		steps.stop()
		expect(page.isHeard).toBe(false)
	})
})
