// SPDX-License-Identifier: GPL-3.0-or-later
// What is written into the calendars while the app is switched off, when nobody tells it.
import { afterAll, expect, it } from 'vitest'
import { send } from '../conformance/client.ts'
import { edit, text, toICalendar } from '../conformance/event.ts'
import { book, bookingProperties, change, fetchObject, freeSlots, newUid, objectUrl, offered, pickSlot, put } from '../conformance/fixtures.ts'
import { command } from '../conformance/inside.ts'
import { newAddress, waitFor } from '../conformance/mailbox.ts'
import { at, check, enter, inTrash, methods, remove, settled, stateOf } from './practice.ts'

// whatever failed, the next suite has its app
afterAll(() => { command('app:enable', 'sprechstunde') })

it('the app knows what was written while it was off as soon as it is on, and mails nobody about it', async () => {
	const { calendar, type } = await offered('manual')
	const address = newAddress()
	const request = { ...await book('manual', { 'X-PATIENT-EMAIL': address }), address }
	const [waiting, deleted, purged, moved] = [await enter(), await enter(), await enter(), await enter()]
	for (const one of [request, waiting, deleted, purged, moved]) expect((await waitFor(one.address, 1)).length).toBe(1)
	const [told, secret, taken, later] = [await pickSlot(calendar, type), await pickSlot(calendar, type), await pickSlot(calendar, type), await pickSlot(calendar, type)]
	expect((await change('pvs', waiting, at(told, waiting.length))).status).toBe(204)
	const before = stateOf(request)

	expect(command('app:disable', 'sprechstunde')).toContain('disabled')
	expect((await remove('pvs', deleted)).status).toBe(204)
	expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, purged.uri), { headers: { 'X-NC-CalDAV-No-Trashbin': '1' } })).status).toBe(204)
	const { text: ics, etag } = await fetchObject('staff', calendar, moved.uri)
	expect((await put('staff', calendar, moved.uri, edit(ics, at(secret, moved.length)), { headers: { 'If-Match': etag } })).status).toBe(204)
	const block = [...bookingProperties(newUid(), type, taken).filter(({ name }) => !name.startsWith('X-')), text('SUMMARY', 'Fortbildung')]
	expect((await put('pvs', calendar, `block-${newUid()}.ics`, toICalendar({ events: [block] }))).status).toBe(201)
	expect(command('app:enable', 'sprechstunde')).toContain('enabled')

	expect(check()).toMatchObject({ ok: true, differences: [] })
	const free = await freeSlots(calendar, type)
	expect([deleted.start, purged.start, moved.start].map((start) => free.includes(start))).toEqual([true, true, true])
	expect([secret, taken, told].map((start) => free.includes(start))).toEqual([false, false, false])
	expect((await book('manual', {}, taken)).answer.codes).toEqual(['SLOT_TAKEN'])
	expect(stateOf(request)).toEqual(before)
	for (const one of [deleted, purged]) expect(Number(stateOf(one)?.['deleted_at'])).toBeGreaterThan(0)
	// what leaves the trash now was deleted when nobody was told
	expect((await send('admin', 'DELETE', await inTrash(deleted))).status).toBe(204)
	await settled()
	expect(await Promise.all([request, waiting, deleted, purged, moved].map(methods))).toEqual([['PUBLISH'], ['REQUEST', 'REQUEST'], ['REQUEST'], ['REQUEST'], ['REQUEST']])

	// from then on the patient hears again
	expect((await change('pvs', moved, at(later, moved.length))).status).toBe(204)
	const mails = await waitFor(moved.address, 2)
	expect(mails.at(-1)?.text).toContain(new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' }).format(later))
	await settled()
	expect(await methods(moved)).toEqual(['REQUEST', 'REQUEST'])
}, 300_000)
