// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { multistatus, ocs, send, type Answer } from './client.ts'
import { toICalendar, valueOf } from './event.ts'
import { book, bookingProperties, change, fetchObject, freeSlots, newUid, objectUrl, offered, pickSlot, propfindBody, put, type Booked } from './fixtures.ts'
import { calendarUrl, type AccountName } from './target.ts'

const ctagName = '{http://calendarserver.org/ns/}getctag'

async function tagsOf(account: AccountName, calendar: string): Promise<string[]> {
	const answer = await send(account, 'PROPFIND', calendarUrl(account, calendar), { headers: { Depth: '0' }, body: propfindBody(ctagName, '{DAV:}sync-token') })
	const properties = multistatus(answer).responses[0]?.properties ?? {}
	return [properties[ctagName] ?? '', properties['{DAV:}sync-token'] ?? '']
}

async function statusSeenBy(account: AccountName, booked: Pick<Booked, 'calendar' | 'uri'>): Promise<string | undefined> {
	return valueOf((await fetchObject(account, booked.calendar, booked.uri)).text, 'STATUS')
}

/** An appointment that staff enter; no status: a confirmed one. */
async function enter(account: AccountName, status?: string): Promise<Booked> {
	const { calendar, type } = await offered('manual')
	const start = await pickSlot(calendar, type)
	const uid = newUid()
	const uri = `${uid}.ics`
	const answer = await put(account, calendar, uri, toICalendar({ events: [bookingProperties(uid, type, start, status === undefined ? {} : { STATUS: status })] }))
	return { uid, uri, calendar, start, answer }
}

function refused(answer: Answer, code: string, status = 403): void {
	expect([answer.status, answer.codes]).toEqual([status, [code]])
	expect(answer.issues[0]?.text).not.toBe('')
}

describe('approval', () => {
	it.each(['staff', 'admin', 'pvs'] as const)('by %s turns the request into a confirmed appointment for everybody', async (account) => {
		const booked = await book()
		const before = await fetchObject('pvs', booked.calendar, booked.uri)
		const tags = await tagsOf('pvs', booked.calendar)
		expect(valueOf(before.text, 'STATUS')).toBe('TENTATIVE')
		expect((await change(account, booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
		const after = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(valueOf(after.text, 'STATUS')).toBe('CONFIRMED')
		expect(valueOf(after.text, 'X-REQUIRES-CONFIRMATION')).toBe('FALSE')
		expect(valueOf(after.text, 'X-MICROSOFT-CDO-BUSYSTATUS')).toBe('BUSY')
		expect(Number(valueOf(after.text, 'SEQUENCE') ?? 0)).toBeGreaterThan(Number(valueOf(before.text, 'SEQUENCE') ?? 0))
		expect(after.etag).not.toBe(before.etag)
		const tagsAfter = await tagsOf('pvs', booked.calendar)
		expect(tagsAfter[0]).not.toBe(tags[0])
		expect(tagsAfter[1]).not.toBe(tags[1])
		expect(await statusSeenBy('booking', booked)).toBe('CONFIRMED')
	})

	it('reaches a client by sync-collection', async () => {
		const booked = await book()
		const sync = async (token: string): Promise<ReturnType<typeof multistatus>> => multistatus(await send('pvs', 'REPORT', calendarUrl('pvs', booked.calendar), { body: `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>` }))
		const { syncToken } = await sync('')
		await change('staff', booked, { STATUS: 'CONFIRMED' })
		const { responses } = await sync(syncToken)
		expect(responses.map((entry) => decodeURIComponent(entry.href))).toEqual([expect.stringContaining(booked.uid)])
	})

	it('appears in the list of requests and leaves it', async () => {
		const booked = await book()
		const requests = async (): Promise<Record<string, unknown>[]> => (await ocs('staff', 'requests')).data.requests as Record<string, unknown>[]
		const listed = (await requests()).find((entry) => entry.uid === booked.uid)
		expect(listed).toMatchObject({ calendar: booked.calendar, fields: { patientName: 'Erika Mustermann', reason: 'Krampfadern, Kontrolle' } })
		expect(Date.parse(String(listed?.start))).toBe(booked.start)
		const count = Number((await ocs('staff', 'counts')).data.requests)
		const { revision } = (await ocs('staff', 'counts')).data
		// the row carries all that approving needs: address and ETag
		const got = await send('staff', 'GET', String(listed?.href))
		expect(got.headers.get('etag')).toBe(listed?.etag)
		await change('staff', booked, { STATUS: 'CONFIRMED' })
		expect((await requests()).some((entry) => entry.uid === booked.uid)).toBe(false)
		const counts = (await ocs('staff', 'counts')).data
		expect(Number(counts.requests)).toBe(count - 1)
		expect(counts.revision).not.toBe(revision)
	})

	it('is not undone long after; it is right away', async () => {
		const booked = await book()
		await change('staff', booked, { STATUS: 'CONFIRMED' })
		expect((await change('staff', booked, { STATUS: 'TENTATIVE' })).status).toBe(204)
		expect(await statusSeenBy('pvs', booked)).toBe('TENTATIVE')
		await change('staff', booked, { STATUS: 'CONFIRMED' })
		await new Promise((resolve) => { setTimeout(resolve, 17_000) })
		refused(await change('staff', booked, { STATUS: 'TENTATIVE' }), 'UNDO_EXPIRED')
		expect(await statusSeenBy('pvs', booked)).toBe('CONFIRMED')
	})
})

describe('rejection and cancellation', () => {
	it('keep the reason and free the slot', async () => {
		const { type } = await offered('manual')
		for (const first of ['TENTATIVE', 'CONFIRMED']) {
			const booked = await book()
			if (first === 'CONFIRMED') await change('staff', booked, { STATUS: 'CONFIRMED' })
			expect(await freeSlots(booked.calendar, type)).not.toContain(booked.start)
			expect((await change('staff', booked, { STATUS: 'CANCELLED', 'X-STATUS-REASON': 'Ärztin erkrankt; bitte neu buchen' })).status).toBe(204)
			const { text: ics } = await fetchObject('pvs', booked.calendar, booked.uri)
			expect(valueOf(ics, 'STATUS')).toBe('CANCELLED')
			expect(valueOf(ics, 'X-STATUS-REASON')).toBe('Ärztin erkrankt; bitte neu buchen')
			expect(valueOf(ics, 'X-MICROSOFT-CDO-BUSYSTATUS')).toBe('FREE')
			expect(await freeSlots(booked.calendar, type)).toContain(booked.start)
			const again = await book('manual', {}, booked.start)
			expect(again.answer.status).toBe(201)
			await change('staff', again, { STATUS: 'CANCELLED' })
		}
	})

	it('of an appointment by the PVS through DELETE frees the slot; staff may not delete', async () => {
		const { type } = await offered('manual')
		const booked = await book()
		refused(await send('staff', 'DELETE', objectUrl('staff', booked.calendar, booked.uri)), 'ROLE_FORBIDDEN')
		expect((await send('pvs', 'DELETE', objectUrl('pvs', booked.calendar, booked.uri))).status).toBe(204)
		expect((await fetchObject('admin', booked.calendar, booked.uri)).status).toBe(404)
		expect(await freeSlots(booked.calendar, type)).toContain(booked.start)
	})
})

describe('a change of status', () => {
	it('that is absent leaves it as it was', async () => {
		const booked = await book()
		expect((await change('pvs', booked, { STATUS: null })).status).toBe(204)
		expect(await statusSeenBy('pvs', booked)).toBe('TENTATIVE')
	})

	it('from cancelled to tentative is refused', async () => {
		const booked = await enter('staff')
		await change('staff', booked, { STATUS: 'CANCELLED' })
		refused(await change('staff', booked, { STATUS: 'TENTATIVE' }), 'TRANSITION_FORBIDDEN')
		expect(await statusSeenBy('pvs', booked)).toBe('CANCELLED')
	})

	it('from cancelled to confirmed is a new claim', async () => {
		const { type } = await offered('manual')
		const booked = await enter('staff')
		await change('staff', booked, { STATUS: 'CANCELLED' })
		expect((await change('staff', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
		expect(await freeSlots(booked.calendar, type)).not.toContain(booked.start)
	})

	it('to cancelled on creation is refused, and nothing stored', async () => {
		const made = await enter('pvs', 'CANCELLED')
		refused(made.answer, 'TRANSITION_FORBIDDEN')
		expect((await fetchObject('pvs', made.calendar, made.uri)).status).toBe(404)
	})

	it('to something unknown is refused', async () => {
		const booked = await book()
		refused(await change('staff', booked, { STATUS: 'MAYBE' }), 'STATUS_UNKNOWN', 400)
		expect(await statusSeenBy('pvs', booked)).toBe('TENTATIVE')
	})

	it('by the booking account is refused', async () => {
		const booked = await book()
		refused(await change('booking', booked, { STATUS: 'CONFIRMED' }), 'ROLE_FORBIDDEN')
		expect(await statusSeenBy('pvs', booked)).toBe('TENTATIVE')
	})
})

describe('an appointment entered by the practice', () => {
	it.each([['staff', 'PRACTICE'], ['admin', 'PRACTICE'], ['pvs', 'PVS']] as const)('is confirmed when %s gives no status', async (account, source) => {
		const made = await enter(account)
		expect(made.answer.text).toBe('')
		expect(made.answer.status).toBe(201)
		const { text: ics } = await fetchObject('pvs', made.calendar, made.uri)
		expect(valueOf(ics, 'STATUS')).toBe('CONFIRMED')
		expect(valueOf(ics, 'X-BOOKING-SOURCE')).toBe(source)
		expect((await fetchObject('booking', made.calendar, made.uri)).status).toBe(404)
	})

	it('can be pencilled in', async () => {
		const made = await enter('staff', 'TENTATIVE')
		expect(await statusSeenBy('pvs', made)).toBe('TENTATIVE')
	})
})
