// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { multistatus, send, type Answer } from './client.ts'
import { edit, text, toICalendar, valueOf } from './event.ts'
import { book, bookingProperties, change, fetchObject, iso, minute, newUid, objectUrl, offered, pickSlot, type Booked } from './fixtures.ts'
import { calendarUrl, target } from './target.ts'

const stamp = (instant: number): string => iso(instant).replace(/[-:]/g, '')
const dataName = '{urn:ietf:params:xml:ns:caldav}calendar-data'
let booked: Booked
let end: number

beforeAll(async () => {
	booked = await book()
	end = booked.start + (await offered('manual')).type.durationMinutes * minute
})

async function report(root: string, inner: string, headers: Record<string, string> = { Depth: '1' }): Promise<Answer> {
	const body = `<?xml version="1.0"?><${root} xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:">${inner}</${root}>`
	return send('pvs', 'REPORT', calendarUrl('pvs', booked.calendar), { body, headers: { 'Content-Type': 'application/xml', ...headers } })
}

async function query(filter: string): Promise<string[]> {
	const answer = await report('c:calendar-query', `<d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">${filter}</c:comp-filter></c:comp-filter></c:filter>`)
	expect(answer.status).toBe(207)
	return multistatus(answer).responses.map((entry) => valueOf(entry.properties[dataName] ?? '', 'UID') ?? '')
}

const within = (from: number, to: number): string => `<c:time-range start="${stamp(from)}" end="${stamp(to)}"/>`

describe('a calendar program of the practice', () => {
	it('finds the appointment by the time that it takes, half-open', async () => {
		expect(await query(within(booked.start, end))).toContain(booked.uid)
		expect(await query(within(end - minute, end + minute))).toContain(booked.uid)
		expect(await query(within(end, end + 60 * minute))).not.toContain(booked.uid)
		expect(await query(within(booked.start - 60 * minute, booked.start))).not.toContain(booked.uid)
	})

	it('finds it by its properties', async () => {
		const filter = (name: string, value: string): string => `<c:prop-filter name="${name}"><c:text-match collation="i;octet">${value}</c:text-match></c:prop-filter>`
		expect(await query(filter('UID', booked.uid))).toEqual([booked.uid])
		expect(await query(filter('STATUS', 'TENTATIVE') + filter('UID', booked.uid))).toEqual([booked.uid])
		expect(await query(filter('STATUS', 'CONFIRMED') + filter('UID', booked.uid))).toEqual([])
	})

	it('gets it by multiget with the ETag of GET; what is not there is not there', async () => {
		const { etag, text: ics } = await fetchObject('pvs', booked.calendar, booked.uri)
		const href = (uri: string): string => `<d:href>${new URL(objectUrl('pvs', booked.calendar, uri)).pathname}</d:href>`
		const answer = await report('c:calendar-multiget', `<d:prop><d:getetag/><c:calendar-data/></d:prop>${href(booked.uri)}${href('nothing.ics')}`)
		const found = multistatus(answer).responses.filter((entry) => entry.properties[dataName] !== undefined)
		expect(found).toHaveLength(1)
		expect(found[0]?.properties['{DAV:}getetag']).toBe(etag)
		expect(found[0]?.properties[dataName]?.replace(/\r/g, '').trim()).toBe(ics.replace(/\r/g, '').trim())
	})

	it('reads it as jCal, and its head alone', async () => {
		const json = await send('pvs', 'GET', objectUrl('pvs', booked.calendar, booked.uri), { headers: { Accept: 'application/calendar+json' } })
		expect(json.headers.get('content-type')).toContain('application/calendar+json')
		expect((JSON.parse(json.text) as unknown[])[0]).toBe('vcalendar')
		const head = await send('pvs', 'HEAD', objectUrl('pvs', booked.calendar, booked.uri))
		expect([head.status, head.text]).toEqual([200, ''])
		expect(head.headers.get('etag')).toBe((await fetchObject('pvs', booked.calendar, booked.uri)).etag)
	})

	it('sees the time as busy', async () => {
		const answer = await report('c:free-busy-query', within(booked.start - 12 * 60 * minute, end + 12 * 60 * minute))
		expect(answer.status).toBe(200)
		expect(answer.text).toContain('BEGIN:VFREEBUSY')
		expect(answer.text).toMatch(new RegExp(`FREEBUSY[^:]*:([^\\r\\n]*,)?${stamp(booked.start)}/`))
	})

	it('is told by the ETag header when what is stored is not what it sent', async () => {
		const answer = await change('pvs', booked, { 'X-VISIT-REASON': 'Verbandswechsel' })
		expect(answer.status).toBe(204)
		const { etag } = await fetchObject('pvs', booked.calendar, booked.uri)
		expect([null, etag]).toContain(answer.headers.get('etag'))
		// SUMMARY was rendered anew, so an ETag here would claim too much
		expect(answer.headers.get('etag')).toBeNull()
	})

	it('has calendars of its own in which none of this holds', async () => {
		const { type } = await offered('manual')
		const home = `/remote.php/dav/calendars/${target().accounts.pvs?.user ?? ''}/`
		const own = `${home}own-${randomBytes(6).toString('hex')}/`
		expect((await send('pvs', 'MKCALENDAR', own)).status).toBe(201)
		const uid = newUid()
		const properties = bookingProperties(uid, type, await pickSlot(booked.calendar, type), { 'X-INSURANCE-TYPE': 'PLATIN' })
		const sent = toICalendar({ events: [[...properties, text('STATUS', 'CANCELLED'), text('SUMMARY', 'mine')]] })
		expect((await send('pvs', 'PUT', `${own}x.ics`, { body: sent, headers: { 'Content-Type': 'text/calendar' } })).status).toBe(201)
		const { text: ics } = await send('pvs', 'GET', `${own}x.ics`)
		expect([valueOf(ics, 'STATUS'), valueOf(ics, 'SUMMARY'), valueOf(ics, 'X-INSURANCE-TYPE')]).toEqual(['CANCELLED', 'mine', 'PLATIN'])
		expect((await send('pvs', 'DELETE', own)).status).toBe(204)
	})
})

describe('moving an appointment', () => {
	it('out of the practice\'s calendars is deleting it, which staff may not', async () => {
		const home = `/remote.php/dav/calendars/${target().accounts.staff?.user ?? ''}/own-${randomBytes(6).toString('hex')}/`
		expect((await send('staff', 'MKCALENDAR', home)).status).toBe(201)
		const first = await book()
		const answer = await send('staff', 'MOVE', objectUrl('staff', first.calendar, first.uri), { headers: { Destination: new URL(`${home}x.ics`, target().server.url).href } })
		expect([answer.status, answer.codes]).toEqual([403, ['ROLE_FORBIDDEN']])
		expect((await fetchObject('pvs', first.calendar, first.uri)).status).toBe(200)
		await send('staff', 'DELETE', home)
	})

	it('in time frees the old slot and takes the new one', async () => {
		const first = await book()
		const { type } = await offered('manual')
		const to = await pickSlot(first.calendar, type)
		const { text: ics, etag } = await fetchObject('staff', first.calendar, first.uri)
		const moved = edit(ics, { DTSTART: stamp(to), DTEND: stamp(to + type.durationMinutes * minute) })
		expect((await send('staff', 'PUT', objectUrl('staff', first.calendar, first.uri), { body: moved, headers: { 'Content-Type': 'text/calendar', 'If-Match': etag } })).status).toBe(204)
		expect((await book('manual', {}, to)).answer.codes).toEqual(['SLOT_TAKEN'])
		expect((await book('manual', {}, first.start)).answer.status).toBe(201)
		const { text: after } = await fetchObject('staff', first.calendar, first.uri)
		expect(Number(valueOf(after, 'SEQUENCE') ?? 0)).toBeGreaterThan(Number(valueOf(ics, 'SEQUENCE') ?? 0))
	})

	it.each(['staff', 'pvs'] as const)('to the other calendar by MOVE is possible for %s', async (account) => {
		const other = target().calendars.find((entry) => entry.id !== booked.calendar)?.id
		if (other === undefined) return
		const first = await book()
		const moved = await send(account, 'MOVE', objectUrl(account, first.calendar, first.uri), { headers: { Destination: objectUrl(account, other, first.uri) } })
		expect(moved.status).toBe(201)
		expect((await fetchObject('pvs', first.calendar, first.uri)).status).toBe(404)
		const { status, text: ics } = await fetchObject('pvs', other, first.uri)
		expect([status, valueOf(ics, 'STATUS'), valueOf(ics, 'X-PATIENT-NAME')]).toEqual([200, 'TENTATIVE', 'Erika Mustermann'])
		// it is still the website's, and still the booking account's own
		expect(valueOf(ics, 'X-BOOKING-SOURCE')).toBe('ONLINE_BOOKING')
		expect((await fetchObject('booking', other, first.uri)).status).toBe(200)
		const again = await book('manual', {}, first.start)
		expect(again.answer.status).toBe(201)
		await send('pvs', 'DELETE', objectUrl('pvs', other, first.uri))
	})
})
