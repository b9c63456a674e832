// SPDX-License-Identifier: GPL-3.0-or-later
// Ways around the rules that somebody could try: other spellings of the address, and methods that carry an object without showing it.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './client.ts'
import { text, toICalendar, valueOf } from './event.ts'
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

describe('what is moved or copied into a practice calendar is judged like what is put there', () => {
	const name = `own-${randomBytes(6).toString('hex')}`
	const own = `/remote.php/dav/calendars/${target().accounts.pvs?.user ?? ''}/${name}/`
	beforeAll(async () => { await send('pvs', 'MKCALENDAR', own) })
	afterAll(async () => { await send('pvs', 'DELETE', own) })

	it.each(['MOVE', 'COPY'])('%s of what breaks a rule is refused', async (method) => {
		const { calendar, type } = await offered('manual')
		const uid = newUid()
		const properties = bookingProperties(uid, type, await pickSlot(calendar, type), { 'X-INSURANCE-TYPE': 'PLATIN' })
		expect((await send('pvs', 'PUT', `${own}${uid}.ics`, { headers: ics, body: toICalendar({ events: [properties] }) })).status).toBe(201)
		const answer = await send('pvs', method, `${own}${uid}.ics`, { headers: { Destination: objectUrl('pvs', calendar, `${uid}.ics`) } })
		expect([answer.status, answer.codes]).toEqual([400, ['FIELD_VALUE_NOT_ALLOWED']])
		expect((await fetchObject('pvs', calendar, `${uid}.ics`)).status).toBe(404)
	})

	it('MOVE of what keeps the rules is completed and makes busy', async () => {
		const { calendar, type } = await offered('manual')
		const uid = newUid()
		const start = await pickSlot(calendar, type)
		const properties = [...bookingProperties(uid, type, start), text('SUMMARY', 'mine')]
		await send('pvs', 'PUT', `${own}${uid}.ics`, { headers: ics, body: toICalendar({ events: [properties] }) })
		const answer = await send('pvs', 'MOVE', `${own}${uid}.ics`, { headers: { Destination: objectUrl('pvs', calendar, `${uid}.ics`) } })
		expect(answer.status).toBe(201)
		remember(calendar, `${uid}.ics`)
		const { text: stored } = await fetchObject('staff', calendar, `${uid}.ics`)
		expect([valueOf(stored, 'STATUS'), valueOf(stored, 'X-BOOKING-SOURCE'), valueOf(stored, 'SUMMARY')]).toEqual(['CONFIRMED', 'PVS', expect.stringContaining('Erika')])
		expect((await book('manual', {}, start)).answer.codes).toEqual(['SLOT_TAKEN'])
	})

	it('MOVE to the other doctor takes the other room', async () => {
		const booked = await book()
		const other = target().calendars.find((entry) => entry.id !== booked.calendar)?.id ?? ''
		const before = valueOf((await fetchObject('pvs', booked.calendar, booked.uri)).text, 'LOCATION')
		expect((await send('staff', 'MOVE', objectUrl('staff', booked.calendar, booked.uri), { headers: { Destination: objectUrl('staff', other, booked.uri) } })).status).toBe(201)
		remember(other, booked.uri)
		expect(valueOf((await fetchObject('pvs', other, booked.uri)).text, 'LOCATION')).not.toBe(before)
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
