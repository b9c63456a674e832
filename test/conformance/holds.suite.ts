// SPDX-License-Identifier: GPL-3.0-or-later
// A slot kept for one form: who minds it, how long.
import { afterEach, describe, expect, it } from 'vitest'
import { send } from './client.ts'
import { book, catalog, freeSlots, minute, objectUrl, offered } from './fixtures.ts'
import { aSlot, bookAt, hold, isFree, random, release, releaseAll, until } from './holdFixtures.ts'

afterEach(releaseAll)

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
