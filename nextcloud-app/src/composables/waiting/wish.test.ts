// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import type { WaitingItem } from '../../services/waiting.ts'
import { isPlain, noWish, wishedTimes, wishForm, wishOf } from './wish.ts'

const zone = 'Europe/Berlin'
const item: WaitingItem = {
	uid: 'u', href: '/u.ics', etag: '"e"', status: 'NEEDS-ACTION', priority: 0, created: null, earliest: null, latest: null,
	calendars: [], times: [], fields: {}, note: '', summary: '', isReachable: true, relatedUid: null, related: null,
}

describe('the wish of an entry', () => {
	it('no wish stays none', () => {
		expect(wishForm(item, zone)).toEqual(noWish)
		expect(wishOf(noWish, zone)).toEqual({ earliest: null, latest: null, calendars: [], times: [] })
	})

	it('days are those of the practice, the last one included', () => {
		const form = { ...noWish, from: '2026-12-01', to: '2026-12-01' }
		const wish = wishOf(form, zone)
		expect(wish).toMatchObject({ earliest: Date.parse('2026-11-30T23:00:00Z'), latest: Date.parse('2026-12-01T23:00:00Z') })
		expect(wishForm({ ...item, earliest: '2026-11-30T23:00:00Z', latest: '2026-12-01T23:00:00Z' }, zone)).toEqual(form)
	})

	it('hours go with each chosen day, and with all where none is chosen', () => {
		expect(wishedTimes({ days: ['TU', 'MO'], start: '08:00', end: '' })).toEqual([{ day: 'MO', start: '08:00', end: '24:00' }, { day: 'TU', start: '08:00', end: '24:00' }])
		const all = wishedTimes({ days: [], start: '', end: '12:00' })
		expect(all).toHaveLength(7)
		expect(wishForm({ ...item, times: all }, zone)).toEqual({ ...noWish, end: '12:00' })
	})

	it('hours that differ by day are seen as such', () => {
		expect(isPlain([])).toBe(true)
		expect(isPlain(wishedTimes({ days: ['MO', 'FR'], start: '08:00', end: '12:00' }))).toBe(true)
		expect(isPlain([{ day: 'MO', start: '08:00', end: '12:00' }, { day: 'TU', start: '14:00', end: '18:00' }])).toBe(false)
		expect(isPlain([{ day: 'MO', start: '08:00', end: '12:00' }, { day: 'MO', start: '08:00', end: '12:00' }])).toBe(false)
	})
})
