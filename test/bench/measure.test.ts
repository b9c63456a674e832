// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { compare, median } from './measure.ts'

describe('measure', () => {
	it('takes the middle, whatever the order', () => {
		expect(median([9, 1, 5])).toBe(5)
		expect(median([4, 1, 3, 2])).toBe(2.5)
	})

	it('says met only where the ratio is within the target', () => {
		expect(compare('GET', [11], [10], 1.1)).toMatch(/^met .*= 1\.10/)
		expect(compare('GET', [12], [10], 1.1)).toMatch(/^MISSED .*= 1\.20/)
	})
})
