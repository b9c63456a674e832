// SPDX-License-Identifier: GPL-3.0-or-later
import { addDays, dayOf } from '@sprechstunde/core'
import { describe, expect, it } from 'vitest'
import { ocs, send } from './client.ts'
import { toICalendar } from './event.ts'
import { book, bookingProperties, change, fetchObject, hasAccountWithoutRole, newUid, objectUrl, offered, pickSlot, put } from './fixtures.ts'
import { calendarUrl, target, type AccountName } from './target.ts'

/** What each role may do with an appointment of the practice (design: Roles). */
const matrix: Readonly<Record<Exclude<AccountName, 'booking'>, { create: boolean; confirm: boolean; cancel: boolean; delete: boolean }>> = {
	staff: { create: true, confirm: true, cancel: true, delete: false },
	admin: { create: true, confirm: true, cancel: true, delete: true },
	pvs: { create: true, confirm: true, cancel: true, delete: true },
	none: { create: false, confirm: false, cancel: false, delete: false },
}

describe.each(Object.keys(matrix) as (keyof typeof matrix)[])('%s', (account) => {
	const may = matrix[account]
	const test = it.skipIf(account === 'none' && !hasAccountWithoutRole())

	test(`may ${may.create ? '' : 'not '}create`, async () => {
		const { calendar, type } = await offered('manual')
		const uid = newUid()
		const answer = await put(account, calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, await pickSlot(calendar, type))] }))
		expect([answer.status, answer.codes]).toEqual(may.create ? [201, []] : [403, ['ROLE_FORBIDDEN']])
	})

	test(`may ${may.confirm ? '' : 'not '}confirm and ${may.cancel ? '' : 'not '}cancel`, async () => {
		const booked = await book()
		const confirmed = await change(account, booked, { STATUS: 'CONFIRMED' })
		expect([confirmed.status, confirmed.codes]).toEqual(may.confirm ? [204, []] : [403, ['ROLE_FORBIDDEN']])
		const cancelled = await change(account, booked, { STATUS: 'CANCELLED' })
		expect([cancelled.status, cancelled.codes]).toEqual(may.cancel ? [204, []] : [403, ['ROLE_FORBIDDEN']])
	})

	test(`may ${may.delete ? '' : 'not '}delete`, async () => {
		const booked = await book()
		const answer = await send(account, 'DELETE', objectUrl(account, booked.calendar, booked.uri))
		expect([answer.status, answer.codes]).toEqual(may.delete ? [204, []] : [403, ['ROLE_FORBIDDEN']])
		expect((await fetchObject('admin', booked.calendar, booked.uri)).status).toBe(may.delete ? 404 : 200)
	})
})

describe('routes of the staff', () => {
	it.each(['requests', 'counts'])('%s are closed to booking and PVS', async (route) => {
		for (const account of ['booking', 'pvs'] as const) {
			const { answer, codes } = await ocs(account, route)
			expect([answer.status, codes]).toEqual([403, ['ROLE_FORBIDDEN']])
		}
		for (const account of ['staff', 'admin'] as const) expect((await ocs(account, route)).answer.status).toBe(200)
	})

	it('name conflicts of a request, and what stands on its day', async () => {
		const booked = await book()
		const { type } = await offered('manual')
		const uid = newUid()
		expect((await put('pvs', booked.calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, booked.start, { 'X-PATIENT-NAME': 'Zweiter Patient' })] }))).status).toBe(201)
		const { data } = await ocs('staff', 'requests')
		const request = (data.requests as { uid: string; fields: object; conflicts: { uid: string; summary: string }[] }[]).find((entry) => entry.uid === booked.uid)
		expect(request?.conflicts).toEqual([expect.objectContaining({ uid, summary: expect.stringContaining('Zweiter Patient') })])
		expect(Object.keys(request?.fields ?? {}), 'what says nothing to whoever decides').not.toContain('source')
		const { practice } = (await ocs('staff', 'catalog')).data as { practice: { timeZone: string } }
		const date = dayOf(booked.start, practice.timeZone)
		for (const account of ['staff', 'admin'] as const) {
			const day = (await ocs(account, `calendars/${booked.calendar}/day?date=${date}`)).data.entries as { uid: string; start: string; status: string | null }[]
			expect(day.map((entry) => entry.uid)).toEqual(expect.arrayContaining([uid, booked.uid]))
			expect(day.map((entry) => entry.start)).toEqual(day.map((entry) => entry.start).sort())
			expect(day.find((entry) => entry.uid === booked.uid)).toMatchObject({ kind: 'appointment', status: 'TENTATIVE' })
		}
		const other = (await ocs('staff', `calendars/${booked.calendar}/day?date=${addDays(date, 1)}`)).data.entries as { uid: string }[]
		expect(other.map((entry) => entry.uid)).not.toContain(uid)
	})

	it('tell nobody else of a day, and take no day that there is none', async () => {
		const [calendar] = target().calendars
		const day = `calendars/${calendar?.id ?? ''}/day`
		for (const account of ['booking', 'pvs'] as const) expect((await ocs(account, `${day}?date=2027-01-04`)).codes).toEqual(['ROLE_FORBIDDEN'])
		for (const date of ['', '?date=', '?date=2027-02-30', '?date=2027-1-4', '?date[]=2027-01-04', '?date=2027-01-04T00:00:00Z', '?date=20270104%0A']) {
			const { answer, codes } = await ocs('staff', `${day}${date}`)
			expect([date, answer.status, codes]).toEqual([date, 400, ['RANGE_INVALID']])
		}
		expect((await ocs('staff', 'calendars/nobody/day?date=2027-01-04')).codes).toEqual(['CALENDAR_UNKNOWN'])
		for (const date of ['1000-01-01', '9000-12-31']) expect((await ocs('staff', `${day}?date=${date}`)).answer.status).toBe(200)
	})
})

describe('MOVE and COPY', () => {
	it('inside a calendar are refused', async () => {
		const booked = await book()
		for (const method of ['MOVE', 'COPY']) {
			const answer = await send('pvs', method, objectUrl('pvs', booked.calendar, booked.uri), { headers: { Destination: objectUrl('pvs', booked.calendar, 'elsewhere.ics') } })
			// MOVE 403, COPY 409 because of the UID
			expect(answer.status).toBe(method === 'MOVE' ? 403 : 409)
			expect((await fetchObject('pvs', booked.calendar, 'elsewhere.ics')).status).toBe(404)
		}
		expect((await fetchObject('pvs', booked.calendar, booked.uri)).status).toBe(200)
	})

	it('by an account that may not delete do not remove the appointment', async () => {
		const booked = await book()
		const other = target().calendars.find((entry) => entry.id !== booked.calendar)
		if (other === undefined) return
		const answer = await send('booking', 'MOVE', objectUrl('booking', booked.calendar, booked.uri), { headers: { Destination: calendarUrl('booking', other.id) + booked.uri } })
		expect([403, 405]).toContain(answer.status)
		expect((await fetchObject('pvs', booked.calendar, booked.uri)).status).toBe(200)
	})
})
