// SPDX-License-Identifier: GPL-3.0-or-later
// A practice program that shows only title, place, text and categories: what it is shown, what is read back, and who owns changes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { multistatus, ocs, send } from './client.ts'
import { edit, text, time, toICalendar, valueOf, valuesOf } from './event.ts'
import { book, change, cleanUp, fetchObject, iso, minute, newUid, objectUrl, offered, pickSlot, propfindBody, put, type Booked } from './fixtures.ts'
import { calendarUrl, target } from './target.ts'

const dataName = '{urn:ietf:params:xml:ns:caldav}calendar-data'
type Connection = NonNullable<Practice['pvs']>[number]

describe.runIf(target().server.kind === 'nextcloud')('a connected practice program', () => {
	let practice: Practice
	let booked: Booked
	let calendar: string
	const save = async (changed: Practice): Promise<void> => {
		const { answer } = await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(changed) })
		expect(answer.status, answer.text).toBe(200)
	}
	const connect = (parts: Partial<Connection>): Promise<void> => save({ ...practice, pvs: [{ id: 'program', profile: 'medistar', user: target().accounts.pvs?.user ?? '', calendars: [calendar], ...parts }] })
	const own = async (authority: 'both' | 'pvs' | 'nextcloud'): Promise<void> => save({ ...practice, calendars: practice.calendars.map((entry) => entry.id === calendar ? { ...entry, authority } : entry) })
	const shown = async (account: 'pvs' | 'staff' = 'pvs'): Promise<string> => (await fetchObject(account, booked.calendar, booked.uri)).text

	beforeAll(async () => {
		practice = (await ocs('admin', 'configuration')).data as unknown as Practice
		calendar = (await offered('manual')).calendar
		booked = await book()
		await connect({ profile: 'medistar', categoryNames: [{ code: 'VASCULAR_SURGERY', name: 'Gefäße' }] })
	})

	afterAll(async () => {
		await save(practice)
		await cleanUp()
	})

	it('is shown the appointments by its map, staff what is stored', async () => {
		const [program, team] = [await shown(), await shown('staff')]
		expect(valuesOf(program, 'CATEGORIES').join()).toBe('Gefäße')
		expect(valuesOf(team, 'CATEGORIES').join()).toBe('APPOINTMENT,VASCULAR_SURGERY')
		expect(valueOf(program, 'X-PATIENT-NAME')).toBe('Erika Mustermann')
	})

	it('is shown the same by GET, HEAD, query, multiget, sync and export', async () => {
		const whole = await send('pvs', 'GET', objectUrl('pvs', calendar, booked.uri), { headers: { Range: 'bytes=0-9' } })
		expect([whole.status, whole.text]).toEqual([200, await shown()])
		const [head, native] = [await send('pvs', 'HEAD', objectUrl('pvs', calendar, booked.uri)), await send('staff', 'HEAD', objectUrl('staff', calendar, booked.uri))]
		// not every web server in front of PHP lets a HEAD say it
		expect(head.headers.get('content-length')).toBe(native.headers.get('content-length') === null ? null : String(Buffer.byteLength(whole.text)))
		const xml = 'xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"'
		const path = new URL(objectUrl('pvs', calendar, booked.uri), target().server.url).pathname
		const reports = [
			`<c:calendar-query ${xml}><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>`,
			`<c:calendar-multiget ${xml}><d:prop><d:getetag/><c:calendar-data/></d:prop><d:href>${path}</d:href></c:calendar-multiget>`,
			`<d:sync-collection ${xml}><d:sync-token/><d:sync-level>1</d:sync-level><d:prop><d:getetag/><c:calendar-data/></d:prop></d:sync-collection>`,
		]
		for (const body of reports) {
			const answer = await send('pvs', 'REPORT', calendarUrl('pvs', calendar), { body, headers: { Depth: '1', 'Content-Type': 'application/xml' } })
			const found = multistatus(answer).responses.find(({ href }) => decodeURIComponent(href).endsWith(booked.uri))
			expect(valuesOf(found?.properties[dataName] ?? '', 'CATEGORIES').join(), body.slice(0, 22)).toBe('Gefäße')
		}
		const all = await send('pvs', 'GET', `${calendarUrl('pvs', calendar)}?export`)
		expect(all.text).toContain('CATEGORIES:Gefäße')
		expect(all.text).not.toContain('APPOINTMENT,')
	})

	it('keeps the ETag that everybody sees', async () => {
		expect((await fetchObject('pvs', calendar, booked.uri)).etag).toBe((await fetchObject('staff', calendar, booked.uri)).etag)
	})

	it('writes what it was shown and changes nothing but what it changed', async () => {
		const before = await shown('staff')
		const answer = await change('pvs', booked, { SUMMARY: 'Erika Musterfrau - Krampfadern, Kontrolle', 'X-PATIENT-NAME': null, 'X-PATIENT-PHONE': null })
		expect(answer.status, answer.text).toBe(204)
		const after = await shown('staff')
		expect([valueOf(after, 'X-PATIENT-NAME'), valueOf(after, 'SUMMARY')]).toEqual(['Erika Musterfrau', 'Erika Musterfrau - Krampfadern, Kontrolle'])
		for (const name of ['X-PATIENT-PHONE', 'X-VISIT-REASON', 'X-INSURANCE-TYPE', 'X-APPOINTMENT-TYPE', 'CATEGORIES', 'STATUS', 'DTSTART']) expect(valuesOf(after, name), name).toEqual(valuesOf(before, name))
	})

	it('chooses another treatment by its name', async () => {
		const wounds = practice.appointmentTypes.find(({ category, code }) => category === 'WOUND_CARE' && practice.calendars.find(({ id }) => id === calendar)?.types.includes(code))
		expect(wounds).toBeDefined()
		expect((await change('pvs', booked, { CATEGORIES: 'Wundmanagement' })).status).toBe(204)
		const after = await shown('staff')
		expect([valueOf(after, 'X-APPOINTMENT-TYPE'), valuesOf(after, 'CATEGORIES').join()]).toEqual([wounds?.code, 'APPOINTMENT,WOUND_CARE'])
		expect(valuesOf(await shown(), 'CATEGORIES').join()).toBe('Wundmanagement')
	})

	it('enters an appointment with what it has: title, text and a category', async () => {
		const { type } = await offered('manual')
		const start = await pickSlot(calendar, type)
		const uri = `${newUid()}.ics`
		const ics = toICalendar({ events: [[text('UID', uri.slice(0, -4)), time('DTSTAMP', iso(Math.floor(Date.now() / 1000) * 1000)), time('DTSTART', iso(start)), time('DTEND', iso(start + 20 * minute)), text('SUMMARY', 'Paul Neu - Verband'), text('DESCRIPTION', 'Telefon: 0171 222333'), text('CATEGORIES', 'Gefäße')]] })
		expect((await put('pvs', calendar, uri, ics)).status).toBe(201)
		const after = (await fetchObject('staff', calendar, uri)).text
		expect([valueOf(after, 'X-PATIENT-NAME'), valueOf(after, 'X-VISIT-REASON'), valueOf(after, 'X-PATIENT-PHONE'), valueOf(after, 'X-BOOKING-SOURCE'), valueOf(after, 'STATUS')]).toEqual(['Paul Neu', 'Verband', '0171 222333', 'PVS', 'CONFIRMED'])
	})

	it('has what it sends wrongly put right', async () => {
		await connect({ profile: 'albis' })
		expect((await change('pvs', booked, { SUMMARY: 'Abgesagt: Erika Musterfrau' })).status).toBe(204)
		const after = await shown('staff')
		expect([valueOf(after, 'STATUS'), valueOf(after, 'X-PATIENT-NAME')]).toEqual(['CANCELLED', 'Erika Musterfrau'])
	})

	it('reaches the calendars of its connection only, and all of its group\'s again without one', async () => {
		const other = practice.calendars.find(({ id }) => id !== calendar)?.id ?? ''
		const ask = async (): Promise<number> => (await send('pvs', 'PROPFIND', calendarUrl('pvs', other), { headers: { Depth: '0' }, body: propfindBody('{DAV:}displayname') })).status
		expect(await ask()).toBe(404)
		await save(practice)
		expect(await ask()).toBe(207)
	})

	it('changes and deletes only where the practice lets it', async () => {
		const fresh = await book()
		await own('nextcloud')
		const ics = (await fetchObject('pvs', calendar, fresh.uri)).text
		for (const answer of [
			await put('pvs', calendar, fresh.uri, edit(ics, { STATUS: 'CONFIRMED' })),
			await send('pvs', 'DELETE', objectUrl('pvs', calendar, fresh.uri)),
			await send('pvs', 'MOVE', objectUrl('pvs', calendar, fresh.uri), { headers: { Destination: new URL(objectUrl('pvs', practice.calendars.find(({ id }) => id !== calendar)?.id ?? '', fresh.uri), target().server.url).href } }),
		]) expect([answer.status, answer.codes]).toEqual([403, ['AUTHORITY_NEXTCLOUD']])
		expect((await change('staff', fresh, { STATUS: 'CONFIRMED' })).status).toBe(204)
		await own('pvs')
		const refused = await change('staff', fresh, { STATUS: 'CANCELLED' })
		expect([refused.status, refused.codes]).toEqual([403, ['AUTHORITY_PVS']])
		expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, fresh.uri))).status).toBe(204)
	})
})
