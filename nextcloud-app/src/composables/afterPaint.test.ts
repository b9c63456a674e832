// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { afterPaint } from './afterPaint.ts'

describe('afterPaint', () => {
	let frames: (() => void)[]
	beforeEach(() => {
		frames = []
		vi.useFakeTimers()
		vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
	})
	afterEach(() => {
		vi.useRealTimers()
		vi.unstubAllGlobals()
	})
	const paint = (): void => {
		frames.splice(0).forEach((frame) => frame())
		vi.advanceTimersByTime(1)
	}

	it('does the last work once, after the frame', () => {
		const done: string[] = []
		const { later } = afterPaint()
		later(() => done.push('first'))
		later(() => done.push('second'))
		expect(done).toEqual([])
		paint()
		vi.advanceTimersByTime(1000)
		expect(done).toEqual(['second'])
	})

	it('does it where nothing is painted, and not at all once it is given up', () => {
		const done: string[] = []
		const { later, cancel } = afterPaint()
		later(() => done.push('hidden'))
		vi.advanceTimersByTime(200)
		later(() => done.push('given up'))
		cancel()
		paint()
		vi.advanceTimersByTime(1000)
		expect(done).toEqual(['hidden'])
	})
})
