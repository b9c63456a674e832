// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { mondayOf, slotsIn, weekOf } from './layout.ts'

const zone = 'Europe/Berlin'
const type = { durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 10 }
const grid = { minutes: 15, zone }
/** Tuesday, 1 December 2026, by Berlin's clock */
const at = (hour: number, minute = 0, day = 1): number => Date.UTC(2026, 11, day, hour - 1, minute)
const window = (calendar: string, start: number, end: number): { calendar: string, start: number, end: number } => ({ calendar, start, end })

describe('slotsIn', () => {
	it('lays slots with their buffers into each calendar’s windows, by time', () => {
		const slots = slotsIn([window('b', at(9), at(10)), window('a', at(9), at(9, 40)), window('c', at(9), at(12))], ['a', 'b'], type, grid)
		expect(slots.map((slot) => [slot.calendar, slot.start])).toEqual([['a', at(9)], ['b', at(9)], ['b', at(9, 15)]])
	})

	it('counts the appointment’s own place as free, and does not offer it again', () => {
		const own = { calendar: 'a', start: at(9), end: at(9, 30) }
		const slots = slotsIn([window('a', at(9, 40), at(10))], ['a'], type, grid, own)
		expect(slots.map((slot) => slot.start)).toEqual([at(9, 15)])
		expect(slotsIn([window('b', at(9, 40), at(10))], ['b'], type, grid, own)).toEqual([])
	})
})

describe('weekOf', () => {
	it('has five days, and those of the weekend where something is free', () => {
		const free = (day: number): { calendar: string, start: number, end: number } => window('a', at(9, 0, day), at(9, 30, day))
		expect(weekOf([free(1), free(7)], '2026-11-30', zone).map(({ day, slots }) => [day, slots.length])).toEqual([
			['2026-11-30', 0], ['2026-12-01', 1], ['2026-12-02', 0], ['2026-12-03', 0], ['2026-12-04', 0],
		])
		expect(weekOf([free(5)], '2026-11-30', zone)).toHaveLength(6)
	})
})

describe('mondayOf', () => {
	it.each([['2026-11-30', '2026-11-30'], ['2026-12-06', '2026-11-30']])('%s is in the week of %s', (day, monday) => {
		expect(mondayOf(day)).toBe(monday)
	})
})
