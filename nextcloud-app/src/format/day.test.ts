// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { aRequest } from '../testing.ts'
import type { DayEntry } from '../types.ts'
import { dayOf } from './day.ts'

const entry = (start: string, end: string, summary: string, uid = summary): DayEntry =>
	({ uid, start: `2026-12-01T${start}:00Z`, end: `2026-12-01T${end}:00Z`, kind: 'appointment', summary, status: 'CONFIRMED' })

const early = entry('07:00', '07:30', 'früh')
const overlapping = entry('08:15', '08:45', 'überschneidet')
const own = entry('08:00', '08:30', 'Erika Muster - Kontrolle', 'u')
const request = aRequest('u', { conflicts: [overlapping] })

describe('dayOf', () => {
	it('puts the request once among the entries of its day, by start, and marks what overlaps', () => {
		expect(dayOf(request, [overlapping, own, early]).map((one) => [one.summary, one.kind, one.conflict])).toEqual([
			['früh', 'appointment', false],
			['Erika Muster', 'request', false],
			['überschneidet', 'appointment', true],
		])
	})

	it('shows a conflict even before the day is known, or as one of the day before', () => {
		for (const day of [null, []]) expect(dayOf(request, day).map((one) => one.conflict)).toEqual([false, true])
	})
})
