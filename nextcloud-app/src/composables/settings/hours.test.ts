// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { copied, inOrder, joined, nextHours, readTime, totalMinutes, withBreak } from './hours.ts'
import { useWeekDrag } from './weekDrag.ts'
import { edgeBounds, edgeByKey, moveByKey, tappedHours } from './weekKeys.ts'

const span = (start: string, end: string): { start: string, end: string } => ({ start, end })

describe('readTime', () => {
	it.each([['8', '08:00'], ['8:30', '08:30'], ['830', '08:30'], ['0830', '08:30'], ['8.30', '08:30'], ['8 Uhr', '08:00'], ['24', '24:00'], ['24:15', '24:15'], ['8:75', '8:75'], ['', ''], ['früh', 'früh']])('%j is %j', (typed, time) => {
		expect(readTime(typed)).toBe(time)
	})
})

describe('spans of a day', () => {
	it('are joined where they touch or overlap', () => {
		expect(joined([span('14:00', '18:00'), span('08:00', '12:00'), span('12:00', '13:00'), span('15:00', '16:00'), span('20:00', '20:00')])).toEqual([span('08:00', '13:00'), span('14:00', '18:00')])
	})

	it('get another one behind the last', () => {
		expect(nextHours([])).toEqual(span('08:00', '12:00'))
		expect(nextHours([span('08:00', '12:00')])).toEqual(span('13:00', '17:00'))
		expect(nextHours([span('08:00', '24:00')])).toEqual(span('23:00', '24:00'))
	})

	it('get a break at noon, or in their middle', () => {
		expect(withBreak(span('08:00', '18:00'))).toEqual([span('08:00', '12:00'), span('13:00', '18:00')])
		expect(withBreak(span('14:00', '18:00'))).toEqual([span('14:00', '15:30'), span('16:30', '18:00')])
		expect(withBreak(span('14:00', '15:00'))).toEqual([span('14:00', '15:00')])
	})

	it('are copied to other days', () => {
		const week = copied({ MO: [span('08:00', '12:00')], SU: [] }, 'MO', ['TU', 'WE'])
		expect(Object.keys(week)).toEqual(['MO', 'TU', 'WE'])
		expect(totalMinutes(week)).toBe(720)
		expect(inOrder({ FR: [span('08:00', '09:00')], MO: [], TU: [span('08:00', '09:00')] })).toEqual({ TU: [span('08:00', '09:00')], FR: [span('08:00', '09:00')] })
	})
})

describe('dragging', () => {
	const week = { MO: [span('08:00', '12:00'), span('14:00', '18:00')] }

	it.each<[string, (drag: ReturnType<typeof useWeekDrag>) => void, object | null]>([
		['makes a new span, upwards too', (drag) => { drag.begin({ day: 'TU', minutes: 605 }, null, 'end'); drag.move({ day: 'TU', minutes: 545 }) }, { ...week, TU: [span('09:00', '10:15')] }],
		['moves the end', (drag) => { drag.begin({ day: 'MO', minutes: 719 }, 0, 'end'); drag.move({ day: 'MO', minutes: 752 }) }, { MO: [span('08:00', '12:30'), span('14:00', '18:00')] }],
		['joins what meets', (drag) => { drag.begin({ day: 'MO', minutes: 719 }, 0, 'end'); drag.move({ day: 'MO', minutes: 845 }) }, { MO: [span('08:00', '18:00')] }],
		['keeps a span at least a quarter long', (drag) => { drag.begin({ day: 'MO', minutes: 481 }, 0, 'start'); drag.move({ day: 'MO', minutes: 1000 }) }, { MO: [span('11:45', '12:00'), span('14:00', '18:00')] }],
		['carries a span onto another day', (drag) => { drag.begin({ day: 'MO', minutes: 500 }, 0, 'whole'); drag.move({ day: 'TU', minutes: 560 }); drag.move({ day: 'WE', minutes: 560 }) }, { MO: [span('14:00', '18:00')], WE: [span('09:00', '13:00')] }],
		['does nothing where nothing moved', (drag) => { drag.begin({ day: 'MO', minutes: 500 }, 0, 'whole') }, null],
		['is taken back', (drag) => { drag.begin({ day: 'MO', minutes: 500 }, 0, 'whole'); drag.move({ day: 'TU', minutes: 560 }); drag.cancel() }, null],
	])('%s', (_, act, expected) => {
		const drag = useWeekDrag(() => week)
		act(drag)
		const result = drag.end()
		expect(result === null ? null : inOrder(result)).toEqual(expected)
	})

	it('by keys moves, lengthens, carries and removes, but not into a neighbour', () => {
		expect(moveByKey(week, 'MO', 0, 'ArrowDown', false)?.hours).toEqual(span('08:15', '12:15'))
		expect(moveByKey(week, 'MO', 0, 'ArrowUp', true)?.hours).toEqual(span('08:00', '11:45'))
		expect(moveByKey(week, 'MO', 0, 'ArrowRight', false)?.week).toEqual({ MO: [span('14:00', '18:00')], TU: [span('08:00', '12:00')] })
		expect(moveByKey(week, 'MO', 0, 'ArrowLeft', false)).toBeNull()
		expect(moveByKey(week, 'MO', 1, 'Delete', false)?.week).toEqual({ MO: [span('08:00', '12:00')] })
		expect(moveByKey({ MO: [span('08:00', '12:00'), span('12:00', '13:00')] }, 'MO', 0, 'ArrowDown', false)).toBeNull()
		expect(moveByKey(week, 'MO', 0, 'x', false)).toBeNull()
	})

	it('by keys moves an edge as far as its neighbours, and keeps a quarter of an hour', () => {
		expect(edgeBounds(week.MO, 1, 'start')).toEqual({ least: 720, most: 1065 })
		expect(edgeBounds(week.MO, 0, 'end')).toEqual({ least: 495, most: 840 })
		expect(edgeByKey(week, 'MO', 0, 'end', 'ArrowDown')?.hours).toEqual(span('08:00', '12:15'))
		expect(edgeByKey(week, 'MO', 0, 'end', 'End')?.hours).toEqual(span('08:00', '14:00'))
		expect(edgeByKey(week, 'MO', 0, 'start', 'PageUp')?.hours).toEqual(span('07:00', '12:00'))
		expect(edgeByKey(week, 'MO', 1, 'start', 'Home')?.hours).toEqual(span('12:00', '18:00'))
		expect(edgeByKey(week, 'MO', 1, 'end', 'Home')?.hours).toEqual(span('14:00', '14:15'))
		expect(edgeByKey(week, 'MO', 0, 'start', 'x')).toBeNull()
	})

	it('a tap takes the hour that it is in, beside what is there', () => {
		expect(tappedHours(week.MO, 785)).toEqual(span('13:00', '14:00'))
		expect(tappedHours([span('08:00', '09:30')], 575)).toEqual(span('09:30', '10:30'))
		expect(tappedHours([span('08:00', '09:00'), span('09:10', '10:00')], 545)).toBeNull()
		expect(tappedHours([], 1439)).toEqual(span('23:00', '24:00'))
	})
})
