// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { toICalendar, valueOf, edit } from './event.ts'
import { book, bookingProperties, catalog, change, fetchObject, freeSlots, minute, newUid, objectUrl, offered, pickSlot, put } from './fixtures.ts'
import { send } from './client.ts'

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))

describe('a slot', () => {
	it('is given to one of eight who want it at once; the others get three that are free', async () => {
		const { calendar, type } = await offered('manual')
		for (let round = 0; round < 3; round++) {
			const start = await pickSlot(calendar, type)
			const answers = (await Promise.all(times(8, (index) => book('manual', { 'X-PATIENT-NAME': `Patient ${index}` }, start)))).map((entry) => entry.answer)
			expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
			const free = await freeSlots(calendar, type)
			for (const answer of answers.filter((entry) => entry.status === 409)) {
				expect(answer.codes).toEqual(['SLOT_TAKEN'])
				expect(answer.issues[0]?.path).toBe('start')
				expect(answer.alternatives).toHaveLength(3)
				for (const slot of answer.alternatives) {
					expect(slot.calendar).toBe(calendar)
					expect(Date.parse(slot.end) - Date.parse(slot.start)).toBe(type.durationMinutes * minute)
					// nearer than tomorrow is free as well, but not in that list
					if (Date.parse(slot.start) >= (free[0] ?? 0)) expect(free).toContain(Date.parse(slot.start))
				}
			}
		}
	})

	it('overlaps no other that was booked, however twelve who overlap at random come in', async () => {
		const { calendar, type } = await offered('manual')
		const grid = (await catalog()).booking.gridMinutes * minute
		const length = type.durationMinutes * minute
		for (let round = 0; round < 3; round++) {
			const slots = await freeSlots(calendar, type)
			const first = slots.find((slot) => times(8, (index) => slot + index * grid).every((other) => slots.includes(other))) ?? NaN
			const booked = await Promise.all(times(12, () => book('manual', {}, first + Math.floor(Math.random() * 8) * grid)))
			for (const { answer } of booked) expect([201, 409]).toContain(answer.status)
			const starts = booked.filter(({ answer }) => answer.status === 201).map(({ start }) => start).sort()
			expect(starts.length).toBeGreaterThan(0)
			starts.forEach((start, index) => { expect(start - (starts[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(length) })
		}
	})

	it('named as an alternative can be booked', async () => {
		const first = await book()
		const taken = await book('manual', {}, first.start)
		expect(taken.answer.status).toBe(409)
		expect((await fetchObject('pvs', taken.calendar, taken.uri)).status).toBe(404)
		const other = Date.parse(taken.answer.alternatives[0]?.start ?? '')
		const booked = await book('manual', {}, other)
		expect(booked.answer.status).toBe(201)
	})

	it('that is overlapped in part is taken too', async () => {
		const { calendar, type } = await offered('manual')
		const grid = 15 * minute
		const slots = await freeSlots(calendar, type)
		const start = slots.find((slot) => slots.includes(slot + grid) && slots.includes(slot + 2 * grid) && slots.includes(slot + 4 * grid)) ?? NaN
		expect((await book('manual', {}, start)).answer.status).toBe(201)
		expect((await book('manual', {}, start + grid)).answer.codes).toEqual(['SLOT_TAKEN'])
		// half-open: the next one begins where this one ends
		expect((await book('manual', {}, start + type.durationMinutes * minute)).answer.status).toBe(201)
	})

	it('may be given twice by the practice, on purpose', async () => {
		const { type } = await offered('manual')
		const booked = await book()
		for (const account of ['staff', 'pvs'] as const) {
			const uid = newUid()
			const answer = await put(account, booked.calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, booked.start)] }))
			expect(answer.status).toBe(201)
		}
	})
})

describe('writers with one ETag', () => {
	it('exactly one of five wins', async () => {
		const booked = await book()
		const { text: ics, etag } = await fetchObject('staff', booked.calendar, booked.uri)
		const answers = await Promise.all(times(5, (index) => put(index % 2 === 0 ? 'staff' : 'admin', booked.calendar, booked.uri, edit(ics, { 'X-VISIT-REASON': `Fassung ${index}` }), { headers: { 'If-Match': etag } })))
		expect(answers.map((answer) => answer.status).sort()).toEqual([204, 412, 412, 412, 412])
		const winner = answers.findIndex((answer) => answer.status === 204)
		expect(valueOf((await fetchObject('staff', booked.calendar, booked.uri)).text, 'X-VISIT-REASON')).toBe(`Fassung ${winner}`)
	})

	it('an old one is refused', async () => {
		const booked = await book()
		const old = await fetchObject('staff', booked.calendar, booked.uri)
		await change('admin', booked, { 'X-VISIT-REASON': 'neu' })
		const answer = await put('staff', booked.calendar, booked.uri, edit(old.text, { STATUS: 'CONFIRMED' }), { headers: { 'If-Match': old.etag } })
		expect(answer.status).toBe(412)
		expect((await send('pvs', 'DELETE', objectUrl('pvs', booked.calendar, booked.uri), { headers: { 'If-Match': '"old"' } })).status).toBe(412)
		const now = await fetchObject('staff', booked.calendar, booked.uri)
		expect([valueOf(now.text, 'STATUS'), valueOf(now.text, 'X-VISIT-REASON')]).toEqual(['TENTATIVE', 'neu'])
	})
})
