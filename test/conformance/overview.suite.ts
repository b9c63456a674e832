// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of the overview, the queue of mails, and what a notification can do; who may, and that none of it names a patient.
import { describe, expect, it } from 'vitest'
import { database } from '../servers/nextcloud/database.ts'
import { ocs, send } from './client.ts'
import { book, fetchObject, newUid, objectUrl } from './fixtures.ts'
import { valueOf } from './event.ts'
import { inside, isInside } from './inside.ts'
import { newAddress, waitFor } from './mailbox.ts'
import { target } from './target.ts'

interface Row { readonly id: number; readonly state: string; readonly uid: string; readonly error: string }
interface Notification { readonly notification_id: number; readonly app: string; readonly object_type: string; readonly object_id: string; readonly subject: string; readonly message: string; readonly actions: readonly { readonly label: string; readonly link: string; readonly type: string }[] }

const sql = (statement: string, ...values: string[]) => database(target().folder ?? '', [[statement, ...values]])[0]
const rows = async (): Promise<Row[]> => (await ocs('admin', 'queue')).data.rows as Row[]
const codes = async (uid: string): Promise<string[]> => ((await ocs('admin', `log?uid=${uid}`)).data.entries as { code: string }[]).map(({ code }) => code)
async function notifications(account: 'staff' | 'admin', type: string): Promise<Notification[]> {
	const { text } = await send(account, 'GET', '/ocs/v2.php/apps/notifications/api/v2/notifications', { headers: { 'OCS-APIRequest': 'true', 'Accept': 'application/json', 'Accept-Language': 'de' } })
	return (text === '' ? [] : (JSON.parse(text) as { ocs: { data: Notification[] } }).ocs.data).filter((one) => one.app === 'sprechstunde' && one.object_type === type)
}

describe.skipIf(!isInside())('the overview', () => {
	it('counts for the team, and for nobody else', async () => {
		const before = (await ocs('staff', 'statistics')).data as { requests: number; sources: Record<string, number> }
		const booked = await book()
		const after = (await ocs('admin', 'statistics')).data as typeof before & { days: Record<string, string | number>[] }
		expect(after.requests).toBe(before.requests + 1)
		expect(after.days).toHaveLength(28)
		expect(JSON.stringify(after)).not.toMatch(/Mustermann|appointment-/)
		expect(booked.answer.status).toBe(201)
		for (const account of ['booking', 'pvs'] as const) expect((await ocs(account, 'statistics')).codes).toEqual(['ROLE_FORBIDDEN'])
		expect((await ocs(null, 'statistics')).answer.status).toBe(401)
	})

	it('says how well a practice program synchronises, in minutes', async () => {
		interface Account { readonly account: string; readonly done: number; readonly failed: number }
		const user = target().accounts.pvs?.user
		const mine = async (): Promise<Account | undefined> => ((await ocs('admin', 'statistics')).data as { sync: { accounts: Account[] } }).sync.accounts.find(({ account }) => account === user)
		const booked = await book()
		const put = (uri: string, headers: Record<string, string> = {}) => send('pvs', 'PUT', objectUrl('pvs', booked.calendar, uri), { body: 'BEGIN:VCALENDAR', headers: { 'Content-Type': 'text/calendar', ...headers } })
		expect((await fetchObject('pvs', booked.calendar, booked.uri)).status).toBe(200)
		expect((await put(`${newUid()}.ics`)).status).toBeGreaterThanOrEqual(400)
		await expect.poll(async () => (await mine())?.failed).toBeGreaterThan(0)
		const before = await mine() as Account
		expect(before.done).toBeGreaterThan(0)
		// a minute counts once, and what is gone or has changed is no failure
		expect((await put(booked.uri, { 'If-Match': '"old"' })).status).toBe(412)
		expect((await fetchObject('pvs', booked.calendar, `${newUid()}.ics`)).status).toBe(404)
		const after = await mine() as Account
		expect(after.failed).toBe(before.failed)
		expect(after.done - before.done).toBeLessThanOrEqual(1)
	})

	it('shows the queue to the management only', async () => {
		for (const account of ['booking', 'pvs', 'staff'] as const) {
			for (const [method, route] of [['GET', 'queue'], ['POST', 'queue/1/retry'], ['DELETE', 'queue/1']] as const) expect((await ocs(account, route, { method })).codes).toEqual(['ROLE_FORBIDDEN'])
		}
		for (const id of ['0', 'x', '999999999']) expect((await ocs('admin', `queue/${id}/retry`, { method: 'POST' })).codes).toEqual(['NOT_FOUND'])
	})

	it.skipIf(target().mail === undefined)('a mail that was given up is sent after all, or discarded', async () => {
		const [kept, dropped] = [newAddress(), newAddress()]
		const [first, second] = [await book('manual', { 'X-PATIENT-EMAIL': kept }), await book('manual', { 'X-PATIENT-EMAIL': dropped })]
		await waitFor(kept, 1)
		await waitFor(dropped, 1)
		await expect.poll(async () => [...await codes(first.uid), ...await codes(second.uid)].filter((code) => code === 'MAIL_SENT')).toHaveLength(2)
		// as if the mail server had been away for days
		for (const { uid } of [first, second]) sql('UPDATE *PREFIX*sprechstunde_outbox SET state = ?, attempts = ?, last_error = ? WHERE uid = ?', 'dead', '8', 'Symfony\\Component\\Mailer\\Exception\\TransportException', uid)
		const dead = (await rows()).filter(({ uid }) => [first.uid, second.uid].includes(uid))
		expect(dead.map(({ state, error }) => [state, error])).toEqual([['dead', 'TransportException'], ['dead', 'TransportException']])
		const idOf = (uid: string): number => dead.find((row) => row.uid === uid)?.id ?? 0
		expect((await ocs('admin', `queue/${idOf(first.uid)}/retry`, { method: 'POST' })).answer.status).toBe(200)
		expect((await ocs('admin', `queue/${idOf(second.uid)}`, { method: 'DELETE' })).answer.status).toBe(200)
		expect((await ocs('admin', `queue/${idOf(second.uid)}`, { method: 'DELETE' })).codes).toEqual(['NOT_FOUND'])
		await waitFor(kept, 2)
		expect(await codes(first.uid)).toContain('MAIL_RETRIED')
		expect(await codes(second.uid)).toContain('MAIL_DISCARDED')
	}, 120_000)
})

describe.skipIf(!isInside() || target().mail === undefined)('a notification of a request', () => {
	it('tells the team of it without a name, approves what it shows, and goes for all', async () => {
		const address = newAddress()
		const booked = await book('manual', { 'X-PATIENT-EMAIL': address })
		const id = String((sql('SELECT object_id FROM *PREFIX*sprechstunde_state WHERE uid = ?', booked.uid) as { object_id: number }[])[0]?.object_id)
		const mine = async (account: 'staff' | 'admin'): Promise<Notification | undefined> => (await notifications(account, 'request')).find((one) => one.object_id === id)
		await expect.poll(() => mine('staff'), { timeout: 60_000, interval: 1000 }).toBeDefined()
		const seen = await mine('staff') as Notification
		expect(seen.subject).toMatch(/^Neue Terminanfrage: \d\d\.\d\d\.\d{4}, \d\d:\d\d Uhr$/)
		expect(JSON.stringify(seen)).not.toMatch(/Mustermann/)
		expect(await mine('admin')).toBeDefined()
		expect(seen.actions.map(({ type }) => type).sort()).toEqual(['POST', 'WEB'])
		const link = seen.actions.find(({ type }) => type === 'POST')?.link ?? ''
		const approve = (account: 'staff' | 'pvs', url: string) => send(account, 'POST', url, { headers: { 'OCS-APIRequest': 'true', 'Accept': 'application/json' } })
		expect((await approve('pvs', link)).status).toBe(403)
		expect((await approve('staff', link.replace(/etag=[^&]*/, 'etag=%22old%22'))).status).toBe(412)
		expect(valueOf((await fetchObject('staff', booked.calendar, booked.uri)).text, 'STATUS')).toBe('TENTATIVE')
		expect((await approve('staff', link)).status).toBe(200)
		expect(valueOf((await fetchObject('staff', booked.calendar, booked.uri)).text, 'STATUS')).toBe('CONFIRMED')
		expect([await mine('staff'), await mine('admin')]).toEqual([undefined, undefined])
		expect((await approve('staff', link)).status).toBe(412)
		expect((await ocs('staff', `requests/${newUid()}/approve?etag=x`, { method: 'POST' })).codes).toEqual(['NOT_FOUND'])
		const told = inside(booked, { do: 'look' }).log.filter(({ code }) => code === 'APPOINTMENT_APPROVED')
		expect(told.map(({ actor }) => actor)).toEqual([target().accounts.staff?.user])
		await waitFor(address, 2, 60)
	}, 180_000)
})
