// SPDX-License-Identifier: GPL-3.0-or-later
// Ways around the rules that somebody could try: other spellings of the address.
import { describe, expect, it } from 'vitest'
import { send } from './client.ts'
import { toICalendar } from './event.ts'
import { book, bookingProperties, fetchObject, newUid, objectUrl, offered, pickSlot, put, remember } from './fixtures.ts'
import { calendarUrl, target } from './target.ts'

const ics = { 'Content-Type': 'text/calendar' }

describe('no other spelling of an address leads around the rules', () => {
	it.each(['caldav', '%63aldav', 'calend%61r', 'CALDAV', '%2563aldav'])('remote.php/%s', async (service) => {
		const booked = await book()
		const url = objectUrl('staff', booked.calendar, booked.uri).replace('/remote.php/dav/', `/remote.php/${service}/`)
		// natively an unknown service is a 200 with an empty body: what counts is the appointment
		await send('staff', 'DELETE', url)
		expect((await fetchObject('pvs', booked.calendar, booked.uri)).status).toBe(200)
	})

	it.each(['/calendars/', '/'])('empty segments, %s', async (where) => {
		const { calendar, type } = await offered('manual')
		const uid = newUid()
		const properties = bookingProperties(uid, type, await pickSlot(calendar, type), { 'X-INSURANCE-TYPE': 'PLATIN' })
		const url = objectUrl('pvs', calendar, `${uid}.ics`)
		const at = url.lastIndexOf(where) + where.length
		await send('pvs', 'PUT', `${url.slice(0, at)}//${url.slice(at)}`, { headers: ics, body: toICalendar({ events: [properties] }) })
		expect((await fetchObject('pvs', calendar, `${uid}.ics`)).status).toBe(404)
	})

	it('the name of the account in capitals', async () => {
		const { calendar, type } = await offered('manual')
		const uid = newUid()
		const properties = bookingProperties(uid, type, await pickSlot(calendar, type), { 'X-INSURANCE-TYPE': 'PLATIN' })
		const { user } = target().accounts.admin ?? { user: '' }
		const url = objectUrl('admin', calendar, `${uid}.ics`).replace(`/calendars/${user}/`, `/calendars/${user.toUpperCase()}/`)
		const answer = await send('admin', 'PUT', url, { headers: ics, body: toICalendar({ events: [properties] }) })
		expect(answer.status).toBeGreaterThanOrEqual(400)
		expect((await fetchObject('pvs', calendar, `${uid}.ics`)).status).toBe(404)
	})
})

describe('a calendar of the practice', () => {
	it.each(['staff', 'pvs'] as const)('does not vanish when %s deletes it', async (account) => {
		const { calendar } = await offered('manual')
		const answer = await send(account, 'DELETE', calendarUrl(account, calendar))
		expect([answer.status, answer.codes]).toEqual([403, ['ROLE_FORBIDDEN']])
		expect((await send(account, 'PROPFIND', calendarUrl(account, calendar), { headers: { Depth: '0' } })).status).toBe(207)
	})

	it('takes an appointment again that was deleted', async () => {
		const { calendar, type } = await offered('manual')
		const uid = newUid()
		const body = toICalendar({ events: [bookingProperties(uid, type, await pickSlot(calendar, type))] })
		expect((await put('pvs', calendar, `${uid}.ics`, body)).status).toBe(201)
		expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, `${uid}.ics`))).status).toBe(204)
		expect((await put('pvs', calendar, `again-${uid}.ics`, body)).status).toBe(201)
		remember(calendar, `again-${uid}.ics`)
	})
})
