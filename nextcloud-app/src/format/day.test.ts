// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { aRequest } from '../testing.ts'
import type { Neighbour } from '../types.ts'
import { dayOf } from './day.ts'

const entry = (start: string, end: string, summary: string): Neighbour =>
	({ start: `2026-12-01T${start}:00Z`, end: `2026-12-01T${end}:00Z`, kind: 'appointment', summary, status: 'CONFIRMED' })

const early = entry('07:00', '07:30', 'früh')
const overlapping = entry('08:15', '08:45', 'überschneidet')
const request = aRequest('u', { neighbours: [overlapping, early], conflicts: [overlapping] })

describe('dayOf', () => {
	it('puts the request among its neighbours, by start, and marks what overlaps', () => {
		expect(dayOf(request).map((one) => [one.summary, one.kind, one.conflict])).toEqual([
			['früh', 'appointment', false],
			['Erika Muster', 'request', false],
			['überschneidet', 'appointment', true],
		])
	})

	it('shows a conflict even where it is no neighbour, as one of the day before', () => {
		expect(dayOf({ ...request, neighbours: [] }).map((one) => one.conflict)).toEqual([false, true])
	})
})
