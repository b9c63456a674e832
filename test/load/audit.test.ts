// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { granted } from './audit.ts'

let id = 0
const row = (revision: number, object: number, start: number, end: number, added = 1, calendar = 1) => ({ id: ++id, revision, calendar_id: calendar, object_id: object, start_at: start, end_at: end, added })

describe('granted', () => {
	it('finds a booking on time that was busy, whoever made it so', () => {
		expect(granted([row(1, 7, 0, 30), row(2, 8, 29, 60)], new Set([8])).onBusyTime).toHaveLength(1)
	})

	it('lets the practice book twice, and bookings touch', () => {
		expect(granted([row(1, 7, 0, 30), row(2, 8, 29, 60)], new Set([7])).onBusyTime).toEqual([])
		expect(granted([row(1, 7, 0, 30), row(2, 8, 30, 60)], new Set([7, 8])).onBusyTime).toEqual([])
	})

	it('knows what became free, and what staff moved onto busy time later', () => {
		expect(granted([row(1, 7, 0, 30), row(2, 7, 0, 30, 0), row(3, 8, 0, 30)], new Set([7, 8]))).toEqual({ bookings: 2, onBusyTime: [] })
		expect(granted([row(1, 7, 0, 30), row(2, 8, 30, 60), row(3, 8, 30, 60, 0), row(3, 8, 0, 30)], new Set([7, 8])).onBusyTime).toEqual([])
	})

	it('knows a booking from its move into a calendar with a lower revision', () => {
		const written = [row(1, 7, 0, 30, 1, 2), row(9, 8, 0, 30), row(10, 8, 0, 30, 0), row(2, 8, 0, 30, 1, 2)]
		expect(granted(written.sort((a, b) => a.revision - b.revision || a.id - b.id), new Set([8])).onBusyTime).toEqual([])
	})
})
