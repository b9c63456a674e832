// SPDX-License-Identifier: GPL-3.0-or-later
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { database, select } from '../servers/nextcloud/database.ts'
import { practiceFile } from '../servers/stack.ts'
import { ocs, send } from './client.ts'
import { book, change, day, fetchObject, hasAccountWithoutRole, iso, minute, offered, pickSlot, type Booked } from './fixtures.ts'
import { command, isInside } from './inside.ts'
import { newAddress, waitFor } from './mailbox.ts'
import { target } from './target.ts'

const birthDate = '1964-08-12'
const consent = '2026-01 2026-11-24T10:00:00Z'

interface Entry { readonly uid: string; readonly href: string; readonly status: string; readonly fields: Readonly<Record<string, string>>; readonly relatedUid: string | null; readonly related: { readonly start: string } | null }
interface Waiting {
	readonly list: { readonly href: string } | null
	readonly entries: readonly Entry[]
	readonly freed: readonly { readonly calendar: string; readonly start: string; readonly end: string; readonly matches: readonly string[] }[]
	readonly offers: readonly { readonly id: string; readonly entry: string; readonly start: string }[]
}

async function waiting(): Promise<Waiting> {
	return (await ocs('staff', 'waiting')).data as unknown as Waiting
}

const entries = new Set<string>()

/** Somebody with an appointment who wishes for an earlier one. */
async function waitingPatient(at: number): Promise<Booked & { address: string; entry: Entry }> {
	const address = newAddress()
	const booked = await book('manual', { 'X-PATIENT-EMAIL': address, 'X-EARLIER-CONSENT': consent }, at)
	expect(booked.answer.status).toBe(201)
	const entry = (await waiting()).entries.find(({ relatedUid }) => relatedUid === booked.uid)
	expect(entry).toBeDefined()
	entries.add(entry?.href ?? '')
	return { ...booked, address, entry: entry as Entry }
}

const stamp = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')

interface Offered { readonly id: string; readonly token: string; readonly start: number; readonly calendar: string; readonly patient: Booked & { address: string; entry: Entry } }

async function post(account: 'staff' | 'booking' | 'pvs', path: string, body: unknown): Promise<{ status: number; codes: readonly string[]; data: Readonly<Record<string, unknown>> }> {
	const { answer, codes, data } = await ocs(account, path, { method: 'POST', body: JSON.stringify(body) })
	return { status: answer.status, codes, data }
}
const answer = (action: 'view' | 'accept' | 'decline', token: string, date = birthDate): ReturnType<typeof post> => post('booking', `offers/${action}`, { token, birthDate: date })

/** A time that somebody gave up, offered to a patient with a later appointment. */
async function offer(): Promise<Offered> {
	const { calendar, type } = await offered('manual')
	const start = await pickSlot(calendar, type)
	const former = await book('manual', {}, start)
	const patient = await waitingPatient(await pickSlot(calendar, type))
	expect((await change('staff', former, { STATUS: 'CANCELLED' })).status).toBeLessThan(300)
	const made = await post('staff', 'waiting/offers', { entry: patient.entry.uid, calendar, start: iso(start) })
	expect(made, JSON.stringify(made)).toMatchObject({ status: 201, data: { entry: patient.entry.uid, calendar, start: iso(start) } })
	const mails = await waitFor(patient.address, 1)
	const mail = mails.find(({ text }) => text.includes('#angebot=')) ?? (await waitFor(patient.address, 2)).find(({ text }) => text.includes('#angebot='))
	const token = /#angebot=([\w-]{22})(?![\w-])/.exec(mail?.text ?? '')?.[1] ?? ''
	expect(token).not.toBe('')
	expect(mail?.subject).not.toMatch(/Mustermann|Krampfadern/)
	return { id: String(made.data['id']), token, start, calendar, patient }
}

/** Nextcloud's number of a job. */
function jobId(name: string): string {
	const [row] = select(target().folder ?? '', 'SELECT id FROM *PREFIX*jobs WHERE class LIKE ?', `%${name}`)
	return String(row?.['id'] ?? '')
}

afterAll(async () => {
	for (const href of entries) await send('staff', 'DELETE', href)
})

// the embedded server keeps no task lists: nothing of Nextcloud's own is there to share and show them
describe.skipIf(target().server.kind !== 'nextcloud' || target().mail === undefined || (target().manageUrl ?? null) === null)('the waiting list', () => {
	it('is a native task list, on which a booking with that consent stands', async () => {
		const { calendar, type } = await offered('manual')
		const { entry, uid } = await waitingPatient(await pickSlot(calendar, type))
		const stored = await send('staff', 'GET', entry.href)
		expect(stored.text).toMatch(/^BEGIN:VTODO/m)
		expect(stored.text).toMatch(/^X-EARLIER-CONSENT:2026-01 2026-11-24T10:00:00Z/m)
		expect(stored.text.replace(/\r\n /g, '')).toContain(`RELATED-TO;RELTYPE=SIBLING:${uid}`)
		expect((await fetchObject('staff', calendar, `${uid}.ics`)).text).toMatch(/^X-EARLIER-CONSENT:/m)
		for (const account of ['booking', 'pvs', ...(hasAccountWithoutRole() ? ['none' as const] : [])] as const) {
			expect((await send(account, 'GET', entry.href)).status, account).toBeGreaterThanOrEqual(400)
		}
	}, 60_000)

	it('without the consent nobody stands there', async () => {
		const booked = await book('manual')
		expect((await waiting()).entries.map(({ relatedUid }) => relatedUid)).not.toContain(booked.uid)
	})

	it('names whose turn it is where an appointment was given up', async () => {
		const { calendar, type } = await offered('manual')
		const start = await pickSlot(calendar, type)
		const former = await book('manual', {}, start)
		const patient = await waitingPatient(await pickSlot(calendar, type))
		expect((await waiting()).freed.some((one) => one.start === iso(start))).toBe(false)
		await change('staff', former, { STATUS: 'CANCELLED' })
		const freed = (await waiting()).freed.find((one) => one.calendar === calendar && one.start === iso(start))
		expect(freed?.matches).toContain(patient.entry.uid)
		// taken by somebody else meanwhile
		expect((await book('manual', {}, start)).answer.status).toBe(201)
		expect((await waiting()).freed.some((one) => one.start === iso(start))).toBe(false)
	}, 60_000)

	it('an accepted offer moves the appointment, confirmed, and the entry is done', async () => {
		const { token, start, calendar, patient } = await offer()
		const seen = await answer('view', token)
		expect(seen).toMatchObject({ status: 200, data: { state: 'open', calendar, start: iso(start), replaces: { start: iso(patient.start) } } })
		expect(JSON.stringify(seen.data)).not.toMatch(/Mustermann|Krampfadern|1964/)
		expect((await waiting()).entries.find(({ uid }) => uid === patient.entry.uid)?.status).toBe('IN-PROCESS')
		expect(await answer('accept', token)).toMatchObject({ status: 200, data: { state: 'accepted', start: iso(start) } })
		const stored = await fetchObject('staff', calendar, patient.uri)
		expect(stored.text).toMatch(/^STATUS:CONFIRMED/m)
		expect(stored.text).toMatch(/^X-BOOKING-SOURCE:WAITING_LIST/m)
		expect(stored.text).toContain(`DTSTART;TZID=Europe/Berlin:${new Date(start).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).replace(/[-:]/g, '').replace(' ', 'T')}`)
		expect((await send('staff', 'GET', patient.entry.href)).text).toMatch(/^STATUS:COMPLETED/m)
		const now = await waiting()
		expect(now.entries.map(({ uid }) => uid)).not.toContain(patient.entry.uid)
		// the former time is free for the next
		expect(now.freed.some((one) => one.start === iso(patient.start))).toBe(true)
		expect((await answer('accept', token)).data['state']).toBe('accepted')
		const mails = await waitFor(patient.address, 3)
		expect(mails.at(-1)?.attachments[0]?.content).toMatch(/^STATUS:CONFIRMED/m)
	}, 120_000)

	it('two who accept at once get one appointment', async () => {
		const { token, start, calendar, patient } = await offer()
		const both = await Promise.all([answer('accept', token), answer('accept', token)])
		expect(both.map(({ status }) => status)).toEqual([200, 200])
		const { text } = await fetchObject('staff', calendar, patient.uri)
		expect(text.match(/^SEQUENCE:(\d+)/m)?.[1]).toBe('1')
		expect((await book('manual', {}, start)).answer.codes).toEqual(['SLOT_TAKEN'])
	}, 120_000)

	it('an open offer keeps its time from everybody else on the website, until it is withdrawn', async () => {
		const { token, start, id, patient } = await offer()
		const refused = await book('manual', {}, start)
		expect(refused.answer.status).toBe(409)
		expect(refused.answer.codes).toEqual(['SLOT_TAKEN'])
		expect((await post('staff', 'waiting/offers', { entry: patient.entry.uid, calendar: refused.calendar, start: iso(start) })).codes).toEqual(['OFFER_OPEN'])
		expect((await ocs('staff', `waiting/offers/${id}`, { method: 'DELETE' })).answer.status).toBe(200)
		expect((await answer('view', token)).codes).toEqual(['OFFER_OVER'])
		expect((await answer('accept', token)).codes).toEqual(['OFFER_OVER'])
		expect((await ocs('staff', `waiting/offers/${id}`, { method: 'DELETE' })).codes).toEqual(['OFFER_OVER'])
		expect((await waiting()).entries.find(({ uid }) => uid === patient.entry.uid)?.status).toBe('NEEDS-ACTION')
		expect((await book('manual', {}, start)).answer.status).toBe(201)
	}, 120_000)

	it('who declines is passed over for that time and stays on the list', async () => {
		const { token, start, calendar, patient } = await offer()
		expect(await answer('decline', token)).toMatchObject({ status: 200, data: { state: 'declined' } })
		expect((await answer('accept', token)).codes).toEqual(['OFFER_OVER'])
		const { entries: list, freed } = await waiting()
		expect(list.find(({ uid }) => uid === patient.entry.uid)?.status).toBe('NEEDS-ACTION')
		const again = freed.find((one) => one.calendar === calendar && one.start === iso(start))
		expect(again).toBeDefined()
		expect(again?.matches).not.toContain(patient.entry.uid)
	}, 120_000)

	it.skipIf(!isInside())('an offer that nobody answered in time can\'t be accepted any more, and its time is free', async () => {
		const { token, start, calendar, patient } = await offer()
		database(target().folder ?? '', [['UPDATE *PREFIX*sprechstunde_offer SET expires_at = 1 WHERE state = ?', 'open'], ['UPDATE *PREFIX*sprechstunde_hold SET expires_at = 1']])
		expect((await answer('accept', token)).codes).toEqual(['OFFER_OVER'])
		expect((await waiting()).entries.find(({ uid }) => uid === patient.entry.uid)?.status).toBe('NEEDS-ACTION')
		expect((await book('manual', {}, start)).answer.status).toBe(201)
		expect((await fetchObject('staff', calendar, patient.uri)).text).toMatch(/^STATUS:TENTATIVE/m)
	}, 120_000)

	it('a wrong birth date opens nothing, and only so often', async () => {
		const { token } = await offer()
		for (let tries = 0; tries < 5; tries++) expect((await answer('accept', token, '1970-01-01')).codes).toEqual(['LINK_INVALID'])
		expect((await answer('accept', token)).codes).toEqual(['RATE_LIMITED'])
		expect((await answer('view', 'AAAAAAAAAAAAAAAAAAAAAA')).codes).toEqual(['LINK_INVALID'])
		expect((await post('booking', 'offers/view', { token, birthDate: 7 })).codes).toEqual(['REQUEST_MALFORMED'])
	}, 120_000)

	it('what the practice uses itself is no patient\'s any more', async () => {
		const { token, start, calendar, patient } = await offer()
		const other = await book('manual')
		const { type } = await offered('manual')
		expect((await change('staff', other, { DTSTART: stamp(start), DTEND: stamp(start + type.durationMinutes * minute) })).status).toBeLessThan(300)
		expect((await answer('accept', token)).codes).toEqual(['SLOT_TAKEN'])
		expect((await fetchObject('staff', calendar, patient.uri)).text).toMatch(/^STATUS:TENTATIVE/m)
	}, 120_000)

	it.skipIf(!isInside())('by itself it asks one after the other, where the practice wants it so', async () => {
		const { calendar, type } = await offered('manual')
		const start = await pickSlot(calendar, type)
		const former = await book('manual', {}, start)
		// nobody is called to what the practice entered at night, though it comes before
		const nightly = await book('manual')
		const night = Math.floor(start / day) * day + 2 * 60 * minute
		expect((await change('staff', nightly, { DTSTART: stamp(night), DTEND: stamp(night + type.durationMinutes * minute) })).status).toBeLessThan(300)
		// nobody else waits, and nothing else is free
		for (const href of entries) await send('staff', 'DELETE', href)
		entries.clear()
		database(target().folder ?? '', [['DELETE FROM *PREFIX*sprechstunde_freed'], ['UPDATE *PREFIX*sprechstunde_offer SET expires_at = 1']])
		const both = [await waitingPatient(await pickSlot(calendar, type)), await waitingPatient(await pickSlot(calendar, type))]
		const turn = (await waiting()).entries.map(({ uid }) => uid)
		const [first, second] = both.sort((a, b) => turn.indexOf(a.entry.uid) - turn.indexOf(b.entry.uid)) as [typeof both[0], typeof both[0]]
		const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as { website: object }
		const provision = (waitingListMode: 'auto' | 'manual'): void => {
			const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-practice-'))
			writeFileSync(join(folder, 'practice.json'), JSON.stringify({ ...practice, website: { ...practice.website, manageUrl: target().manageUrl }, waitingListMode }))
			command('sprechstunde:provision', join(folder, 'practice.json'))
			rmSync(folder, { recursive: true })
		}
		const offerTo = async ({ address }: { address: string }, mails: number): Promise<boolean> => (await waitFor(address, mails, 75)).some(({ text }) => text.includes('#angebot='))
		provision('auto')
		try {
			expect((await change('staff', nightly, { STATUS: 'CANCELLED' })).status).toBeLessThan(300)
			await change('staff', former, { STATUS: 'CANCELLED' })
			expect(await offerTo(first, 2)).toBe(true)
			expect((await waiting()).offers.map((one) => one.start)).toContain(iso(start))
			expect((await waiting()).offers.map((one) => one.start)).not.toContain(iso(night))
			expect((await waiting()).offers.map(({ entry }) => entry)).toContain(first.entry.uid)
			expect((await waiting()).offers.map(({ entry }) => entry)).not.toContain(second.entry.uid)
			database(target().folder ?? '', [['UPDATE *PREFIX*sprechstunde_offer SET expires_at = 1 WHERE state = ?', 'open'], ['UPDATE *PREFIX*sprechstunde_hold SET expires_at = 1']])
			command('background-job:execute', '--force-execute', jobId('WaitingListJob'))
			expect(await offerTo(second, 2)).toBe(true)
			expect((await waiting()).entries.find(({ uid }) => uid === first.entry.uid)?.status).toBe('NEEDS-ACTION')
		} finally {
			provision('manual')
		}
	}, 240_000)

	it('is the team\'s, and its answers are the website\'s', async () => {
		for (const account of ['booking', 'pvs'] as const) {
			expect((await ocs(account, 'waiting')).codes, account).toEqual(['ROLE_FORBIDDEN'])
			expect((await post(account, 'waiting/offers', { entry: 'x', calendar: 'dr-mueller', start: iso(0) })).codes, account).toEqual(['ROLE_FORBIDDEN'])
			expect((await ocs(account, 'waiting/offers/1', { method: 'DELETE' })).codes, account).toEqual(['ROLE_FORBIDDEN'])
		}
		for (const account of ['staff', 'pvs'] as const) {
			for (const action of ['view', 'accept', 'decline']) expect((await post(account, `offers/${action}`, { token: 'AAAAAAAAAAAAAAAAAAAAAA', birthDate })).codes, account).toEqual(['ROLE_FORBIDDEN'])
		}
	})

	it.each([
		[{ entry: 'nobody', calendar: 'dr-mueller', start: '2026-12-01T08:00:00Z' }, 'NOT_FOUND'],
		[{ entry: 'nobody', calendar: 'nowhere', start: '2026-12-01T08:00:00Z' }, 'CALENDAR_UNKNOWN'],
		[{ entry: 'nobody', calendar: 'dr-mueller', start: 'tomorrow' }, 'TIME_INVALID'],
		[{ entry: ['x'], calendar: 'dr-mueller', start: '2026-12-01T08:00:00Z' }, 'REQUEST_MALFORMED'],
		[{}, 'REQUEST_MALFORMED'],
	])('an offer that makes no sense is refused: %j', async (body, code) => {
		expect((await post('staff', 'waiting/offers', body)).codes).toEqual([code])
	})
})
