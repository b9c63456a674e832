// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CalendarEntry } from '@sprechstunde/core'
import { describe, expect, it } from 'vitest'
import { differencesOf, sameEntry } from './differences.ts'

const entry = (start: number, fields: Record<string, string>): CalendarEntry => ({ uid: 'a', status: 'CONFIRMED', start, end: start + 1, note: '', sequence: 0, fields }) as unknown as CalendarEntry
const time = ({ start }: CalendarEntry): string => String(start)

describe('differencesOf', () => {
	it('puts what differs first and leaves out what says nothing', () => {
		expect(differencesOf(entry(1, { phone: '1', reason: 'x', source: 'PVS' }), entry(2, { phone: '1' }), time)).toEqual([
			{ name: 'time', lost: '1', winner: '2', differs: true },
			{ name: 'reason', lost: 'x', winner: '', differs: true },
			{ name: 'status', lost: 'CONFIRMED', winner: 'CONFIRMED', differs: false },
			{ name: 'phone', lost: '1', winner: '1', differs: false },
		])
	})

	it('has nothing to say of a deleted version', () => {
		expect(differencesOf(entry(1, {}), null, time).map(({ winner }) => winner)).toEqual(['', ''])
	})
})

describe('sameEntry', () => {
	it('compares what the versions say, not their revision', () => {
		expect(sameEntry(entry(1, {}), { ...entry(1, {}), sequence: 7 })).toBe(true)
		expect(sameEntry(entry(1, {}), entry(2, {}))).toBe(false)
		expect(sameEntry(null, entry(1, {}))).toBe(false)
		expect(sameEntry(null, null)).toBe(true)
	})
})
