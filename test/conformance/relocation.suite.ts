// SPDX-License-Identifier: GPL-3.0-or-later
// MOVE and COPY (RFC 4918 §9.8, 9.9) carry an object from calendar to calendar without showing it.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './client.ts'
import { text, time, toICalendar, valueOf } from './event.ts'
import { book, bookingProperties, cleanUp, fetchObject, newUid, objectUrl, offered, pickSlot, remember } from './fixtures.ts'
import { target } from './target.ts'

const ics = { 'Content-Type': 'text/calendar' }

afterAll(cleanUp)

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

	describe.each(['MOVE', 'COPY'])('%s of an object whose UID the other calendar', (method) => {
		const [here, there] = target().calendars.map((entry) => entry.id) as [string, string]
		const relocate = (uri: string, to: string): ReturnType<typeof send> => send('pvs', method, objectUrl('pvs', here, uri), { headers: { Destination: to } })
		const store = (calendar: string, uri: string, uid: string, summary: string): ReturnType<typeof send> => send('pvs', 'PUT', objectUrl('pvs', calendar, uri), {
			headers: ics, body: toICalendar({ events: [[text('UID', uid), time('DTSTAMP', '2026-11-23T09:00:00Z'), time('DTSTART', '2027-01-04T05:00:00Z'), time('DTEND', '2027-01-04T05:30:00Z'), text('SUMMARY', summary)]] }),
		})
		const both = async (prefix = ''): Promise<string> => {
			const uid = newUid()
			for (const [calendar, uri] of [[here, `${uid}.ics`], [there, `${prefix}${uid}.ics`]] as const) {
				expect((await store(calendar, uri, uid, calendar)).status).toBe(201)
				remember(calendar, uri)
			}
			return uid
		}

		it('holds at another address is refused, and both stay', async () => {
			const uid = await both('other-')
			const answer = await relocate(`${uid}.ics`, objectUrl('pvs', there, `${uid}.ics`))
			expect([answer.status, answer.codes]).toEqual([409, ['UID_EXISTS']])
			expect(valueOf((await fetchObject('pvs', here, `${uid}.ics`)).text, 'SUMMARY')).toBe(here)
			expect(valueOf((await fetchObject('pvs', there, `other-${uid}.ics`)).text, 'SUMMARY')).toBe(there)
		})

		it('has in its trash arrives', async () => {
			const uid = await both()
			expect((await send('pvs', 'DELETE', objectUrl('pvs', there, `${uid}.ics`))).status).toBe(204)
			expect((await relocate(`${uid}.ics`, objectUrl('pvs', there, `${uid}.ics`))).status).toBe(201)
			expect(valueOf((await fetchObject('pvs', there, `${uid}.ics`)).text, 'SUMMARY')).toBe(here)
		})

		it('holds at the same address replaces it', async () => {
			const uid = await both()
			expect((await relocate(`${uid}.ics`, objectUrl('pvs', there, `${uid}.ics`))).status).toBe(204)
			expect(valueOf((await fetchObject('pvs', there, `${uid}.ics`)).text, 'SUMMARY')).toBe(here)
			expect((await fetchObject('pvs', here, `${uid}.ics`)).status).toBe(method === 'MOVE' ? 404 : 200)
		})

		it('of the account\'s own holds is refused', async () => {
			const uid = newUid()
			await store(here, `${uid}.ics`, uid, here)
			remember(here, `${uid}.ics`)
			await send('pvs', 'PUT', `${own}mine-${uid}.ics`, { headers: ics, body: (await fetchObject('pvs', here, `${uid}.ics`)).text })
			const answer = await relocate(`${uid}.ics`, `${own}${uid}.ics`)
			expect([answer.status, answer.codes]).toEqual([409, ['UID_EXISTS']])
		})
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
