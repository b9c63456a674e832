// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { closing } from './closing.ts'

const passed = { name: 'a', seconds: 1, passed: 3, failed: 0, skipped: 1 }

describe('closing lines', () => {
	it('end with the sum over everything', () => {
		const lines: string[] = []
		expect(closing([passed, { name: 'b', seconds: 1, passed: 0, failed: 0, skipped: 1, note: 'not run: no Chromium' }], (line) => lines.push(line))).toBe(0)
		expect(lines.at(-1)).toBe('3 passed, 0 failed, 2 skipped')
		expect(lines.at(-2)).toBe('NOT RUN b — not run: no Chromium: 0/0, 1 skipped')
	})

	it('name each failure below its stage', () => {
		const lines: string[] = []
		closing([{ ...passed, failed: 1, failures: ['b is: expected 1'] }], (line) => lines.push(line))
		expect(lines.slice(-3)).toEqual(['FAILED  a: 3/4, 1 skipped', '        b is: expected 1', '3 passed, 1 failed, 1 skipped'])
	})

	it('a failure exits non-zero, and so does a run in which nothing passed', () => {
		expect(closing([passed, { ...passed, failed: 1 }], () => undefined)).toBe(1)
		expect(closing([{ ...passed, passed: 0 }], () => undefined)).toBe(1)
	})
})
