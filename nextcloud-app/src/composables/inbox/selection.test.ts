// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { step, successor } from './selection.ts'

const uids = ['a', 'b', 'c']

describe('step', () => {
	it.each([[null, 1, 'a'], [null, -1, 'c'], ['a', 1, 'b'], ['c', 1, 'c'], ['a', -1, 'a'], ['gone', 1, 'a']] as const)('from %s by %i is %s', (from, steps, to) => {
		expect(step(uids, from, steps)).toBe(to)
	})

	it('has nowhere to go in an empty list', () => {
		expect(step([], 'a', 1)).toBeNull()
	})
})

describe('successor', () => {
	it.each([['a', 'b'], ['b', 'c'], ['c', 'b']])('of %s is %s', (uid, next) => {
		expect(successor(uids, uid)).toBe(next)
	})

	it('of the only one is nobody', () => {
		expect(successor(['a'], 'a')).toBeNull()
	})
})
