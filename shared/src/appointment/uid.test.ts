// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { limits } from '../contract/limits.ts'
import { makeUid } from './uid.ts'

describe('makeUid', () => {
	const now = Date.UTC(2026, 10, 23, 9, 5, 7)

	it('tells the time of the request and carries every random bit', () => {
		expect(makeUid(now, new Uint8Array(16), 'praxis.example')).toBe('appointment-20261123-090507-AAAAAAAAAAAAAAAAAAAAAA@praxis.example')
		expect(makeUid(now, new Uint8Array(16).fill(255), 'praxis.example')).toBe('appointment-20261123-090507-_____________________w@praxis.example')
		expect(makeUid(now, Uint8Array.from({ length: 16 }, (_, index) => index), 'a')).toContain('-AAECAwQFBgcICQoLDA0ODw@')
	})

	it('has the form that the guard demands', () => {
		expect(makeUid(now, new Uint8Array(16), 'praxis.example')).toMatch(new RegExp(limits.uidPattern, 'u'))
	})

	it('takes no fewer than 128 bits', () => {
		expect(() => makeUid(now, new Uint8Array(15), 'praxis.example')).toThrow(RangeError)
	})
})
