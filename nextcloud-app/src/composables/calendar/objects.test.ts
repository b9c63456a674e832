// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as reports from '../../services/calendarReport.ts'
import type { CatalogCalendar } from '../../types.ts'
import { createCalendarObjects, type CalendarObjects } from './objects.ts'
import { doubleBookings, takenBy } from './overlaps.ts'

vi.mock('../../services/calendarReport.ts')

const calendar = { id: 'a', href: '/a/' } as CatalogCalendar
const week = { start: Date.parse('2026-11-29T23:00:00Z'), end: Date.parse('2026-12-06T23:00:00Z') }
const tuesday = { start: Date.parse('2026-11-30T23:00:00Z'), end: Date.parse('2026-12-01T23:00:00Z') }

function listed(name: string, etag: string, from = '080000', to = '083000'): reports.ListedObject {
	return { href: `/a/${name}.ics`, etag, text: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:${name}\r\nDTSTAMP:20261101T080000Z\r\nDTSTART:20261201T${from}Z\r\nDTEND:20261201T${to}Z\r\nSUMMARY:${name}\r\nX-APPOINTMENT-TYPE:K\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n` }
}
const names = (objects: CalendarObjects): string[] => objects.items.value.map(({ entry }) => entry.summary).sort()

describe('the calendar’s objects', () => {
	beforeEach(() => {
		vi.resetAllMocks()
		vi.mocked(reports.objectsWithin).mockResolvedValue([listed('one', '"1"'), listed('two', '"1"', '081500', '090000')])
	})

	it('are asked for once per range, and not for a day within', async () => {
		const objects = createCalendarObjects()
		await objects.show([calendar], week, '7')
		await objects.show([calendar], tuesday, '7')
		await objects.show([calendar], week, '7')
		expect(reports.objectsWithin).toHaveBeenCalledTimes(1)
		expect(reports.etagsWithin).not.toHaveBeenCalled()
		expect(names(objects)).toEqual(['one', 'two'])
	})

	it('are asked for again only where they have changed, and leave where they are gone', async () => {
		const objects = createCalendarObjects()
		await objects.show([calendar], week, '7')
		const [one] = objects.items.value
		vi.mocked(reports.etagsWithin).mockResolvedValue([{ href: '/a/one.ics', etag: '"1"' }, { href: '/a/three.ics', etag: '"1"' }])
		vi.mocked(reports.objectsAt).mockResolvedValue([listed('three', '"1"')])
		await objects.show([calendar], week, '8')
		expect(reports.objectsAt).toHaveBeenCalledExactlyOnceWith('/a/', ['/a/three.ics'])
		expect(names(objects)).toEqual(['one', 'three'])
		expect(objects.items.value[0], 'what is as it was need not be drawn again').toBe(one)
	})

	it('stay on the page while the server does not answer', async () => {
		const objects = createCalendarObjects()
		await objects.show([calendar], week, '7')
		vi.mocked(reports.etagsWithin).mockRejectedValue(new Error('away'))
		await objects.show([calendar], week, '8')
		expect(objects.problem.value).not.toBeNull()
		expect(names(objects)).toEqual(['one', 'two'])
	})

	it('are told apart where two take the same time', async () => {
		const objects = createCalendarObjects()
		await objects.show([calendar], week, '7')
		const items = objects.items.value
		expect([...doubleBookings(items).values()].map((others) => others.map(({ entry }) => entry.summary))).toEqual([['two'], ['one']])
		expect(takenBy(items, 'a', { start: Date.parse('2026-12-01T08:30:00Z'), end: Date.parse('2026-12-01T09:00:00Z') }, null).map(({ entry }) => entry.summary)).toEqual(['two'])
		expect(takenBy(items, 'a', { start: week.start, end: week.end }, items[0]?.id ?? '')).toHaveLength(1)
	})
})
