// SPDX-License-Identifier: GPL-3.0-or-later
// Conflicts between a PVS and a patient who uses the link from a mail.
import { describe, expect, it } from 'vitest'
import { ocs, send, type Answer } from './client.ts'
import { edit, instantOf, valueOf } from './event.ts'
import { book, catalog, change, fetchObject, iso, minute, objectUrl, offered, pickSlot, put, type Booked } from './fixtures.ts'
import { mailsTo, newAddress, waitFor } from './mailbox.ts'
import { target } from './target.ts'

interface Linked extends Booked {
	readonly address: string
	/** one of the patient's routes, with the link from the mail; the appointment's ETag as the patient saw it */
	readonly act: (action: 'cancel' | 'reschedule', etag: string, start?: number) => Promise<{ readonly status: number; readonly codes: readonly string[] }>
}

/** A booking that the practice has confirmed, and its patient's link. */
async function linked(): Promise<Linked> {
	const address = newAddress()
	const { type } = await offered('manual')
	const booked = await book('manual', { 'X-PATIENT-EMAIL': address })
	const [mail] = await waitFor(address, 1)
	const token = /#termin=([\w-]+)/.exec(mail?.text ?? '')?.[1]
	expect((await change('pvs', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
	return {
		...booked, address,
		act: async (action, etag, start) => {
			const times = start === undefined ? {} : { start: iso(start), end: iso(start + type.durationMinutes * minute) }
			const { answer, codes } = await ocs('booking', `patient/${action}`, { method: 'POST', body: JSON.stringify({ token, birthDate: '1964-08-12', etag, ...times }) })
			return { status: answer.status, codes }
		},
	}
}

describe.skipIf(target().mail === undefined || (target().manageUrl ?? null) === null)('a PVS and a patient with the link from a mail', () => {
	const read = ({ calendar, uri }: Booked): ReturnType<typeof fetchObject> => fetchObject('pvs', calendar, uri)

	it('the PVS has the last word over what it can not have seen, once, and the patient hears which time holds', async () => {
		const own = await linked()
		const old = await read(own)
		const elsewhere = await pickSlot(own.calendar, (await offered('manual')).type)
		expect((await own.act('reschedule', old.etag, elsewhere)).status).toBe(200)
		const moved = await read(own)
		expect([instantOf(moved.text, 'DTSTART'), valueOf(moved.text, 'STATUS')]).toEqual([elsewhere, 'TENTATIVE'])
		const stale = (account: 'pvs' | 'staff'): Promise<Answer> => put(account, own.calendar, own.uri, edit(old.text, { 'X-VISIT-REASON': 'Verbandwechsel' }), { headers: { 'If-Match': old.etag } })
		expect((await stale('staff')).status).toBe(412)
		expect((await stale('pvs')).status).toBe(204)
		const after = await read(own)
		expect([instantOf(after.text, 'DTSTART'), valueOf(after.text, 'STATUS'), valueOf(after.text, 'X-VISIT-REASON')]).toEqual([own.start, 'CONFIRMED', 'Verbandwechsel'])
		expect((await stale('pvs')).status).toBe(412)
		// the patient's page still shows what they had moved it to
		expect(await own.act('cancel', moved.etag)).toEqual({ status: 409, codes: ['CHANGED_MEANWHILE'] })
		expect((await read(own)).etag).toBe(after.etag)
		const isTold = async (): Promise<number> => (await mailsTo(own.address)).filter((mail) => /diese Zeit gilt/.test(mail.subject)).length
		await expect.poll(isTold, { timeout: 45_000, interval: 500 }).toBe(1)
		const last = (await mailsTo(own.address)).at(-1)
		expect(last?.subject).toMatch(/diese Zeit gilt/)
		expect(last?.text).toContain(new Intl.DateTimeFormat('de-DE', { timeZone: (await catalog()).practice.timeZone, hour: '2-digit', minute: '2-digit' }).format(own.start))
	}, 120_000)

	it('the PVS deletes with the ETag of before a patient\'s cancellation, but not of before the practice\'s', async () => {
		const own = await linked()
		const old = await read(own)
		expect((await own.act('cancel', old.etag)).status).toBe(200)
		const remove = (etag: string): Promise<Answer> => send('pvs', 'DELETE', objectUrl('pvs', own.calendar, own.uri), { headers: { 'If-Match': etag } })
		expect((await remove('"older"')).status).toBe(412)
		expect((await remove(old.etag)).status).toBe(204)
		const other = await linked()
		const before = await read(other)
		expect((await change('staff', other, { STATUS: 'CANCELLED' })).status).toBe(204)
		expect((await send('pvs', 'DELETE', objectUrl('pvs', other.calendar, other.uri), { headers: { 'If-Match': before.etag } })).status).toBe(412)
	}, 120_000)
})
