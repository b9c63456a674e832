// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ocs, send } from './client.ts'
import { edit, instantOf, toICalendar, valueOf } from './event.ts'
import { book, bookingProperties, catalog, change, day, fetchObject, freeSlots, iso, minute, newUid, objectUrl, offered, pickSlot, put, type Booked } from './fixtures.ts'
import { newAddress, waitFor } from './mailbox.ts'
import { target } from './target.ts'

const birthDate = '1964-08-12'

interface Answer {
	readonly status: number
	readonly codes: readonly string[]
	readonly data: Readonly<Record<string, unknown>>
}

async function patient(action: 'view' | 'cancel' | 'reschedule', body: unknown): Promise<Answer> {
	const { answer, data, codes } = await ocs('booking', `patient/${action}`, { method: 'POST', body: JSON.stringify(body) })
	return { status: answer.status, codes, data }
}

interface Linked extends Booked {
	readonly address: string
	readonly token: string
}

const tokenIn = (text: string): string => /#termin=([\w-]{22})(?![\w-])/.exec(text)?.[1] ?? ''

/** Books, and takes the link from the mail. */
async function linked(approval: 'manual' | 'auto', at?: number): Promise<Linked> {
	const address = newAddress()
	const booked = await book(approval, { 'X-PATIENT-EMAIL': address }, at)
	expect(booked.answer.status).toBe(201)
	const [mail] = await waitFor(address, 1)
	expect(mail?.text).toContain(`${target().manageUrl ?? ''}#termin=`)
	expect(mail?.html).toContain(`href="${target().manageUrl ?? ''}#termin=`)
	return { ...booked, address, token: tokenIn(mail?.text ?? '') }
}

async function etagOf({ token }: Linked): Promise<unknown> {
	return (await patient('view', { token, birthDate })).data.etag
}

describe.skipIf(target().mail === undefined || (target().manageUrl ?? null) === null)('a patient with the link from a mail', () => {
	it('sees their appointment', async () => {
		const own = await linked('manual')
		const { type } = await offered('manual')
		const { practice } = await catalog()
		const { status, data } = await patient('view', { token: own.token, birthDate })
		expect(status).toBe(200)
		expect(data).toMatchObject({ calendar: own.calendar, appointmentType: type.code, status: 'TENTATIVE', start: iso(own.start), end: iso(own.start + type.durationMinutes * minute), canReschedule: true, canCancel: true })
		expect(data.etag).toBe((await fetchObject('staff', own.calendar, own.uri)).etag)
		expect(Date.parse(String(data.until))).toBeLessThan(own.start)
		expect(data.location).toContain(practice.name)
		expect(JSON.stringify(data)).not.toMatch(/Mustermann|Krampfadern|1964/)
		// looking changes nothing, however often
		expect((await patient('view', { token: own.token, birthDate })).data).toEqual(data)
	}, 90_000)

	it('cancels it: the slot is free, the practice sees it, one mail says so', async () => {
		const own = await linked('auto')
		const { type } = await offered('auto')
		const answer = await patient('cancel', { token: own.token, birthDate, etag: await etagOf(own) })
		expect(answer).toMatchObject({ status: 200, data: { status: 'CANCELLED', canCancel: false, canReschedule: false } })
		const { text } = await fetchObject('pvs', own.calendar, own.uri)
		expect([valueOf(text, 'STATUS'), valueOf(text, 'SEQUENCE')]).toEqual(['CANCELLED', '1'])
		expect(await freeSlots(own.calendar, type)).toContain(own.start)
		const mails = await waitFor(own.address, 2)
		expect(mails[1]?.attachments[0]?.content).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:[1-9]/)
		expect(mails[1]?.text).toContain('Sie haben diesen Termin abgesagt')
		expect(mails[1]?.text).not.toContain('#termin=')
		expect((await patient('cancel', { token: own.token, birthDate, etag: await etagOf(own) })).codes).toEqual(['APPOINTMENT_CANCELLED'])
	}, 120_000)

	it('moves a confirmed appointment of a type that is approved by hand: it is a request again', async () => {
		const own = await linked('manual')
		const { type } = await offered('manual')
		expect((await change('staff', own, { STATUS: 'CONFIRMED' })).status).toBe(204)
		await waitFor(own.address, 2)
		const start = await pickSlot(own.calendar, type)
		const answer = await patient('reschedule', { token: own.token, birthDate, etag: await etagOf(own), start: iso(start), end: iso(start + type.durationMinutes * minute) })
		expect(answer).toMatchObject({ status: 200, data: { status: 'TENTATIVE', start: iso(start) } })
		const { text } = await fetchObject('staff', own.calendar, own.uri)
		expect([valueOf(text, 'STATUS'), instantOf(text, 'DTSTART'), valueOf(text, 'X-REQUIRES-CONFIRMATION')]).toEqual(['TENTATIVE', start, 'TRUE'])
		const free = await freeSlots(own.calendar, type)
		expect([free.includes(own.start), free.includes(start)]).toEqual([true, false])
		expect(((await ocs('staff', 'requests')).data.requests as { uid: string }[]).some((entry) => entry.uid === own.uid)).toBe(true)
		const mails = await waitFor(own.address, 3)
		expect(mails[2]?.text).toContain('vorgemerkt')
		expect(mails[2]?.attachments[0]?.content).toMatch(/METHOD:REQUEST/)
		// the new mail's link leads to the same appointment
		expect((await patient('view', { token: tokenIn(mails[2]?.text ?? ''), birthDate })).data.start).toBe(iso(start))
	}, 180_000)

	it('moves what is approved automatically: it stays confirmed; its own time does not stand in its way', async () => {
		const own = await linked('auto')
		const { type } = await offered('auto')
		const { booking } = await catalog()
		const start = own.start + booking.gridMinutes * minute
		const end = start + type.durationMinutes * minute
		const later = await patient('reschedule', { token: own.token, birthDate, etag: await etagOf(own), start: iso(start), end: iso(end) })
		// the next slot may be beyond the opening hours or taken; another is not
		const other = later.status === 200 ? start : await pickSlot(own.calendar, type)
		if (later.status !== 200) {
			expect((await patient('reschedule', { token: own.token, birthDate, etag: await etagOf(own), start: iso(other), end: iso(other + type.durationMinutes * minute) })).status).toBe(200)
		}
		expect((await patient('view', { token: own.token, birthDate })).data).toMatchObject({ status: 'CONFIRMED', start: iso(other) })
		const [, mail] = await waitFor(own.address, 2)
		expect(mail?.text).toContain('Sie haben Ihren Termin verlegt; die neue Zeit ist bestätigt.')
		expect(mail?.attachments[0]?.content).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:1/)
	}, 120_000)

	it('gets no slot that is taken, off the grid, or has another length', async () => {
		const own = await linked('manual')
		const { type } = await offered('manual')
		const taken = await book()
		const etag = await etagOf(own)
		const to = async (start: number, end = start + type.durationMinutes * minute): Promise<readonly string[]> => (await patient('reschedule', { token: own.token, birthDate, etag, start: iso(start), end: iso(end) })).codes
		const refused = await patient('reschedule', { token: own.token, birthDate, etag, start: iso(taken.start), end: iso(taken.start + type.durationMinutes * minute) })
		expect([refused.status, refused.codes]).toEqual([409, ['SLOT_TAKEN']])
		expect((refused.data.alternatives as unknown[]).length).toBeGreaterThan(0)
		const free = await pickSlot(own.calendar, type)
		expect(await to(free + minute)).toContain('OFF_GRID')
		expect(await to(free, free + minute)).toEqual(['WRONG_DURATION'])
		expect(await to(own.start - 60 * day)).toContain('START_IN_PAST')
		expect(instantOf((await fetchObject('staff', own.calendar, own.uri)).text, 'DTSTART')).toBe(own.start)
	}, 120_000)

	it('never overwrites what they have not seen', async () => {
		const own = await linked('manual')
		const { type } = await offered('manual')
		const etag = await etagOf(own)
		expect((await change('staff', own, { STATUS: 'CONFIRMED' })).status).toBe(204)
		const refused = await patient('cancel', { token: own.token, birthDate, etag })
		expect([refused.status, refused.codes]).toEqual([409, ['CHANGED_MEANWHILE']])
		const start = await pickSlot(own.calendar, type)
		expect((await patient('reschedule', { token: own.token, birthDate, etag, start: iso(start), end: iso(start + type.durationMinutes * minute) })).codes).toEqual(['CHANGED_MEANWHILE'])
		expect(valueOf((await fetchObject('staff', own.calendar, own.uri)).text, 'STATUS')).toBe('CONFIRMED')
		expect((await patient('cancel', { token: own.token, birthDate, etag: await etagOf(own) })).status).toBe(200)
	}, 120_000)

	it('of many at once one wins', async () => {
		const own = await linked('manual')
		const etag = await etagOf(own)
		const answers = await Promise.all(Array.from({ length: 6 }, () => patient('cancel', { token: own.token, birthDate, etag })))
		expect(answers.filter((answer) => answer.status === 200).length).toBe(1)
		expect(new Set(answers.filter((answer) => answer.status !== 200).flatMap((answer) => answer.codes))).toEqual(new Set(['CHANGED_MEANWHILE']))
	}, 120_000)

	it('needs the birth date; a wrong token and a wrong birth date are answered alike, and tries are limited', async () => {
		const own = await linked('manual')
		const foreign = randomBytes(16).toString('base64url')
		const tries = async (token: string): Promise<unknown[]> => {
			const answers = []
			for (let count = 0; count < 6; count++) answers.push(await patient('view', { token, birthDate: '1964-08-13' }))
			return answers.map(({ status, codes, data }) => [status, codes, (data.issues as { text: string }[])[0]?.text.replace(/\d+/, '')])
		}
		const wrong = await tries(own.token)
		expect(wrong.map((answer) => (answer as unknown[])[0])).toEqual([403, 403, 403, 403, 403, 429])
		expect(await tries(foreign)).toEqual(wrong)
		expect((await patient('view', { token: own.token, birthDate })).codes).toEqual(['RATE_LIMITED'])
		expect((await patient('view', { token: 'x', birthDate })).codes).toEqual(['LINK_INVALID'])
	}, 120_000)

	it('who gets the birth date right starts counting anew', async () => {
		const own = await linked('manual')
		for (let count = 0; count < 8; count++) {
			await patient('view', { token: own.token, birthDate: '1900-01-01' })
			expect((await patient('view', { token: own.token, birthDate })).status).toBe(200)
		}
	}, 120_000)

	it('sends nonsense and is refused', async () => {
		const own = await linked('manual')
		const etag = await etagOf(own)
		for (const body of [{}, { token: own.token }, { token: [own.token], birthDate }, { token: own.token, birthDate: { a: 1 } }, { token: own.token, birthDate: 'x'.repeat(300) }]) {
			expect((await patient('view', body)).status).toBe(400)
		}
		expect((await patient('cancel', { token: own.token, birthDate })).codes).toEqual(['REQUEST_MALFORMED'])
		for (const start of [null, 5, 'tomorrow', '2026-13-01T10:00:00Z']) {
			expect((await patient('reschedule', { token: own.token, birthDate, etag, start, end: start })).codes).toEqual(['TIME_INVALID'])
		}
	}, 120_000)

	it('is shown nothing once the appointment is deleted', async () => {
		const own = await linked('manual')
		expect((await send('pvs', 'DELETE', objectUrl('pvs', own.calendar, own.uri))).status).toBe(204)
		expect((await patient('view', { token: own.token, birthDate })).codes).toEqual(['LINK_INVALID'])
	}, 120_000)

	it('too late neither cancels nor moves', async () => {
		const { calendar, type } = await offered('manual')
		const address = newAddress()
		const uid = newUid()
		// a PVS may enter what lies within the deadline
		const start = Math.ceil(Date.now() / (15 * minute)) * 15 * minute + 60 * minute
		expect((await put('pvs', calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, start, { 'X-PATIENT-EMAIL': address })] }))).status).toBe(201)
		const token = tokenIn((await waitFor(address, 1))[0]?.text ?? '')
		const { data } = await patient('view', { token, birthDate })
		expect(data).toMatchObject({ canCancel: false, canReschedule: false })
		expect((await patient('cancel', { token, birthDate, etag: data.etag })).codes).toEqual(['DEADLINE_PASSED'])
	}, 120_000)

	it('does not act on a series', async () => {
		const own = await linked('manual')
		const { text, etag } = await fetchObject('pvs', own.calendar, own.uri)
		const series = edit(text, {}).replace('END:VEVENT', 'RRULE:FREQ=WEEKLY;COUNT=2\r\nEND:VEVENT')
		expect((await put('pvs', own.calendar, own.uri, series, { headers: { 'If-Match': etag } })).status).toBe(204)
		expect((await patient('cancel', { token: own.token, birthDate, etag: await etagOf(own) })).codes).toEqual(['SELF_SERVICE_UNAVAILABLE'])
	}, 120_000)
})

describe('patients\' routes', () => {
	it.each(['staff', 'admin', 'pvs'] as const)('are for the website only, not for %s', async (account) => {
		const { answer, codes } = await ocs(account, 'patient/view', { method: 'POST', body: JSON.stringify({ token: 'x', birthDate }) })
		expect([answer.status, codes]).toEqual([403, ['ROLE_FORBIDDEN']])
	})

	it('change nothing by GET', async () => {
		expect([404, 405]).toContain((await ocs('booking', 'patient/cancel')).answer.status)
	})
})
