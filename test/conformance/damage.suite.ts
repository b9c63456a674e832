// SPDX-License-Identifier: GPL-3.0-or-later
import { afterAll, describe, expect, it } from 'vitest'
import { send } from './client.ts'
import { text, time, toICalendar } from './event.ts'
import { cleanUp, newUid, objectUrl, put } from './fixtures.ts'
import { calendarUrl, target } from './target.ts'

const calendar = 'dr-mueller'
const block = (uid: string): string => toICalendar({ events: [[text('UID', uid), time('DTSTAMP', '2026-11-23T09:00:00Z'), time('DTSTART', '2027-01-04T05:00:00Z'), time('DTEND', '2027-01-04T05:30:00Z')]] })

afterAll(cleanUp)

describe('what fuzzing found', () => {
	it('an update can not take the UID of another object', async () => {
		const [one, other] = [newUid(), newUid()]
		expect((await put('staff', calendar, `${one}.ics`, block(one))).status).toBe(201)
		expect((await put('staff', calendar, `${other}.ics`, block(other))).status).toBe(201)
		expect((await put('staff', calendar, `${other}.ics`, block(one))).codes).toEqual(['UID_EXISTS'])
	})

	it('an update can take the UID of an object that was deleted', async () => {
		const [one, other] = [newUid(), newUid()]
		await put('staff', calendar, `${one}.ics`, block(one))
		await send('pvs', 'DELETE', objectUrl('pvs', calendar, `${one}.ics`))
		await put('staff', calendar, `${other}.ics`, block(other))
		expect((await put('staff', calendar, `${other}.ics`, block(one))).status).toBeLessThan(300)
	})

	it('an occurrence without its series, whose guest is no address, can be deleted', async () => {
		const uid = newUid()
		const body = block(uid).replace('END:VEVENT', 'RECURRENCE-ID;TZID=XYZ:20270104T050000\r\nATTENDEE;PARTSTAT=SERVER:99999\r\nORGANIZER:mailto:praxis@praxis.example\r\nEND:VEVENT')
		expect((await put('staff', calendar, `${uid}.ics`, body)).status).toBe(201)
		expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, `${uid}.ics`))).status).toBe(204)
	})

	it('a block that its owner keeps to themselves is no reason for an error', async () => {
		const uid = newUid()
		const hidden = block(uid).replace('END:VEVENT', 'CLASS:PRIVATE\r\nEND:VEVENT')
		expect((await put('admin', calendar, `${uid}.ics`, hidden)).status).toBe(201)
		expect((await put('staff', calendar, `${uid}.ics`, block(uid))).status).toBeLessThan(500)
		expect((await put('staff', calendar, `${uid}.ics`, block(newUid()))).status).toBeLessThan(500)
	})

	it.each(['PROPFIND', 'PROPPATCH', 'REPORT'])('%s with a body that is no XML is a 400', async (method) => {
		const broken = `<d:propfind xmlns:d="DAV:"><d:prop>${'<x xmlns="urn:x"/>'.repeat(400)}<y xmlns="\ufffe"/></d:prop></d:propfind>`
		for (const body of ['<', '<a>', '<?xml version="9.9"?><a/>', broken]) {
			expect((await send('staff', method, calendarUrl('staff', calendar), { body, headers: { 'Content-Type': 'application/xml', Depth: '0' } })).status).toBe(400)
		}
	})

	it('a method that calendars do not know is a 405', async () => {
		expect((await send('staff', 'SEARCH', calendarUrl('staff', calendar))).status).toBe(405)
	})

	it('an appointment that grows beyond the limit by what is rendered is refused', async () => {
		const uid = newUid()
		const note = `DESCRIPTION:${'n'.repeat(60_000)}`
		const body = block(uid).replace('END:VEVENT', () => `X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG\r\nX-PATIENT-NAME:Max Mustermann\r\nCOMMENT:${'c'.repeat(4500)}\r\n${note}\r\nEND:VEVENT`)
		expect(Buffer.byteLength(body)).toBeLessThan(65_536)
		expect((await put('staff', calendar, `${uid}.ics`, body)).codes).toEqual(['OBJECT_TOO_LARGE'])
	})

	it.skipIf(target().server.kind !== 'nextcloud')('a series at which Nextcloud\'s reader never ends is refused at once', async () => {
		for (const frequency of ['MINUTELY', 'SECONDLY']) {
			const uid = newUid()
			const body = block(uid).replace('END:VEVENT', `RRULE:FREQ=${frequency}\r\nEXDATE:20270104T050000Z\r\nEND:VEVENT`)
			expect(await put('staff', calendar, `${uid}.ics`, body)).toMatchObject({ status: 400, codes: ['OBJECT_MALFORMED'] })
		}
	})
})
