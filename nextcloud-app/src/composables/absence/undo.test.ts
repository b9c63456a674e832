// SPDX-License-Identifier: AGPL-3.0-or-later
import { undoSeconds } from '@sprechstunde/core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useStepsUndo, type StepsUndo } from './undo.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function within(test: (undo: StepsUndo) => Promise<void>): Promise<void> {
	const scope = effectScope()
	return test(scope.run(() => useStepsUndo()) as StepsUndo).finally(() => scope.stop())
}

it('offers to undo for what is left of the time, and for a while however long it took', () => within(async (undo) => {
	undo.begin()
	await vi.advanceTimersByTimeAsync(3_000)
	undo.propose('2 cancelled', [{ undo: async () => null }])
	expect(undo.offer.value).toEqual({ text: '2 cancelled', until: Date.now() + undoSeconds * 1_000 - 4_000 })
	await vi.advanceTimersByTimeAsync(undoSeconds * 1_000)
	expect(undo.offer.value).toBeNull()
	undo.begin()
	await vi.advanceTimersByTimeAsync(60_000)
	undo.propose('many', [{ undo: async () => null }])
	expect((undo.offer.value?.until ?? 0) - Date.now()).toBe(5_000)
}))

it('undoes all, says what failed, and nothing twice', () => within(async (undo) => {
	const undone: number[] = []
	undo.begin()
	undo.propose('done', [1, 2, 3, 4, 5].map((step) => ({ undo: async () => { undone.push(step); return step === 4 ? 'too late' : null } })))
	expect(await undo.undo()).toBe(1)
	expect(undone).toEqual([1, 2, 3, 4, 5])
	expect([undo.offer.value, undo.notice.value]).toEqual([null, 'too late'])
	expect(await undo.undo()).toBe(0)
	expect(undone).toHaveLength(5)
}))

it('offers nothing where nothing was done', () => within(async (undo) => {
	undo.begin()
	undo.propose('nothing', [])
	expect(undo.offer.value).toBeNull()
}))
