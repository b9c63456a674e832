// SPDX-License-Identifier: GPL-3.0-or-later
import { beforeAll, describe, expect, it } from 'vitest'
import { multistatus, ocs, send } from './client.ts'
import { text, toICalendar, unfold } from './event.ts'
import { book, bookingProperties, catalog, change, newUid, objectUrl, offered, pickSlot, put, remember, type Booked } from './fixtures.ts'
import { mailsTo, methodOf, newAddress, pause, waitFor, type Mail } from './mailbox.ts'
import { target } from './target.ts'

const cases = ['approved', 'rejected', 'approved and undone', 'waiting'] as const
const addresses = Object.fromEntries(cases.map((name) => [name, newAddress()])) as Record<(typeof cases)[number], string>
const reason = 'Thrombose im linken Bein'
let waiting: Booked

describe.skipIf(target().mail === undefined)('the patient', () => {
	// all at once, as each mail about a decision waits for the time in which it can be undone
	beforeAll(async () => {
		for (const name of cases) {
			const booked = await book('manual', { 'X-PATIENT-EMAIL': addresses[name], 'X-VISIT-REASON': reason })
			expect(booked.answer.status).toBe(201)
			if (name === 'waiting') waiting = booked
			await waitFor(addresses[name], 1)
			if (name.startsWith('approved')) expect((await change('staff', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
			if (name === 'approved and undone') expect((await change('staff', booked, { STATUS: 'TENTATIVE' })).status).toBe(204)
			if (name === 'rejected') expect((await change('staff', booked, { STATUS: 'CANCELLED', 'X-STATUS-REASON': 'Die Praxis ist an diesem Tag geschlossen.' })).status).toBe(204)
		}
	})

	it('reads it in the language of the page it was booked on', async () => {
		const address = newAddress()
		await book('manual', { 'X-PATIENT-EMAIL': address, 'X-PATIENT-LANGUAGE': 'en' })
		const [mail] = await waitFor(address, 1)
		expect(mail?.subject).toMatch(/^Your appointment request/)
		expect(mail?.text).toContain('Dear Erika Mustermann')
		expect(mail?.html).toContain('lang="en"')
	})

	it('hears of a refusal that comes before the first mail', async () => {
		const address = newAddress()
		const booked = await book('manual', { 'X-PATIENT-EMAIL': address })
		expect((await change('staff', booked, { STATUS: 'CANCELLED' })).status).toBe(204)
		// a worker that is quicker than the staff sends two
		const last = async (): Promise<string> => methodOf((await mailsTo(address)).at(-1) ?? { attachments: [] } as unknown as Mail)
		await expect.poll(last, { timeout: 60_000, interval: 500 }).toBe('CANCEL')
	}, 90_000)

	it.skipIf(target().server.kind !== 'nextcloud')('hears that a cancelled appointment was taken out of the trash', async () => {
		const address = newAddress()
		const { calendar, type } = await offered('manual')
		const uid = newUid()
		const start = await pickSlot(calendar, type)
		await put('pvs', calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, start, { 'X-PATIENT-EMAIL': address })] }))
		await waitFor(address, 1)
		expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, `${uid}.ics`))).status).toBe(204)
		expect((await waitFor(address, 2)).map(methodOf).at(-1)).toBe('CANCEL')
		const revision = async (): Promise<unknown> => (await ocs('staff', 'counts')).data.revision
		const before = await revision()
		const trash = `/remote.php/dav/calendars/${target().accounts.admin?.user ?? ''}/trashbin`
		const report = '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>'
		const trashed = multistatus(await send('admin', 'REPORT', `${trash}/objects/`, { headers: { Depth: '1', 'Content-Type': 'application/xml' }, body: report })).responses
		const href = trashed.find(({ properties }) => (properties['{urn:ietf:params:xml:ns:caldav}calendar-data'] ?? '').includes(uid))?.href ?? ''
		expect((await send('admin', 'MOVE', href, { headers: { Destination: `${trash}/restore/file` } })).status).toBe(201)
		expect(await revision()).not.toBe(before)
		expect((await waitFor(address, 3)).map(methodOf).at(-1)).toBe('REQUEST')
		expect((await book('manual', {}, start)).answer.codes).toEqual(['SLOT_TAKEN'])
		remember(calendar, `${uid}.ics`)
	}, 120_000)

	it('hears that the request has arrived', async () => {
		const { practice } = await catalog()
		const [mail, ...others] = await mailsTo(addresses.waiting)
		expect(others).toEqual([])
		expect(mail?.text).toContain('Erika Mustermann')
		const when = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('de-DE', { timeZone: practice.timeZone, ...options }).format(waiting.start)
		expect(mail?.text).toContain(when({ hour: '2-digit', minute: '2-digit' }))
		expect(mail?.text).toContain(when({ year: 'numeric' }))
		expect(mail?.html).toContain(practice.name)
		expect(mail?.from).toContain(practice.email)
		expect(methodOf(mail as Mail)).toBe('PUBLISH')
		expect(mail?.attachments[0]?.content).toContain('STATUS:TENTATIVE')
	})

	it('hears of the approval, once, with an entry for the calendar', async () => {
		const mails = await waitFor(addresses.approved, 2)
		expect(mails.map(methodOf)).toEqual(['PUBLISH', 'REQUEST'])
		expect(mails[1]?.attachments[0]?.content).toContain('STATUS:CONFIRMED')
	})

	it('hears of the rejection, and why', async () => {
		const mails = await waitFor(addresses.rejected, 2)
		expect(mails.map(methodOf)).toEqual(['PUBLISH', 'CANCEL'])
		expect(mails[1]?.text).toContain('Die Praxis ist an diesem Tag geschlossen.')
	})

	it('hears nothing of an approval that was undone at once', async () => {
		await waitFor(addresses['approved and undone'], 2, 25)
		expect((await mailsTo(addresses['approved and undone'])).map(methodOf)).toEqual(['PUBLISH'])
	})

	it('is told nothing about health in subjects, nor in the calendar entry', async () => {
		for (const address of Object.values(addresses)) {
			for (const mail of await mailsTo(address)) {
				expect(mail.subject).not.toMatch(/Erika|Mustermann|Thrombose/)
				for (const part of mail.attachments) expect(unfold(part.content).join('\n')).not.toMatch(/Thrombose|^X-(PATIENT|VISIT|INSURANCE)/m)
			}
		}
	})

	it('of an appointment without approval gets one mail that confirms it', async () => {
		const address = newAddress()
		await book('auto', { 'X-PATIENT-EMAIL': address })
		expect((await waitFor(address, 1)).map(methodOf)).toEqual(['REQUEST'])
	})

	it('is never mailed about a block', async () => {
		const { calendar, type } = await offered('manual')
		const address = newAddress()
		const uid = `block-${newUid()}`
		const properties = bookingProperties(uid, type, await pickSlot(calendar, type)).filter(({ name }) => !name.startsWith('X-'))
		const event = [...properties, text('SUMMARY', 'Besprechung'), { name: 'ORGANIZER', value: `mailto:${(await catalog()).practice.email}`, type: 'cal-address' as const }, { name: 'ATTENDEE', value: `mailto:${address}`, type: 'cal-address' as const }]
		expect((await put('pvs', calendar, `${uid}.ics`, toICalendar({ events: [event] }))).status).toBe(201)
		await pause(5_000)
		expect(await mailsTo(address)).toEqual([])
	})
})
