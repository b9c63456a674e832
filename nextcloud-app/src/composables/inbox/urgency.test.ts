// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { aRequest } from '../../testing.ts'
import { byUrgency, urgencyOf } from './urgency.ts'

const now = Date.parse('2026-11-30T12:00:00Z')
const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString()
const request = (uid: string, startsIn: number, waitsSince: number): ReturnType<typeof aRequest> => aRequest(uid, { start: at(startsIn), end: at(startsIn + 1), createdAt: at(-waitsSince) })

describe('urgencyOf', () => {
	it.each([
		['missed', -1, 1], ['missed', 0, 100], ['near', 23.9, 1], ['none', 24, 23.9], ['overdue', 100, 24],
	])('is %s where it starts in %d hours and waits for %d', (urgency, startsIn, waitsSince) => {
		expect(urgencyOf(request('a', startsIn, waitsSince), now, 24)).toBe(urgency)
	})

	it('knows no overdue request where the practice wants none reported', () => {
		expect(urgencyOf(request('a', 100, 1_000), now, null)).toBe('none')
	})
})

describe('byUrgency', () => {
	it('sorts by urgency, then by the appointment where time presses, else by age', () => {
		const all = [request('young', 50, 1), request('old', 90, 5), request('overdue', 200, 30), request('soon', 3, 1), request('sooner', 2, 0.5), request('missed', -2, 40)]
		expect(byUrgency(all, now, 24).map(({ uid }) => uid)).toEqual(['missed', 'sooner', 'soon', 'overdue', 'old', 'young'])
	})
})
