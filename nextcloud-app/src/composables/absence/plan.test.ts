// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { aCatalog } from '../../testing.ts'
import { proposeSlots, type Affected } from './plan.ts'

const at = (hour: number, minute = 0): number => Date.UTC(2026, 11, 1, hour - 1, minute)
const calendar = (id: string, types: string[]): ReturnType<typeof aCatalog>['calendars'][number] => ({ id, displayName: id, doctor: id, room: '', color: '#000000', types, weeklyHours: {}, exceptions: [], href: `/${id}/` })
const type = { code: 'K', label: { de: 'K', en: 'K' }, durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 10, category: 'FOLLOWUP', insurances: ['PRIVAT'], patients: 'all', approval: 'manual' } as const
const catalog = aCatalog({ calendars: [calendar('ill', ['K']), calendar('well', ['K'])], appointmentTypes: [type] })
const affected = (href: string, start: number, more: Partial<Affected> = {}): Affected => ({ href, etag: '', calendar: 'ill', status: 'CONFIRMED', start, end: start + 1_800_000, fields: { appointmentType: 'K' }, summary: '', series: false, ...more })
const absence = { calendar: 'ill', start: at(8), end: at(13) }
const windows = [{ calendar: 'ill', start: at(9), end: at(14) }, { calendar: 'well', start: at(10), end: at(11, 30) }]

describe('proposeSlots', () => {
	it('gives each the next slot with its buffers, none twice, none in the absence', () => {
		const found = proposeSlots([affected('b', at(9)), affected('a', at(8)), affected('c', at(10)), affected('d', at(11))], windows, absence, catalog, true)
		expect([...found].map(([href, slot]) => [href, slot.calendar, slot.start])).toEqual([['a', 'well', at(10)], ['b', 'well', at(10, 45)], ['c', 'ill', at(13)]])
	})

	it('stays with the doctor where others don’t count, and leaves series alone', () => {
		const found = proposeSlots([affected('a', at(8)), affected('s', at(9), { series: true })], windows, absence, catalog, false)
		expect([...found].map(([href, slot]) => [href, slot.calendar, slot.start])).toEqual([['a', 'ill', at(13)]])
	})
})
