// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { undoSeconds } from '@sprechstunde/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import type { Outcome } from '../../services/changeAppointment.ts'
import { createChanges, type Change, type Changes } from './changes.ts'
import type { CalendarObjects } from './objects.ts'

const done: Outcome = { kind: 'done', etag: '"2"' }
const stale: Outcome = { kind: 'stale', status: null }
const refused: Outcome = { kind: 'failed', problem: { kind: 'refused', text: 'Too late.', codes: [] } }
const place = { calendar: 'a', start: 1, end: 2 }

function change(name: string, outcome: Outcome, more: Partial<Change> = {}): Change {
	return { title: name, done: `${name} moved`, calendars: ['a'], preview: { id: name, place }, run: vi.fn(() => Promise.resolve(outcome)), undo: vi.fn(() => Promise.resolve(done)), ...more }
}

let scope: EffectScope
let changes: Changes
const reload = vi.fn(() => Promise.resolve())
const refresh = vi.fn(() => Promise.resolve())

describe('changes of the calendar', () => {
	beforeEach(() => {
		vi.useFakeTimers()
		reload.mockClear()
		scope = effectScope()
		changes = scope.run(() => createChanges({ reload } as unknown as CalendarObjects, refresh)) as Changes
	})
	afterEach(() => {
		scope.stop()
		vi.useRealTimers()
	})

	it('are shown while they are on their way, and can be undone for a time', async () => {
		let answer: (outcome: Outcome) => void = () => undefined
		const one = change('one', done, { run: () => new Promise((resolve) => { answer = resolve }) })
		const made = changes.make(one)
		expect(changes.previews.get('one')).toBe(place)
		expect(await changes.make(one), 'the same entry is not moved twice at once').toBe(false)
		answer(done)
		expect(await made).toBe(true)
		expect(changes.previews.size).toBe(0)
		expect(reload).toHaveBeenCalledWith(['a'])
		expect(changes.offer.value?.text).toBe('one moved')
		vi.advanceTimersByTime(undoSeconds * 1_000)
		expect(changes.offer.value).toBeNull()
	})

	it('are undone in turn, the last one first', async () => {
		const [one, two] = [change('one', done), change('two', done)]
		await changes.make(one)
		await changes.make(two)
		await changes.undo()
		expect(two.undo).toHaveBeenCalledOnce()
		expect(one.undo).not.toHaveBeenCalled()
		expect(changes.offer.value?.text).toBe('one moved')
		await changes.undo()
		expect(one.undo).toHaveBeenCalledOnce()
		expect(changes.offer.value).toBeNull()
	})

	it('say why they failed, and show what is stored', async () => {
		expect(await changes.make(change('one', refused))).toBe(false)
		expect(changes.notice.value).toBe('Too late.')
		expect(changes.previews.size).toBe(0)
		expect(changes.offer.value).toBeNull()
		expect(await changes.make(change('two', stale))).toBe(false)
		expect(changes.notice.value).toContain('someone else has changed this entry')
		expect(reload).toHaveBeenCalledTimes(2)
		changes.dismiss()
		expect(changes.notice.value).toBeNull()
	})

	it('that can not be undone offer nothing', async () => {
		await changes.make({ title: 'one', done: 'one deleted', calendars: ['a'], run: () => Promise.resolve(done) })
		expect(changes.offer.value).toBeNull()
		expect(changes.message.value).toBe('one deleted')
	})
})
