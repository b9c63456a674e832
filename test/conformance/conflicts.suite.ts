// SPDX-License-Identifier: GPL-3.0-or-later
// Old and current ETags of PVS, staff and website.
import { describe, expect, it } from 'vitest'
import { isConflict, story, write } from './conflictStory.ts'
import { edit, instantOf, valueOf } from './event.ts'
import { book, change, fetchObject, put } from './fixtures.ts'
import { inside, isInside } from './inside.ts'

describe('conditions without a patient', () => {
	it.each([['PUT', 'current', 204], ['PUT', 'none', 204], ['PUT', '*', 204], ['PUT', 'old', 412], ['DELETE', 'old', 412], ['DELETE', 'current', 204], ['DELETE', 'none', 204]] as const)(
		'the PVS: %s with ETag: %s → %i', async (method, name, status) => {
			const told = await story('does nothing', 0)
			// the practice itself has changed it since: ordinary ETags
			expect((await change('staff', told.booked, { 'X-VISIT-REASON': 'Verbandwechsel' })).status).toBe(204)
			const now = await fetchObject('pvs', told.booked.calendar, told.booked.uri)
			expect((await write('pvs', method, name, { ...told, now }, { 'X-VISIT-REASON': 'Anderes' })).status).toBe(status)
			const after = await fetchObject('pvs', told.booked.calendar, told.booked.uri)
			expect(status === 412 ? after.etag : '').toBe(status === 412 ? now.etag : '')
		})

	it('a website never overwrites', async () => {
		const booked = await book()
		const { etag } = await fetchObject('staff', booked.calendar, booked.uri)
		for (const headers of [{}, { 'If-Match': etag }, { 'If-Match': '"old"' }, { 'If-None-Match': '*' }] as Record<string, string>[]) {
			const answer = await put('booking', booked.calendar, booked.uri, (await fetchObject('staff', booked.calendar, booked.uri)).text, { headers })
			expect([400, 403, 409, 412]).toContain(answer.status)
		}
		expect((await fetchObject('staff', booked.calendar, booked.uri)).etag).toBe(etag)
	})

	it('what can not be read changes nothing', async () => {
		const booked = await book()
		const before = await fetchObject('pvs', booked.calendar, booked.uri)
		for (const body of ['', 'BEGIN:VCALENDAR', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n', edit(before.text, { DTSTART: 'never' }), before.text.slice(0, before.text.length / 2)]) {
			const answer = await put('pvs', booked.calendar, booked.uri, body)
			expect(answer.status).toBeGreaterThanOrEqual(400)
			expect((await fetchObject('pvs', booked.calendar, booked.uri)).etag).toBe(before.etag)
		}
	})
})

describe.skipIf(!isInside())('a PVS and a patient', () => {
	it.each([
		// [patient, seconds ago, role, method, If-Match, what the write does, status, conflict]
		['moves', 0, 'pvs', 'PUT', 'old', 'keeps the old time', 204, true],
		['moves', 0, 'pvs', 'PUT', 'If: old', 'keeps the old time', 204, true],
		['moves', 240, 'pvs', 'PUT', 'old', 'keeps the old time', 204, true],
		['moves', 330, 'pvs', 'PUT', 'old', 'keeps the old time', 412, false],
		['moves', 330, 'pvs', 'PUT', 'If: old', 'keeps the old time', 412, false],
		['moves', 0, 'pvs', 'DELETE', 'old', 'deletes', 204, true],
		['moves', 330, 'pvs', 'DELETE', 'old', 'deletes', 412, false],
		['moves', 0, 'pvs', 'DELETE', 'none', 'deletes', 204, true],
		['moves', 330, 'pvs', 'DELETE', 'none', 'deletes', 204, false],
		['moves', 0, 'pvs', 'PUT', 'current', 'confirms', 204, false],
		['moves', 0, 'pvs', 'PUT', 'none', 'confirms', 204, false],
		['moves', 0, 'pvs', 'PUT', 'current', 'cancels', 204, true],
		['moves', 0, 'pvs', 'PUT', 'none', 'cancels', 204, true],
		['moves', 330, 'pvs', 'PUT', 'current', 'cancels', 204, false],
		['cancels', 0, 'pvs', 'PUT', 'old', 'keeps the old time', 204, true],
		['cancels', 60, 'pvs', 'DELETE', 'old', 'deletes', 204, false],
		['cancels', 330, 'pvs', 'PUT', 'old', 'keeps the old time', 412, false],
		['moves', 0, 'staff', 'PUT', 'old', 'keeps the old time', 412, false],
		['moves', 0, 'staff', 'PUT', 'current', 'cancels', 204, false],
		['moves', 0, 'admin', 'DELETE', 'old', 'deletes', 412, false],
	] as const)('patient %s, %i s later %s: %s, ETag: %s, %s → %i, conflict: %s', async (guest, secondsAgo, role, method, name, does, status, conflict) => {
		const told = await story(guest, secondsAgo)
		const { booked, elsewhere, old, now } = told
		const answer = await write(role, method, name, told, does === 'cancels' ? { STATUS: 'CANCELLED' } : does === 'confirms' ? { STATUS: 'CONFIRMED' } : { 'X-VISIT-REASON': 'Verbandwechsel' })
		expect(answer.status).toBe(status)
		const after = await fetchObject('pvs', booked.calendar, booked.uri)
		if (status === 412) expect(after.etag).toBe(now.etag)
		else if (does === 'deletes') expect(after.status).toBe(404)
		else {
			expect(instantOf(after.text, 'DTSTART')).toBe(does === 'keeps the old time' ? booked.start : elsewhere)
			expect(valueOf(after.text, 'STATUS')).toBe(does === 'cancels' ? 'CANCELLED' : 'CONFIRMED')
			expect(Number(valueOf(after.text, 'SEQUENCE'))).toBeGreaterThan(Number(valueOf(old.text, 'SEQUENCE')))
		}
		expect(isConflict(booked)).toBe(conflict)
		// what the PVS has just written it has seen
		if (status === 204 && does !== 'deletes') expect((await write(role, method, 'old', told, {})).status).toBe(412)
	})

	it('a request that was withdrawn comes back as the PVS knew it, though nobody may undo it any more', async () => {
		const booked = await book()
		const old = await fetchObject('pvs', booked.calendar, booked.uri)
		inside(booked, { do: 'write', ics: edit(old.text, { STATUS: 'CANCELLED' }) })
		inside(booked, { do: 'age', seconds: 60 })
		expect((await change('pvs', booked, { STATUS: 'TENTATIVE' })).codes).toEqual(['UNDO_EXPIRED'])
		expect((await put('pvs', booked.calendar, booked.uri, edit(old.text, { 'X-VISIT-REASON': 'neu' }), { headers: { 'If-Match': old.etag } })).status).toBe(204)
		expect(valueOf((await fetchObject('pvs', booked.calendar, booked.uri)).text, 'STATUS')).toBe('TENTATIVE')
		expect(isConflict(booked)).toBe(true)
	})

	it('a booking that the PVS confirms or refuses a moment later is no conflict', async () => {
		for (const status of ['CONFIRMED', 'CANCELLED']) {
			const booked = await book()
			expect((await change('pvs', booked, { STATUS: status })).status).toBe(204)
			expect(isConflict(booked)).toBe(false)
		}
	})
})
