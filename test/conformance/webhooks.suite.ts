// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks: what a receiver is told, how it is signed, what happens when it doesn't answer, and who may set them up.
import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSession, type Session } from '../servers/nextcloud/session.ts'
import { ocs, send } from './client.ts'
import { book, change, fetchObject, iso, objectUrl, offered, pickSlot } from './fixtures.ts'
import { configured, isInside } from './inside.ts'
import { startReceiver, type Receiver } from './receiver.ts'
import { target } from './target.ts'

let session: Session
const all = ['created', 'changed', 'moved', 'approved', 'cancelled', 'deleted']
const deliveries = (uid: string) => session.sql('SELECT * FROM *PREFIX*sprechstunde_deliveries WHERE uid = ? ORDER BY id', uid)
const add = (body: object, account: Parameters<typeof ocs>[0] = 'admin') => ocs(account, 'webhooks', { method: 'POST', body: JSON.stringify(body) })
const codes = async (uid: string): Promise<string[]> => ((await ocs('admin', `log?uid=${uid}`)).data['entries'] as { code: string }[]).map(({ code }) => code).filter((code) => code.startsWith('DELIVERY'))

/** As if the time of the next attempt had come. */
async function hurry(): Promise<void> {
	await session.sql('UPDATE *PREFIX*sprechstunde_deliveries SET due_at = 0 WHERE state = ?', 'pending')
	await session.deliver()
}

describe.skipIf(!isInside())('webhooks', () => {
	let receiver: Receiver
	let id: string
	let secret: string
	beforeAll(async () => {
		receiver = await startReceiver()
		session = openSession(target().folder ?? '')
	})
	afterAll(async () => {
		await receiver.close()
		session.close()
	})
	beforeEach(async () => {
		receiver.reset()
		const added = await add({ name: 'Empfang', url: `${receiver.url}/hooks?x=1`, events: all, calendars: [] })
		expect(added.answer.status).toBe(201)
		;({ id, secret } = added.data as { id: string; secret: string })
	})
	afterEach(async () => { await ocs('admin', `webhooks/${id}`, { method: 'DELETE' }) })
	const of = (uid: string) => receiver.received.filter(({ body }) => body['uid'] === uid)
	/** Whatever is due is sent, by this or by the server's own worker. */
	const eventually = <T>(read: () => Promise<T>) => expect.poll(async () => {
		await session.deliver()
		return read()
	}, { timeout: 40_000, interval: 100 })
	const heard = (uid: string, count: number) => eventually(async () => of(uid).length).toBeGreaterThanOrEqual(count)
	const state = (uid: string, wanted: string) => eventually(async () => (await deliveries(uid)).at(-1)?.['state']).toBe(wanted)
	/** What was tried so often waits again. */
	const attempts = (uid: string, wanted: number) => eventually(async () => {
		const [row] = await deliveries(uid)
		return [row?.['state'], Number(row?.['attempts'])]
	}).toEqual(['pending', wanted])

	it('tells of a booking, its approval, a move and its end, signed, and never of whom', async () => {
		const booked = await book()
		await heard(booked.uid, 1)
		expect((await change('staff', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
		await heard(booked.uid, 2)
		const { calendar, type } = await offered('manual')
		expect(calendar).toBe(booked.calendar)
		const moved = await pickSlot(calendar, type)
		const times = { DTSTART: iso(moved).replace(/[-:]/g, ''), DTEND: iso(moved + type.durationMinutes * 60_000).replace(/[-:]/g, '') }
		expect((await change('staff', booked, times)).status).toBe(204)
		await heard(booked.uid, 3)
		const { etag } = await fetchObject('staff', booked.calendar, booked.uri)
		expect((await send('admin', 'DELETE', objectUrl('admin', booked.calendar, booked.uri))).status).toBe(204)
		await heard(booked.uid, 4)
		const messages = of(booked.uid)
		expect(messages.map(({ body }) => [body['type'], body['status']])).toEqual([['appointment.created', 'TENTATIVE'], ['appointment.approved', 'CONFIRMED'], ['appointment.moved', 'CONFIRMED'], ['appointment.deleted', 'CONFIRMED']])
		expect(messages[2]?.body).toMatchObject({ calendar: booked.calendar, start: iso(moved), etag, href: `/caldav/calendars/${booked.calendar}/${encodeURIComponent(booked.uri)}`, previous: { calendar: booked.calendar, start: iso(booked.start) } })
		expect(messages[3]?.body['etag']).toBeNull()
		for (const { headers, raw, url } of messages) {
			const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${raw}`
			expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(signed).digest('base64')}`)
			expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60)
			expect(JSON.parse(raw)).toMatchObject({ id: headers['webhook-id'] })
			expect(JSON.stringify(headers) + raw + url).not.toMatch(/Mustermann|Erika|1985|0151|@mustermann|Schmerz|GESETZLICH|Reason/i)
			expect(url).toBe('/hooks?x=1')
		}
		expect(await codes(booked.uid)).toContain('DELIVERY_SENT')
		const { data } = await ocs('admin', 'webhooks')
		expect(data['webhooks']).toMatchObject([{ id, dead: 0, waiting: 0, lastSent: { status: 200 }, lastGivenUp: null }])
		expect(JSON.stringify(data)).not.toContain('whsec_')
		expect(JSON.stringify((await ocs('admin', 'configuration')).data)).not.toContain('whsec_')
	}, 120_000)

	it('keeps the order of an appointment where the first attempt fails, and sends it again with the same id', async () => {
		receiver.answer(500)
		const booked = await book()
		await heard(booked.uid, 1)
		await attempts(booked.uid, 1)
		expect((await change('staff', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
		const other = await book()
		// another appointment waits for nobody
		await heard(other.uid, 1)
		expect(of(booked.uid)).toHaveLength(1)
		await hurry()
		await heard(booked.uid, 3)
		expect(of(booked.uid).map(({ body }) => body['type'])).toEqual(['appointment.created', 'appointment.created', 'appointment.approved'])
		expect(of(booked.uid)[0]?.raw).toBe(of(booked.uid)[1]?.raw)
		await state(booked.uid, 'done')
		expect(await codes(booked.uid)).toContain('DELIVERY_FAILED')
	}, 120_000)

	it('waits as long as it is asked to', async () => {
		receiver.answer(429, { 'Retry-After': '700' })
		const booked = await book()
		await attempts(booked.uid, 1)
		const [row] = await deliveries(booked.uid)
		expect(Number(row?.['due_at']) - Date.now() / 1000).toBeGreaterThan(650)
		expect([row?.['last_status'], row?.['last_error']].map(String)).toEqual(['429', 'REFUSED'])
	}, 60_000)

	it('gives up at once where the receiver wants no more, and somebody can have it sent again or discard it', async () => {
		receiver.answer(410)
		const booked = await book()
		await state(booked.uid, 'dead')
		const { data } = await ocs('admin', 'queue')
		const row = (data['deliveries'] as { rows: { id: number; uid: string; reason: string; state: string }[] }).rows.find(({ uid }) => uid === booked.uid)
		expect((await ocs('admin', 'webhooks')).data['webhooks']).toMatchObject([{ id, dead: 1, lastSent: null, lastGivenUp: { status: 410, reason: 'GONE' } }])
		expect(row).toMatchObject({ state: 'dead', reason: 'GONE', status: 410, target: `webhook:${id}`, kind: 'created', calendar: booked.calendar })
		expect(JSON.stringify(data)).not.toContain('Mustermann')
		for (const account of ['staff', 'pvs', 'booking'] as const) for (const [method, path] of [['POST', `deliveries/${row?.id}/retry`], ['DELETE', `deliveries/${row?.id}`]] as const) expect((await ocs(account, path, { method })).codes).toEqual(['ROLE_FORBIDDEN'])
		expect((await ocs('admin', `deliveries/${row?.id}/retry`, { method: 'POST' })).answer.status).toBe(200)
		await heard(booked.uid, 2)
		await state(booked.uid, 'done')
		for (const path of ['0', 'x', '999999999', String(row?.id)]) expect((await ocs('admin', `deliveries/${path}`, { method: 'DELETE' })).codes).toEqual(['NOT_FOUND'])
		receiver.answer(410)
		const other = await book()
		await state(other.uid, 'dead')
		expect((await ocs('admin', `deliveries/${(await deliveries(other.uid))[0]?.['id']}`, { method: 'DELETE' })).answer.status).toBe(200)
		expect(await deliveries(other.uid)).toEqual([])
		expect(await codes(other.uid)).toEqual(expect.arrayContaining(['DELIVERY_GIVEN_UP', 'DELIVERY_DISCARDED']))
	}, 120_000)

	it('gives up after a day', async () => {
		receiver.answer(503)
		const booked = await book()
		await attempts(booked.uid, 1)
		receiver.answer(503)
		await session.sql('UPDATE *PREFIX*sprechstunde_deliveries SET created_at = created_at - 86400 WHERE uid = ?', booked.uid)
		await hurry()
		await state(booked.uid, 'dead')
	}, 90_000)

	it('says of a test what came back', async () => {
		const test = async () => (await ocs('admin', `webhooks/${id}/test`, { method: 'POST' })).data
		expect(await test()).toEqual({ delivered: true, status: 200, reason: '' })
		expect(receiver.received.at(-1)?.body).toMatchObject({ type: 'ping' })
		receiver.answer(302, { Location: `${receiver.url}/elsewhere` })
		expect(await test()).toEqual({ delivered: false, status: 302, reason: 'REDIRECTED' })
		expect(receiver.received.filter(({ url }) => url === '/elsewhere')).toEqual([])
		receiver.answer(404)
		expect(await test()).toEqual({ delivered: false, status: 404, reason: 'REFUSED' })
		receiver.answer('never')
		expect(await test()).toEqual({ delivered: false, status: 0, reason: 'TIMED_OUT' })
	}, 60_000)

	it('reaches no address of its own network unless the administrator allows it', async () => {
		const end = configured({ allow_local_remote_servers: false })
		try {
			// the web server reads its configuration anew after some seconds
			await expect.poll(async () => (await ocs('admin', `webhooks/${id}/test`, { method: 'POST' })).data, { timeout: 20_000, interval: 500 }).toEqual({ delivered: false, status: 0, reason: 'LOCAL_ADDRESS' })
			const before = receiver.received.length
			expect((await ocs('admin', `webhooks/${id}/test`, { method: 'POST' })).data).toMatchObject({ delivered: false })
			expect(receiver.received).toHaveLength(before)
		} finally {
			end()
		}
		await expect.poll(async () => (await ocs('admin', `webhooks/${id}/test`, { method: 'POST' })).data, { timeout: 20_000, interval: 500 }).toEqual({ delivered: true, status: 200, reason: '' })
	}, 60_000)

	it('signs with the former secret as well for a day', async () => {
		const renewed = await ocs('admin', `webhooks/${id}/secret`, { method: 'POST' })
		expect(renewed.answer.status).toBe(201)
		const { secret: next } = renewed.data as { secret: string }
		expect(next).not.toBe(secret)
		await ocs('admin', `webhooks/${id}/test`, { method: 'POST' })
		const { headers, raw } = receiver.received.at(-1) ?? expect.fail('nothing came')
		const mac = (key: string): string => `v1,${createHmac('sha256', Buffer.from(key.slice(6), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${raw}`).digest('base64')}`
		expect(headers['webhook-signature']).toBe(`${mac(next)} ${mac(secret)}`)
	})

	it('tells nothing of a write that is refused, or that changes nothing, or that nobody wants to hear of', async () => {
		const booked = await book()
		await heard(booked.uid, 1)
		await state(booked.uid, 'done')
		const { text } = await fetchObject('staff', booked.calendar, booked.uri)
		expect((await send('staff', 'PUT', objectUrl('staff', booked.calendar, booked.uri), { headers: { 'Content-Type': 'text/calendar; charset=utf-8' }, body: text })).status).toBe(204)
		expect((await change('staff', booked, { 'X-APPOINTMENT-TYPE': 'unknown' })).status).toBeGreaterThanOrEqual(400)
		expect(await deliveries(booked.uid)).toHaveLength(1)
		const { data, answer } = await ocs('admin', 'configuration')
		const only = { ...data, webhooks: (data['webhooks'] as object[]).map((one) => ({ ...one, events: ['deleted'] })) }
		expect((await ocs('admin', 'configuration', { method: 'PUT', headers: { 'If-Match': answer.headers.get('etag') ?? '' }, body: JSON.stringify(only) })).answer.status).toBe(200)
		expect((await change('staff', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
		expect(await deliveries(booked.uid)).toHaveLength(1)
	}, 60_000)

	it('is the management\'s, and takes nothing that is wrong', async () => {
		for (const account of ['booking', 'pvs', 'staff'] as const) {
			for (const [method, path] of [['GET', 'webhooks'], ['POST', 'webhooks'], ['POST', `webhooks/${id}/secret`], ['POST', `webhooks/${id}/test`], ['DELETE', `webhooks/${id}`]] as const) expect((await ocs(account, path, { method })).codes).toEqual(['ROLE_FORBIDDEN'])
		}
		expect((await ocs(null, 'webhooks')).answer.status).toBe(401)
		const good = { name: 'X', url: 'https://empfang.example/', events: ['created'], calendars: [] }
		for (const [body, code] of [
			[{ ...good, name: 1 }, 'REQUEST_MALFORMED'], [{ ...good, url: ['x'] }, 'REQUEST_MALFORMED'], [{ ...good, events: 'created' }, 'REQUEST_MALFORMED'], [{ ...good, calendars: 'x' }, 'REQUEST_MALFORMED'],
			[{ ...good, name: '' }, 'SCHEMA_VIOLATION'], [{ ...good, events: [] }, 'SCHEMA_VIOLATION'], [{ ...good, events: ['x'] }, 'SCHEMA_VIOLATION'], [{}, 'SCHEMA_VIOLATION'],
			[{ ...good, url: 'http://empfang.example/' }, 'WEBHOOK_URL'], [{ ...good, url: 'https://a:b@empfang.example/' }, 'WEBHOOK_URL'], [{ ...good, calendars: ['none'] }, 'REFERENCE_UNKNOWN'],
		] as const) expect((await add(body)).codes).toContain(code)
		for (const [method, path] of [['POST', 'webhooks/none/secret'], ['POST', 'webhooks/none/test'], ['DELETE', 'webhooks/none']] as const) expect((await ocs('admin', path, { method })).codes).toEqual(['NOT_FOUND'])
	})
})
