// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { compare, median, quantile } from './measure.ts'

describe('measure', () => {
	it('takes the middle, whatever the order', () => {
		expect(median([9, 1, 5])).toBe(5)
		expect(median([4, 1, 3, 2])).toBe(2.5)
		expect(quantile([4, 1, 3, 2, 5], 0.25)).toBe(2)
	})

	it('says met only where the ratio is within the target', () => {
		expect(compare('GET', { ours: [11], base: [10] }, 1.1).line).toMatch(/^met .*= 1\.100/)
		expect(compare('GET', { ours: [12], base: [10] }, 1.1).line).toMatch(/^MISSED .*= 1\.200/)
	})

	it('gives the spread of the pairs', () => {
		expect(compare('GET', { ours: [10, 20, 30], base: [10, 10, 10] }, 3).line).toContain('half of 3 pairs in 1.50–2.50')
	})
})
