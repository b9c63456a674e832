// SPDX-License-Identifier: GPL-3.0-or-later
// A calendar that is deleted, and what leaves the trash for good, cancel nothing.
import { afterAll, describe, expect, it } from 'vitest'
import { ocs, send } from '../conformance/client.ts'
import { valueOf } from '../conformance/event.ts'
import { book, change, fetchObject, freeSlots, iso, offered, pickSlot } from '../conformance/fixtures.ts'
import { newAddress, waitFor } from '../conformance/mailbox.ts'
import { calendarUrl, target } from '../conformance/target.ts'
import { at, check, enter, inTrash, methods, outboxOf, provision, remove, settled, stateOf, trash } from './practice.ts'

async function deleteCalendar(id: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
	expect((await send('admin', 'DELETE', calendarUrl('admin', id), { headers })).status).toBe(204)
}

// whatever failed, the next suite has its calendars
afterAll(() => { provision() })

describe('a calendar', () => {
	it('that lies in the trash for a while costs nobody an appointment, and what was to be told is told afterwards', async () => {
		const { calendar, type } = await offered('manual')
		const address = newAddress()
		const request = { ...await book('manual', { 'X-PATIENT-EMAIL': address }), address }
		const entered = await enter()
		await waitFor(address, 1)
		await waitFor(entered.address, 1)
		const before = [stateOf(request), stateOf(entered)]
		const other = await pickSlot(calendar, type)
		expect((await change('pvs', entered, at(other, entered.length))).status).toBe(204)
		const free = await freeSlots(calendar, type)
		const due = Number(outboxOf(entered).at(-1)?.['due_at'])

		await deleteCalendar(calendar)
		// nothing can be booked, and the administrator learns why
		expect(await freeSlots(calendar, type)).toEqual([])
		expect((await book('manual', {}, other + 7 * 86_400_000)).answer.status).toBe(404)
		expect(check().differences.map(({ calendar: id, uri, kind }) => [id, uri, kind])).toEqual([[calendar, null, 'calendar']])
		await expect.poll(() => Number(outboxOf(entered).at(-1)?.['due_at']), { timeout: 60_000, interval: 1000 }).toBeGreaterThan(due)
		expect([await methods(request), await methods(entered)]).toEqual([['PUBLISH'], ['REQUEST']])

		const home = new URL(calendarUrl('admin', calendar), target().server.url).href
		expect((await send('admin', 'MOVE', home, { headers: { Destination: `${trash()}/restore/file` } })).status).toBe(201)
		expect(check()).toMatchObject({ ok: true })
		expect(await freeSlots(calendar, type)).toEqual(free)
		const mails = await waitFor(entered.address, 2)
		expect(valueOf(mails.at(-1)?.attachments[0]?.content ?? '', 'UID')).toBe(entered.uid)
		expect(mails.at(-1)?.text).toContain(new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' }).format(other))
		await settled()
		expect([await methods(request), await methods(entered)]).toEqual([['PUBLISH'], ['REQUEST', 'REQUEST']])
		expect(stateOf(request)).toEqual(before[0])
		expect(stateOf(entered)).toMatchObject({ created_at: before[1]?.['created_at'], owner: before[1]?.['owner'], deleted_at: 0 })
		expect((await fetchObject('booking', calendar, request.uri)).status).toBe(200)
	}, 240_000)

	it('that is deleted for good takes its records along and cancels nothing; provisioning makes a new one', async () => {
		const { calendar, type } = await offered('manual')
		const entered = await enter()
		await waitFor(entered.address, 1)
		expect((await change('pvs', entered, { STATUS: 'CANCELLED' })).status).toBe(204)
		const untold = await enter()

		await deleteCalendar(calendar)
		await deleteCalendar(calendar, { 'X-NC-CalDAV-No-Trashbin': '1' })
		expect([stateOf(entered), ...outboxOf(entered), ...outboxOf(untold)]).toEqual([undefined])
		expect(check().differences.map(({ kind }) => kind)).toEqual(['calendar'])
		expect(provision()).toContain(`created calendar ${calendar}`)
		expect(check()).toMatchObject({ ok: true, objects: { [calendar]: 0 } })

		// as free as if it had never been
		expect((await book('manual', {}, entered.start)).answer.status).toBe(201)
		const { data } = await ocs('booking', `calendars/${calendar}/free?from=${iso(entered.start)}&to=${iso(entered.start + type.durationMinutes * 60_000)}`)
		expect(data.windows).toEqual([])
		await settled()
		expect([await methods(entered), await methods(untold)]).toEqual([['REQUEST'], []])
	}, 240_000)
})

describe('an appointment that was deleted', () => {
	it('and leaves the trash for good afterwards is cancelled once', async () => {
		const told = await enter()
		const waiting = await enter()
		await waitFor(told.address, 1)
		await waitFor(waiting.address, 1)
		expect((await remove('pvs', told)).status).toBe(204)
		await waitFor(told.address, 2)
		expect((await send('admin', 'DELETE', await inTrash(told))).status).toBe(204)
		// before its mail is due
		expect((await remove('pvs', waiting)).status).toBe(204)
		expect((await send('admin', 'DELETE', await inTrash(waiting))).status).toBe(204)
		await settled()
		expect([await methods(told), await methods(waiting)]).toEqual([['REQUEST', 'CANCEL'], ['REQUEST', 'CANCEL']])
		expect(check()).toMatchObject({ ok: true })
	}, 180_000)
})
