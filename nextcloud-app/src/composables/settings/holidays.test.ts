// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { aPractice } from '../../testing.ts'
import { federalStates, isClosed, publicHolidays, replacedException, sharedExceptions, withExceptions, withoutException } from './holidays.ts'

describe('publicHolidays', () => {
	it('are those of the state, by day', () => {
		const [bavaria, berlin] = [publicHolidays(2026, 'BY'), publicHolidays(2026, 'BE')]
		expect(bavaria).toContainEqual({ date: '2026-01-06', name: 'Heilige Drei Könige' })
		expect(berlin.map(({ date }) => date)).not.toContain('2026-01-06')
		expect(berlin).toContainEqual({ date: '2026-04-03', name: 'Karfreitag' })
		expect(berlin.map(({ date }) => date)).toEqual(berlin.map(({ date }) => date).sort())
		expect(publicHolidays(2026, 'XX')).toEqual([])
	})

	it.each(Object.keys(federalStates))('of %s has the nine that all have', (state) => {
		expect(publicHolidays(2027, state).length).toBeGreaterThanOrEqual(9)
	})
})

describe('exceptions', () => {
	const practice = aPractice()
	const [one = '', other = ''] = practice.calendars.map(({ id }) => id)
	const holiday = { from: '2026-12-25', to: '2026-12-25', hours: [], note: 'Weihnachten' }

	it('of several calendars are told once, added once, and taken away together', () => {
		const added = withExceptions(withExceptions(practice, [holiday], [one]), [holiday], [one, other])
		expect(sharedExceptions(added)).toEqual([{ exception: holiday, calendars: [one, other] }])
		expect(added.calendars[0]?.exceptions).toHaveLength(1)
		expect(withoutException(added, { exception: holiday, calendars: [one] }).calendars.map(({ exceptions }) => exceptions.length)).toEqual([0, 1])
	})

	it('are changed in place, for other calendars too', () => {
		const added = withExceptions(practice, [holiday, { ...holiday, from: '2027-01-01', to: '2027-01-01' }], [one])
		const changed = replacedException(added, { exception: holiday, calendars: [one] }, { ...holiday, to: '2026-12-26', hours: [{ start: '09:00', end: '11:00' }] }, [one, other])
		expect(changed.calendars.map(({ exceptions }) => exceptions.map(({ from, to }) => `${from} ${to}`))).toEqual([['2026-12-25 2026-12-26', '2027-01-01 2027-01-01'], ['2026-12-25 2026-12-26']])
		expect(sharedExceptions(changed)[0]?.calendars).toEqual([one, other])
	})

	it('close a day for the calendars that have them', () => {
		const added = withExceptions(practice, [{ ...holiday, from: '2026-12-24', to: '2026-12-31' }], [one])
		expect(isClosed(added, '2026-12-25', [one])).toBe(true)
		expect(isClosed(added, '2026-12-25', [one, other])).toBe(false)
		expect(isClosed(added, '2027-01-01', [one])).toBe(false)
	})
})
