// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { interval, longest, nextDelay, usePolling } from './polling.ts'

describe('nextDelay', () => {
	it('is short while visible, doubles with failures up to a minute, and is a minute while hidden', () => {
		expect([0, 1, 2, 3, 4, 50].map((failures) => nextDelay(false, failures))).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000])
		expect(nextDelay(true, 0)).toBe(60_000)
	})

	it('is long where the server says when to ask, unless it did not answer', () => {
		expect([nextDelay(false, 0, true), nextDelay(false, 1, true)]).toEqual([60_000, 10_000])
	})
})

describe('usePolling', () => {
	beforeEach(() => void vi.useFakeTimers())
	afterEach(() => void vi.useRealTimers())

	it('asks again after each answer, more slowly after failures, and stops with its scope', async () => {
		const ask = vi.fn(async () => true)
		const scope = effectScope()
		const polling = scope.run(() => usePolling(ask))
		await polling?.now()
		expect(ask).toHaveBeenCalledTimes(1)
		await vi.advanceTimersByTimeAsync(interval)
		expect(ask).toHaveBeenCalledTimes(2)
		ask.mockResolvedValue(false)
		await vi.advanceTimersByTimeAsync(interval)
		expect(ask).toHaveBeenCalledTimes(3)
		await vi.advanceTimersByTimeAsync(interval)
		expect(ask).toHaveBeenCalledTimes(3)
		await vi.advanceTimersByTimeAsync(interval)
		expect(ask).toHaveBeenCalledTimes(4)
		scope.stop()
		await vi.advanceTimersByTimeAsync(10 * longest)
		expect(ask).toHaveBeenCalledTimes(4)
	})

	it('never asks twice at a time', async () => {
		let answer: (value: boolean) => void = () => undefined
		const ask = vi.fn(() => new Promise<boolean>((resolve) => { answer = resolve }))
		const scope = effectScope()
		const polling = scope.run(() => usePolling(ask))
		const both = [polling?.now(), polling?.now()]
		expect(ask).toHaveBeenCalledTimes(1)
		answer(true)
		expect(await Promise.all(both)).toEqual([true, true])
		scope.stop()
	})

	it('asks at once when it hears of a change, and then seldom by itself', async () => {
		const ask = vi.fn(async () => true)
		const scope = effectScope()
		const polling = scope.run(() => usePolling(ask))
		await polling?.now()
		polling?.heard()
		expect(ask).toHaveBeenCalledTimes(2)
		await vi.advanceTimersByTimeAsync(longest - 1)
		expect(ask).toHaveBeenCalledTimes(2)
		await vi.advanceTimersByTimeAsync(1)
		expect(ask).toHaveBeenCalledTimes(3)
		scope.stop()
		polling?.heard()
		expect(ask).toHaveBeenCalledTimes(3)
	})

	it('asks once more where the change may have come after the question', async () => {
		let answer: (value: boolean) => void = () => undefined
		const ask = vi.fn(() => new Promise<boolean>((resolve) => { answer = resolve }))
		const scope = effectScope()
		const polling = scope.run(() => usePolling(ask))
		void polling?.now()
		polling?.heard()
		polling?.heard()
		expect(ask).toHaveBeenCalledTimes(1)
		answer(true)
		await vi.advanceTimersByTimeAsync(0)
		expect(ask).toHaveBeenCalledTimes(2)
		scope.stop()
	})

	it('goes back to asking often once a change came without a word', async () => {
		let version = 1
		const ask = vi.fn(async () => true)
		const scope = effectScope()
		const polling = scope.run(() => usePolling(ask, () => version))
		polling?.heard()
		await vi.advanceTimersByTimeAsync(0)
		ask.mockImplementationOnce(async () => { version++; return true })
		await vi.advanceTimersByTimeAsync(longest)
		expect(ask).toHaveBeenCalledTimes(2)
		await vi.advanceTimersByTimeAsync(interval)
		expect(ask).toHaveBeenCalledTimes(3)
		scope.stop()
	})
})
