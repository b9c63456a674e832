// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { multistatus, ocs, send, type Slot } from './client.ts'
import { toICalendar } from './event.ts'
import { book, bookingProperties, catalog, day, fetchObject, freeSlots, freeWindows, iso, minute, newUid, objectUrl, offered, pickSlot, propfindBody, put } from './fixtures.ts'
import { calendarUrl, type AccountName } from './target.ts'

interface Hold { readonly status: number; readonly codes: readonly string[]; readonly token: string; readonly expires: number; readonly seconds: number; readonly alternatives: readonly Slot[] }

const random = (): string => randomBytes(16).toString('base64url')
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))
const given: string[] = []

/** Asks to hold a slot of the type that is approved by hand; every other client is another one. */
async function hold(start: number, changes: Readonly<Record<string, unknown>> = {}, account: AccountName = 'booking'): Promise<Hold> {
	const { calendar, type } = await offered('manual')
	const body = JSON.stringify({ calendar, type: type.code, start: iso(start), end: iso(start + type.durationMinutes * minute), client: random(), ...changes })
	const { answer, data, codes } = await ocs(account, 'holds', { method: 'POST', body })
	if (answer.status === 201) given.push(String(data.token))
	return { status: answer.status, codes, token: String(data.token), expires: Date.parse(String(data.expires)), seconds: Number(data.seconds), alternatives: (data.alternatives ?? []) as Slot[] }
}

async function release(token: string, account: AccountName = 'booking'): Promise<number> {
	return (await ocs(account, `holds/${token}`, { method: 'DELETE' })).answer.status
}

async function aSlot(): Promise<number> {
	const { calendar, type } = await offered('manual')
	return pickSlot(calendar, type)
}

const isFree = async (start: number): Promise<boolean> => {
	const { calendar, type } = await offered('manual')
	const end = start + type.durationMinutes * minute
	return (await freeWindows(calendar, start, end)).some((window) => window.start <= start && window.end >= end)
}

const bookAt = async (start: number, token?: string) => (await book('manual', {}, start, token === undefined ? {} : { 'X-Sprechstunde-Hold': token })).answer

/** Waits until something is so, as long as the test runs. */
async function until(so: () => Promise<boolean>): Promise<void> {
	while (!await so()) await new Promise((done) => { setTimeout(done, 200) })
}

async function practiceBooks(account: 'staff' | 'pvs' | 'admin', start: number): Promise<number> {
	const { calendar, type } = await offered('manual')
	const uid = newUid()
	return (await put(account, calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, start)] }))).status
}

afterEach(async () => {
	for (const token of given.splice(0)) await release(token)
})

describe('a hold', () => {
	it('keeps a slot for its form: for everybody else it is taken, with the nearest free ones', async () => {
		const start = await aSlot()
		const held = await hold(start)
		expect(held.status).toBe(201)
		expect(held.token).toMatch(/^[\w-]{22}$/)
		const { holdMinutes } = (await catalog()).booking
		expect(held.seconds).toBe(holdMinutes * 60)
		expect(await isFree(start)).toBe(false)
		const other = await bookAt(start)
		expect([other.status, other.codes]).toEqual([409, ['SLOT_TAKEN']])
		expect(other.alternatives).toHaveLength(3)
		expect(other.alternatives.map((slot) => Date.parse(slot.start))).not.toContain(start)
		const second = await hold(start)
		expect([second.status, second.codes]).toEqual([409, ['SLOT_TAKEN']])
		expect(second.alternatives).toHaveLength(3)
		for (const slot of second.alternatives) expect(await isFree(Date.parse(slot.start))).toBe(true)
	})

	it('lets its own booking through, and ends with it', async () => {
		const start = await aSlot()
		const { token } = await hold(start)
		expect((await bookAt(start, random())).codes).toEqual(['SLOT_TAKEN'])
		const { answer, calendar, uri } = await book('manual', {}, start, { 'X-Sprechstunde-Hold': token })
		expect(answer.status).toBe(201)
		expect((await bookAt(start, token)).codes).toEqual(['SLOT_TAKEN'])
		// consumed: once the booking is gone, nothing keeps the slot
		expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, uri))).status).toBe(204)
		expect(await isFree(start)).toBe(true)
	})

	it('ends with the booking of another slot as well', async () => {
		const [start, other] = [await aSlot(), await aSlot()]
		const { token } = await hold(start)
		expect((await bookAt(other, token)).status).toBe(201)
		expect(await isFree(start)).toBe(true)
	})

	it('stays where its booking is refused', async () => {
		const start = await aSlot()
		const { token } = await hold(start)
		const { answer } = await book('manual', { 'X-PATIENT-NAME': null }, start, { 'X-Sprechstunde-Hold': token })
		expect(answer.codes).toEqual(['FIELD_REQUIRED'])
		expect((await bookAt(start)).codes).toEqual(['SLOT_TAKEN'])
		expect((await bookAt(start, token)).status).toBe(201)
	})

	it('that is released, even twice, frees the slot at once', async () => {
		const start = await aSlot()
		const { token } = await hold(start)
		expect(await release(token)).toBe(200)
		expect(await release(token)).toBe(200)
		expect(await isFree(start)).toBe(true)
		expect((await bookAt(start)).status).toBe(201)
	})

	it('of an overlapping slot is refused, one that begins where it ends is not', async () => {
		const { calendar, type } = await offered('manual')
		const length = type.durationMinutes * minute
		const grid = (await catalog()).booking.gridMinutes * minute
		const slots = await freeSlots(calendar, type)
		const start = slots.find((slot) => [grid, length, length + grid].every((later) => slots.includes(slot + later))) ?? NaN
		expect((await hold(start)).status).toBe(201)
		expect((await hold(start + grid)).codes).toEqual(['SLOT_TAKEN'])
		expect((await hold(start + length)).status).toBe(201)
	})

	it('on a slot that is booked is refused', async () => {
		const booked = await book()
		expect((await hold(booked.start)).codes).toEqual(['SLOT_TAKEN'])
	})
})

describe('a form', () => {
	it('holds one slot: the next one takes the place of the last', async () => {
		const { calendar, type } = await offered('manual')
		const grid = (await catalog()).booking.gridMinutes * minute
		const slots = await freeSlots(calendar, type)
		const start = slots.findLast((slot) => slots.includes(slot + grid) && slots.includes(slot - grid)) ?? NaN
		const token = random()
		expect((await hold(start, { token })).token).toBe(token)
		// overlaps its own first one, which is no obstacle
		expect((await hold(start + grid, { token })).status).toBe(201)
		expect(await isFree(start - grid)).toBe(true)
		// a lost answer: the same once more
		expect((await hold(start + grid, { token })).status).toBe(201)
		expect((await bookAt(start + grid, token)).status).toBe(201)
	})

	it('that finds its next slot taken keeps the one it has', async () => {
		const [start, taken] = [await aSlot(), (await book()).start]
		const { token } = await hold(start)
		expect((await hold(taken, { token })).codes).toEqual(['SLOT_TAKEN'])
		expect((await bookAt(start)).codes).toEqual(['SLOT_TAKEN'])
		expect((await bookAt(start, token)).status).toBe(201)
	})
})

describe('time', () => {
	it('ends a hold: the slot is free, and the latecomer books it all the same if nobody came first', async () => {
		const start = await aSlot()
		const asked = performance.now()
		const { token, seconds } = await hold(start, { seconds: 2 })
		expect(seconds).toBe(2)
		const early = await isFree(start)
		// a slow server may have let the time pass
		if (performance.now() - asked < 1000) expect(early).toBe(false)
		await until(() => isFree(start))
		expect((await bookAt(start, token)).status).toBe(201)
	})

	it('that has passed gives the slot to whoever comes first', async () => {
		const start = await aSlot()
		const { token } = await hold(start, { seconds: 1 })
		await until(async () => (await bookAt(start)).status === 201)
		expect((await bookAt(start, token)).codes).toEqual(['SLOT_TAKEN'])
		expect((await hold(start, { token })).codes).toEqual(['SLOT_TAKEN'])
	})

	it('can be asked for anew', async () => {
		const start = await aSlot()
		const { token } = await hold(start, { seconds: 1 })
		await until(() => isFree(start))
		expect((await hold(start, { token })).status).toBe(201)
		expect((await bookAt(start)).codes).toEqual(['SLOT_TAKEN'])
	})
})

describe('a client', () => {
	it('holds five slots at most, whatever it asks for at once; another client is served', async () => {
		const client = random()
		const slots: number[] = []
		for (let count = 0; count < 9; count++) slots.push(await aSlot())
		const held = await Promise.all(slots.slice(0, 8).map((start) => hold(start, { client })))
		expect(held.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 429, 429, 429])
		expect(held.filter(({ status }) => status === 429).map(({ codes }) => codes)).toEqual(times(3, () => ['HOLD_LIMIT_REACHED']))
		const { token } = held.find(({ status }) => status === 201) as Hold
		const last = slots[8] as number
		expect((await hold(last)).status).toBe(201)
		const other = slots[held.findIndex(({ status }) => status === 429)] as number
		// in the place of one that it has
		expect((await hold(other, { client, token })).status).toBe(201)
		expect(await release(token)).toBe(200)
		expect((await hold(other, { client })).status).toBe(201)
	})

	it('has no more once they have expired', async () => {
		const client = random()
		for (let count = 0; count < 5; count++) expect((await hold(await aSlot(), { client, seconds: 1 })).status).toBe(201)
		const start = await aSlot()
		await until(async () => (await hold(start, { client })).status === 201)
	})
})

describe('a day', () => {
	it('that takes so many online bookings counts what is held among them', async ({ skip }) => {
		const { answer, data } = await ocs('admin', 'configuration')
		skip(answer.status !== 200, 'the server does not let its configuration be changed')
		const { calendar, type } = await offered('manual')
		const late = (await freeSlots(calendar, type)).filter((slot) => slot > Date.now() + 20 * day)
		const [start = NaN, , , , other = NaN] = late.filter((slot) => iso(slot).slice(0, 10) === iso(late[0] ?? NaN).slice(0, 10))
		const limit = async (dailyMaximum: number | null) => (await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify({ ...data, booking: { ...data.booking as object, dailyMaximum } }) })).answer.status
		expect(await limit(1)).toBe(200)
		try {
			const { token, status } = await hold(start)
			expect(status).toBe(201)
			expect(await isFree(other)).toBe(false)
			expect((await hold(other)).codes).toEqual(['DAILY_MAXIMUM_REACHED'])
			expect((await bookAt(other)).codes).toEqual(['DAILY_MAXIMUM_REACHED'])
			// its own hold is no second booking
			expect((await bookAt(other, token)).status).toBe(201)
			expect((await bookAt(start)).codes).toEqual(['DAILY_MAXIMUM_REACHED'])
		} finally {
			expect(await limit((data.booking as { dailyMaximum: number | null }).dailyMaximum)).toBe(200)
		}
	})
})

describe('at the same moment', () => {
	it('one of twenty who want to hold a slot gets it', async () => {
		const start = await aSlot()
		const held = await Promise.all(times(20, () => hold(start)))
		expect(held.filter(({ status }) => status === 201)).toHaveLength(1)
		expect(held.filter(({ status }) => status !== 201).map(({ status, codes }) => [status, ...codes])).toEqual(times(19, () => [409, 'SLOT_TAKEN']))
	})

	it('a slot is either held or booked', async () => {
		for (let round = 0; round < 4; round++) {
			const start = await aSlot()
			const [held, booked] = await Promise.all([
				Promise.all(times(4, () => hold(start))),
				Promise.all(times(4, () => bookAt(start))),
			])
			const won = [...held, ...booked].filter(({ status }) => status === 201)
			expect(won).toHaveLength(1)
			for (const { status, codes } of [...held, ...booked]) if (status !== 201) expect([status, codes]).toEqual([409, ['SLOT_TAKEN']])
			const token = held.find(({ status }) => status === 201)?.token
			expect((await bookAt(start, token)).status).toBe(token === undefined ? 409 : 201)
		}
	})

	it('a hold passes one booking, however often it is sent under other UIDs', async () => {
		const start = await aSlot()
		const { token } = await hold(start)
		const answers = await Promise.all(times(6, () => bookAt(start, token)))
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
	})
})

describe('the practice', () => {
	it.each(['staff', 'pvs', 'admin'] as const)('is not stopped by a hold: %s books on it, and the holder is told', async (account) => {
		const start = await aSlot()
		const { token } = await hold(start)
		expect(await practiceBooks(account, start)).toBe(201)
		const late = await bookAt(start, token)
		expect([late.status, late.codes, late.alternatives.length]).toEqual([409, ['SLOT_TAKEN'], 3])
	})

	it('sees nothing of it in its calendars, nor does the website\'s account', async () => {
		const start = await aSlot()
		const { calendar } = await offered('manual')
		const names = ['{DAV:}sync-token', '{http://calendarserver.org/ns/}getctag']
		const look = async (account: AccountName): Promise<string> => {
			const answer = await send(account, 'PROPFIND', calendarUrl(account, calendar), { headers: { Depth: '1', 'Content-Type': 'application/xml' }, body: propfindBody(...names, '{DAV:}getetag') })
			const { responses } = multistatus(answer)
			return JSON.stringify(responses)
		}
		const busy = async (): Promise<string> => (await send('pvs', 'REPORT', calendarUrl('pvs', calendar), {
			headers: { Depth: '1', 'Content-Type': 'application/xml' },
			body: `<c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:time-range start="${iso(start).replace(/[-:]/g, '')}" end="${iso(start + 30 * minute).replace(/[-:]/g, '')}"/></c:free-busy-query>`,
		})).text.replace(/^(DTSTAMP|UID).*$/gm, '')
		const accounts = ['booking', 'staff', 'pvs'] as const
		const seen = async () => ({ dav: await Promise.all(accounts.map(look)), busy: await busy(), requests: (await ocs('staff', 'requests')).data.revision })
		const before = await seen()
		const { token, status } = await hold(start)
		expect(status).toBe(201)
		expect(await seen()).toEqual(before)
		await release(token)
		expect(await seen()).toEqual(before)
	})

	it.each(['staff', 'pvs', 'admin'] as const)('does not hold slots itself, and releases none: %s', async (account) => {
		const start = await aSlot()
		const refused = await hold(start, {}, account)
		expect([refused.status, refused.codes]).toEqual([403, ['ROLE_FORBIDDEN']])
		const { token } = await hold(start)
		expect(await release(token, account)).toBe(403)
		expect((await bookAt(start)).codes).toEqual(['SLOT_TAKEN'])
	})

	it('is not bound by the header that a booking carries', async () => {
		const { calendar, type } = await offered('manual')
		const start = await aSlot()
		const { token } = await hold(start)
		const uid = newUid()
		const answer = await put('staff', calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, start)] }), { headers: { 'X-Sprechstunde-Hold': token } })
		expect(answer.status).toBe(201)
		// still the form's
		expect((await fetchObject('staff', calendar, `${uid}.ics`)).status).toBe(200)
		expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, `${uid}.ics`))).status).toBe(204)
		expect((await bookAt(start)).codes).toEqual(['SLOT_TAKEN'])
		expect((await bookAt(start, token)).status).toBe(201)
	})
})

describe('bad input', () => {
	const shift = (minutes: number) => (start: number) => ({ start: iso(start + minutes * minute), end: iso(start + (minutes + 30) * minute) })
	it.each<[string, (start: number) => Readonly<Record<string, unknown>>, number, ...string[]]>([
		['an unknown calendar', () => ({ calendar: 'dr-nobody' }), 404, 'CALENDAR_UNKNOWN'],
		['any calendar', () => ({ calendar: 'any' }), 404, 'CALENDAR_UNKNOWN'],
		['an unknown type', () => ({ type: 'HAARSCHNITT' }), 400, 'TYPE_UNKNOWN'],
		['the past', shift(-400 * 24 * 60), 400, 'START_IN_PAST'],
		['an instant off the grid', shift(7), 400, 'OFF_GRID'],
		['a wrong duration', (start) => ({ end: iso(start + 5 * 60 * minute) }), 400, 'WRONG_DURATION'],
		['an end before the start', (start) => ({ end: iso(start - 30 * minute) }), 400, 'TIME_INVALID'],
		['no client', () => ({ client: undefined }), 400, 'FIELD_REQUIRED'],
		['a number for a client', () => ({ client: 1234567890 }), 400, 'FIELD_FORMAT'],
		['a list for a client', () => ({ client: ['0123456789abcdef'] }), 400, 'FIELD_FORMAT'],
		['a control character', () => ({ client: '0123456789abcdef\u0000' }), 400, 'FIELD_FORMAT'],
		['a patient\'s name', () => ({ patientName: 'Erika Mustermann' }), 400, 'FIELD_UNKNOWN'],
		['a token of another length', () => ({ token: 'x' }), 400, 'FIELD_FORMAT'],
		['for ever', () => ({ seconds: 1e9 }), 400, 'FIELD_FORMAT'],
	])('%s is refused, and nothing is held', async (_, changes, status, ...codes) => {
		const start = await aSlot()
		const refused = await hold(start, changes(start))
		expect([refused.status, refused.codes.filter((code) => codes.includes(code) || code !== 'OUTSIDE_OPENING_HOURS')]).toEqual([status, codes])
		expect(await isFree(start)).toBe(true)
	})

	it.each(['', 'hello', '[]', '[1]', 'null', '"x"', '{', '{}', `{"client":${'['.repeat(3000)}${']'.repeat(3000)}}`])('a body that is no request is refused: %s', async (body) => {
		const { answer, codes } = await ocs('booking', 'holds', { method: 'POST', body })
		expect(answer.status).toBe(400)
		expect(codes).not.toEqual([])
	})

	it('a token that is none has nothing to release, and passes no booking', async () => {
		const start = await aSlot()
		await hold(start)
		for (const token of ['x', '%00', 'x'.repeat(300), '%ff%fe', random()]) expect([200, 400, 404]).toContain(await release(token))
		for (const token of ['', 'x', '*', '%', random(), `${random()}, ${random()}`]) expect((await bookAt(start, token)).codes).toEqual(['SLOT_TAKEN'])
	})

	it('nobody without an account holds anything', async () => {
		expect((await ocs(null, 'holds', { method: 'POST', body: '{}' })).answer.status).toBe(401)
		expect((await ocs(null, `holds/${random()}`, { method: 'DELETE' })).answer.status).toBe(401)
	})
})
