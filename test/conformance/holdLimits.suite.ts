// SPDX-License-Identifier: GPL-3.0-or-later
// How many slots are held: by a client, of a day, and at the same moment.
import { afterEach, describe, expect, it } from 'vitest'
import { ocs } from './client.ts'
import { day, freeSlots, iso, offered } from './fixtures.ts'
import { aSlot, bookAt, hold, isFree, random, release, releaseAll, times, until, type Hold } from './holdFixtures.ts'

afterEach(releaseAll)

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
		const dayOf = (slot: number) => iso(slot).slice(0, 10)
		// the first of these days may be half over
		const full = late.find((slot) => late.filter((other) => dayOf(other) === dayOf(slot)).length > 4) ?? NaN
		const [start = NaN, , , , other = NaN] = late.filter((slot) => dayOf(slot) === dayOf(full))
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
