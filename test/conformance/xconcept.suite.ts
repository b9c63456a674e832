// SPDX-License-Identifier: GPL-3.0-or-later
// A practice program with a REST interface: what it is sent, what it tells, and that both sides agree whatever goes wrong in between.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { database, type Row } from '../servers/nextcloud/database.ts'
import { phpSettings } from '../servers/nextcloud/occ.ts'
import { XconceptServer, type EventAnswer, type EventOptions, type Step } from '../simulators/xconceptServer.ts'
import { ocs, send } from './client.ts'
import { valueOf } from './event.ts'
import { book, change, fetchObject, iso, minute, objectUrl, offered, pickSlot, type Booked } from './fixtures.ts'
import { isInside } from './inside.ts'
import { target } from './target.ts'

type Rest = NonNullable<NonNullable<Practice['pvs']>[number]['rest']>

const id = 'xconcept'
const program = target().accounts.pvs?.user ?? ''
const admin = target().accounts.admin?.user ?? ''
/** the management with its own password, as somebody in a browser confirms it */
const confirmed = { Authorization: `Basic ${Buffer.from(`${admin}:${target().logins?.[admin] ?? ''}`).toString('base64')}` }
const sql = (statement: string, ...values: string[]): Row[] => database(target().folder ?? '', [[statement, ...values]])[0] as Row[]
const deliveries = (uid: string): Row[] => sql('SELECT * FROM *PREFIX*sprechstunde_deliveries WHERE uid = ? ORDER BY id', uid)
const berlin = (instant: number): { date: string; time: string } => {
	const [date, time] = new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).split(' ') as [string, string]
	return { date, time: time.slice(0, 5) }
}

describe.skipIf(!isInside() || target().logins?.[admin] === undefined)('a practice program with a REST interface', () => {
	const server = new XconceptServer()
	let practice: Practice
	let url: string
	let calendar: string
	let secret: string
	let address: string
	const alive: Booked[] = []

	const save = async (changed: Practice): Promise<void> => {
		const { answer } = await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(changed) })
		expect(answer.status, answer.text).toBe(200)
	}
	const connect = (rest: Partial<Rest> = {}, authority: 'both' | 'nextcloud' = 'both'): Promise<void> => save({
		...practice, calendars: practice.calendars.map((one) => one.id === calendar ? { ...one, authority } : one),
		pvs: [{ id, profile: 'xconcept', user: program, calendars: [calendar], rest: { url, active: true, ...rest } }],
	})
	/** Has all that is due sent, and what waits for a later try. */
	const deliver = async (): Promise<void> => {
		sql('UPDATE *PREFIX*sprechstunde_deliveries SET due_at = 0 WHERE state = ?', 'pending')
		const [job] = sql('SELECT id FROM *PREFIX*jobs WHERE class = ?', 'OCA\\Sprechstunde\\Delivery\\CatchUpJob')
		// not waited for in place: the program, which is this process, has to answer meanwhile
		await promisify(execFile)('php', [...phpSettings, 'occ', 'background-job:execute', '--force-execute', String(job?.['id'] ?? expect.fail('the job is not there'))], { cwd: target().folder ?? '' }).catch(() => {})
	}
	const settled = async (uid: string, state = 'done'): Promise<Row> => {
		await expect.poll(async () => {
			const last = deliveries(uid).at(-1)
			if (last?.['state'] === 'pending') await deliver()
			return deliveries(uid).at(-1)?.['state']
		}, { timeout: 60_000, interval: 300 }).toBe(state)
		return deliveries(uid).at(-1) as Row
	}
	/** Of one attempt: it is made, and not made again by itself. */
	const tried = async (uid: string, attempts: number): Promise<Row> => {
		await expect.poll(async () => {
			const last = deliveries(uid).at(-1)
			if (last?.['state'] === 'pending' && Number(last['attempts']) < attempts) await deliver()
			const now = deliveries(uid).at(-1)
			return now?.['state'] === 'sending' ? -1 : Number(now?.['attempts'] ?? 0)
		}, { timeout: 60_000, interval: 300 }).toBe(attempts)
		return deliveries(uid).at(-1) as Row
	}
	const approved = async (isSwitchedOn = true): Promise<Booked> => {
		const booked = await book('manual')
		// what is sent of the request is what holds then: nothing, where it is not approved before
		if (isSwitchedOn) await settled(booked.uid)
		expect((await change('staff', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
		alive.push(booked)
		return booked
	}
	const sent = async (): Promise<Booked> => {
		const booked = await approved()
		await settled(booked.uid)
		return booked
	}
	const remoteId = (booked: Booked): string => String(sql('SELECT remote_id FROM *PREFIX*sprechstunde_remote_ids WHERE uid = ?', booked.uid)[0]?.['remote_id'] ?? '')
	const remote = (booked: Booked) => server.appointments.get(remoteId(booked))
	const stored = async (booked: Booked): Promise<string> => (await fetchObject('staff', booked.calendar, booked.uri)).text
	const move = async (booked: Booked): Promise<number> => {
		const { type } = await offered('manual')
		const start = await pickSlot(calendar, type)
		const local = (instant: number): string => { const { date, time } = berlin(instant); return `${date.replaceAll('-', '')}T${time.replace(':', '')}00` }
		expect((await change('staff', booked, { DTSTART: local(start), DTEND: local(start + type.durationMinutes * minute) })).status).toBe(204)
		return start
	}
	let revision = 0
	const tell = (type: string, booked: Booked | null, more: object = {}, options: EventOptions = {}, order: object = { revision: ++revision }): Promise<EventAnswer> =>
		server.send(address, secret, { type: `appointment.${type}`, ...order, appointment: { id: booked === null ? 'nobody' : remoteId(booked), ...more } }, options)

	beforeAll(async () => {
		practice = (await ocs('admin', 'configuration')).data as unknown as Practice
		calendar = (await offered('manual')).calendar
		url = await server.start()
		await connect()
		expect((await ocs('admin', `programs/${id}/rest/key`, { method: 'PUT', headers: confirmed, body: JSON.stringify({ key: server.key }) })).data).toMatchObject({ hasKey: true, hasSecret: false })
		const made = await ocs('admin', `programs/${id}/rest/secret`, { method: 'POST', headers: confirmed })
		expect(made.answer.status, made.answer.text).toBe(201)
		secret = made.data.secret as string
		address = made.data.address as string
	})
	beforeEach(() => {
		server.script.length = 0
		server.requests.length = 0
	})
	afterAll(async () => {
		await save(practice)
		await server.stop()
	})

	it('keeps key and secret to itself, and is set up by the management only', async () => {
		for (const account of ['booking', 'pvs', 'staff'] as const) {
			for (const [method, route] of [['GET', 'rest'], ['POST', 'rest/check']] as const) expect((await ocs(account, `programs/${id}/${route}`, { method })).codes, `${account} ${route}`).toEqual(['ROLE_FORBIDDEN'])
			for (const [method, route] of [['PUT', 'rest/key'], ['POST', 'rest/secret']] as const) expect((await ocs(account, `programs/${id}/${route}`, { method, ...(method === 'PUT' ? { body: '{"key":"x"}' } : {}) })).answer.status, `${account} ${route}`).toBe(403)
		}
		for (const [method, route] of [['GET', 'rest'], ['PUT', 'rest/key'], ['POST', 'rest/secret'], ['POST', 'rest/check']] as const) expect((await ocs('admin', `programs/none/${route}`, { method, headers: confirmed, ...(method === 'PUT' ? { body: '{"key":"x"}' } : {}) })).codes).toEqual(['NOT_FOUND'])
		for (const key of [null, 5, 'a b', 'ä', 'x'.repeat(501)]) expect((await ocs('admin', `programs/${id}/rest/key`, { method: 'PUT', headers: confirmed, body: JSON.stringify({ key }) })).codes, String(key)).toEqual(['FIELD_FORMAT'])
		const shown = await ocs('admin', `programs/${id}/rest`)
		expect(shown.data).toMatchObject({ hasKey: true, hasSecret: true, address, waiting: expect.any(Number) as number, dead: expect.any(Number) as number })
		const configuration = await ocs('admin', 'configuration')
		const tables = JSON.stringify([sql('SELECT * FROM *PREFIX*sprechstunde_secrets'), sql('SELECT * FROM *PREFIX*sprechstunde_log WHERE code LIKE ?', 'REST%')])
		for (const text of [shown.answer.text, configuration.answer.text, tables]) {
			expect(text).not.toContain(server.key)
			expect(text).not.toContain(secret)
		}
		expect((await ocs('admin', `programs/${id}/rest/check`, { method: 'POST' })).data).toEqual({ status: 200, reason: '' })
		expect(server.requests.map(({ method }) => method)).toEqual(['GET'])
	})

	it('is sent what is confirmed, by the members of the guide, and hears of moves and cancellations', async () => {
		const booked = await book('manual', { 'X-VISIT-REASON': 'Krampfadern' })
		await settled(booked.uid)
		expect(server.requests, 'what is only asked for is no appointment').toEqual([])
		expect((await change('staff', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
		await settled(booked.uid)
		const [made] = server.requests
		const { type } = await offered('manual')
		expect(made).toMatchObject({ method: 'POST', path: '/api/v1/appointments', status: 201, body: { ...berlin(booked.start), duration: type.durationMinutes, reason: 'Krampfadern' } })
		expect(Object.keys(made?.body ?? {})).toEqual(['date', 'time', 'duration', 'reason'])
		expect(made?.key).toMatch(/^[0-9a-f]{64}$/)
		expect((await change('staff', booked, { 'X-PATIENT-ID': '12345' })).status).toBe(204)
		await settled(booked.uid)
		expect(remote(booked)).toMatchObject({ patient_id: '12345' })
		const start = await move(booked)
		await settled(booked.uid)
		expect(remote(booked)).toMatchObject({ ...berlin(start), patient_id: '12345' })
		expect((await change('staff', booked, { STATUS: 'CANCELLED' })).status).toBe(204)
		await settled(booked.uid)
		expect(remote(booked)).toBeUndefined()
		expect(server.requests.map(({ method, status }) => [method, status])).toEqual([['POST', 201], ['PUT', 200], ['PUT', 200], ['DELETE', 204]])
	}, 120_000)

	it('makes one that was deleted there anew, with another key, and takes away what is deleted here', async () => {
		const booked = await sent()
		const [first] = server.requests
		server.appointments.delete(remoteId(booked))
		await move(booked)
		await settled(booked.uid)
		expect(server.requests.map(({ method, status }) => [method, status])).toEqual([['POST', 201], ['PUT', 404], ['POST', 201]])
		expect(server.requests[2]?.key).not.toBe(first?.key)
		expect((await send('admin', 'DELETE', objectUrl('admin', booked.calendar, booked.uri))).status).toBe(204)
		await settled(booked.uid)
		expect(remote(booked)).toBeUndefined()
		alive.splice(alive.indexOf(booked), 1)
	}, 120_000)

	it('is tried again where it is busy, broken or silent, and has each appointment once', async () => {
		const before = server.appointments.size
		const steps: Step[] = [{ status: 429, retryAfter: 1200 }, { status: 500 }, { status: 503, retryAfter: 5 }, 'silent', 'lost', 'conflict']
		server.script.push(...steps)
		const booked = await approved()
		const busy = await tried(booked.uid, 1)
		expect(Number(busy['due_at']) - Number(busy['finished_at'])).toBeGreaterThanOrEqual(1200)
		const done = await settled(booked.uid)
		expect(Number(done['attempts'])).toBe(steps.length)
		const posts = server.requests.filter(({ method }) => method === 'POST')
		expect(posts.map(({ status }) => status)).toEqual([429, 500, 503, 0, 0, 409])
		expect(new Set(posts.map(({ key }) => key)).size).toBe(1)
		expect(server.appointments.size).toBe(before + 1)
		expect(remote(booked)).toMatchObject(berlin(booked.start))
	}, 120_000)

	it('holds back what follows until what went before has arrived', async () => {
		server.script.push({ status: 503 })
		const booked = await approved()
		await tried(booked.uid, 1)
		const start = await move(booked)
		await settled(booked.uid)
		expect(deliveries(booked.uid).map(({ state }) => state)).toEqual(expect.arrayContaining(['done']))
		expect(remote(booked)).toMatchObject(berlin(start))
		expect(server.requests.filter(({ status }) => status === 201)).toHaveLength(1)
	}, 120_000)

	it('gives up at once what it will never take, where the management sees it', async () => {
		server.script.push({ status: 422 })
		const refused = await approved()
		const dead = await settled(refused.uid, 'dead')
		expect([dead['attempts'], dead['last_status']].map(Number)).toEqual([1, 422])
		server.script.push({ status: 400 })
		const malformed = await approved()
		expect(Number((await settled(malformed.uid, 'dead'))['last_status'])).toBe(400)
		// the next change brings all of it
		for (const booked of [refused, malformed]) {
			await move(booked)
			await settled(booked.uid)
		}
		expect(remote(refused)).toBeDefined()
		server.script.push({ status: 404 })
		const missing = await approved()
		expect((await tried(missing.uid, 1))['state']).toBe('pending')
		await settled(missing.uid)
		expect(remote(missing)).toBeDefined()
	}, 120_000)

	it('is left with nothing where an appointment is cancelled while nobody knows whether it arrived', async () => {
		const before = [...server.appointments.keys()]
		server.script.push('lost')
		const booked = await approved()
		await tried(booked.uid, 1)
		expect(server.appointments.size).toBe(before.length + 1)
		expect((await change('staff', booked, { STATUS: 'CANCELLED' })).status).toBe(204)
		await settled(booked.uid)
		expect([...server.appointments.keys()]).toEqual(before)
	}, 120_000)

	it('moves, cancels and confirms by its events, each once, and is not sent its own', async () => {
		const booked = await sent()
		const requests = server.requests.length
		const { type } = await offered('manual')
		const start = await pickSlot(calendar, type)
		const id = 'msg_move'
		expect(await tell('updated', booked, { ...berlin(start), duration: type.durationMinutes }, { id })).toEqual({ status: 200, outcome: 'applied', codes: [] })
		server.appointments.set(remoteId(booked), { ...server.appointments.get(remoteId(booked)), ...berlin(start) })
		expect(valueOf(await stored(booked), 'DTSTART')).toContain(berlin(start).date.replaceAll('-', ''))
		// the same message again, signed anew, and with another content: it counts for nothing
		expect(await tell('cancelled', booked, {}, { id })).toEqual({ status: 200, outcome: 'duplicate', codes: [] })
		expect(valueOf(await stored(booked), 'STATUS')).toBe('CONFIRMED')
		// what was overtaken on its way
		const late = await tell('updated', booked, berlin(booked.start), {}, { revision: revision - 1 })
		expect(late).toEqual({ status: 200, outcome: 'outdated', codes: [] })
		expect(valueOf(await stored(booked), 'DTSTART')).toContain(berlin(start).date.replaceAll('-', ''))
		expect((await tell('updated', booked, berlin(start))).outcome).toBe('unchanged')
		await deliver()
		expect(server.requests.length).toBe(requests)
		const log = (await ocs('admin', `log?uid=${encodeURIComponent(booked.uid)}`)).data.entries as { code: string; actor: string; role: string; way: string }[]
		expect(log.find(({ code }) => code === 'APPOINTMENT_MOVED')).toMatchObject({ actor: program, role: 'pvs', way: 'sync' })
		expect(log.map(({ code }) => code)).toContain('REMOTE_EVENT_OUTDATED')
		expect((await tell('cancelled', booked)).outcome).toBe('applied')
		server.appointments.delete(remoteId(booked))
		expect(valueOf(await stored(booked), 'STATUS')).toBe('CANCELLED')
		expect((await tell('cancelled', booked)).outcome).toBe('unchanged')
		await deliver()
		expect(server.requests.length).toBe(requests)
		// one that it knows by its UID only
		const asked = await book('manual')
		const confirmation = await server.send(address, secret, { type: 'appointment.confirmed', revision: 1, appointment: { id: 'own-1', external_id: asked.uid } })
		expect(confirmation).toEqual({ status: 200, outcome: 'applied', codes: [] })
		expect(valueOf(await stored(asked), 'STATUS')).toBe('CONFIRMED')
		expect(remoteId(asked)).toBe('own-1')
		server.appointments.set('own-1', berlin(asked.start))
		alive.push(asked)
	}, 120_000)

	it('is sent what it could not know when it told something', async () => {
		const booked = await approved()
		await settled(booked.uid)
		server.script.push({ status: 503 })
		expect((await change('staff', booked, { 'X-VISIT-REASON': 'Neuer Grund' })).status).toBe(204)
		await expect.poll(() => Number(deliveries(booked.uid).at(-1)?.['attempts']), { timeout: 60_000, interval: 300 }).toBeGreaterThan(0)
		const start = await pickSlot(calendar, (await offered('manual')).type)
		expect((await tell('updated', booked, berlin(start))).outcome).toBe('applied')
		await settled(booked.uid)
		expect(remote(booked)).toMatchObject({ ...berlin(start), reason: 'Neuer Grund' })
	}, 120_000)

	it('is believed only by its signature, and only for five minutes', async () => {
		const booked = await sent()
		const before = await stored(booked)
		const wrong: EventOptions[] = [
			{ secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` }, { signature: '' }, { signature: 'v1,' }, { signature: 'nonsense' },
			{ at: Date.now() - 301_000 }, { at: Date.now() + 330_000 }, { id: '' },
		]
		for (const options of wrong) expect(await tell('cancelled', booked, {}, options), JSON.stringify(options)).toEqual({ status: 401, outcome: '', codes: ['SIGNATURE_INVALID'] })
		for (const other of ['nobody', 'XCONCEPT', '%2e%2e']) expect((await server.send(address.replace(/xconcept/, other), secret, { type: 'appointment.cancelled', revision: 1, appointment: { id: '1', external_id: booked.uid } })).status, other).toBeGreaterThanOrEqual(400)
		// a former secret holds for another day
		const former = secret
		secret = (await ocs('admin', `programs/${id}/rest/secret`, { method: 'POST', headers: confirmed })).data.secret as string
		expect((await tell('updated', booked, {}, { secret: former })).status).toBe(200)
		expect((await tell('updated', booked)).outcome).toBe('unchanged')
		expect(await stored(booked)).toBe(before)
	}, 120_000)

	it('is told what is wrong with an event, and never more', async () => {
		const booked = await sent()
		const before = await stored(booked)
		const answers = [
			[await tell('updated', null), 404, 'NOT_FOUND'],
			[await tell('updated', booked, { date: '2026-02-30', time: '10:00' }), 400, 'TIME_INVALID'],
			[await tell('created', booked), 400, 'FIELD_VALUE_NOT_ALLOWED'],
			[await tell('updated', booked, {}, {}, {}), 400, 'FIELD_REQUIRED'],
			[await tell('updated', booked, { duration: 0 }), 400, 'FIELD_OUT_OF_RANGE'],
			[await tell('updated', booked, {}, { text: '{' }), 400, 'REQUEST_MALFORMED'],
			[await tell('updated', booked, {}, { text: '' }), 400, 'REQUEST_MALFORMED'],
			[await tell('updated', booked, {}, { text: '\u0000' }), 400, 'REQUEST_MALFORMED'],
			[await tell('updated', booked, {}, { text: '[['.repeat(2000) + ']]'.repeat(2000) }), 400, 'REQUEST_MALFORMED'],
			[await tell('updated', booked, { x: 'x'.repeat(20_000) }), 413, 'REQUEST_TOO_LARGE'],
			[await tell('updated', booked, {}, { id: 'x'.repeat(300) }), 400, 'FIELD_TOO_LONG'],
			[await server.send(address, secret, { type: 'appointment.cancelled', revision: 1, appointment: { external_id: `x'"%_\\${booked.uid}` } }), 404, 'NOT_FOUND'],
		] as const
		for (const [answer, status, code] of answers) expect([answer.status, answer.codes[0]], code).toEqual([status, code])
		expect((await send(null, 'GET', address)).status).toBeLessThan(500)
		expect(await stored(booked)).toBe(before)
		// what was refused may come again once nothing is against it
		expect((await tell('updated', booked)).status).toBe(200)
	}, 120_000)

	it('changes nothing where Nextcloud has the last word, or where the practice has changed it since', async () => {
		const booked = await sent()
		await connect({}, 'nextcloud')
		expect(await tell('cancelled', booked)).toEqual({ status: 403, outcome: '', codes: ['AUTHORITY_NEXTCLOUD'] })
		await connect()
		const occurred = iso(Date.now() - 60_000)
		expect(await tell('cancelled', booked, {}, {}, { occurred_at: occurred })).toEqual({ status: 409, outcome: '', codes: ['CHANGED_MEANWHILE'] })
		expect(valueOf(await stored(booked), 'STATUS')).toBe('CONFIRMED')
		expect((await tell('updated', booked, {}, {}, { occurred_at: iso(Date.now() + 2000) })).status).toBe(200)
	}, 120_000)

	it('is asked nothing while it is switched off', async () => {
		await connect({ active: false })
		const booked = await approved(false)
		await deliver()
		expect(deliveries(booked.uid)).toEqual([])
		await connect()
		await move(booked)
		await settled(booked.uid)
		expect(remote(booked)).toBeDefined()
	}, 120_000)

	it('agrees with the calendar in the end, and no queue or log names anybody', async () => {
		for (const { uid } of alive) if (deliveries(uid).some(({ state }) => state === 'pending')) await settled(uid)
		const expected: Record<string, object> = {}
		for (const booked of alive) {
			const ics = await stored(booked)
			if (valueOf(ics, 'STATUS') === 'CONFIRMED') {
				const start = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/.exec(valueOf(ics, 'DTSTART') ?? '')
				const [, year, month, day, hour, minutes] = start ?? []
				expected[remoteId(booked)] = { date: `${year}-${month}-${day}`, time: `${hour}:${minutes}` }
			}
		}
		expect(Object.keys(expected).length).toBeGreaterThan(5)
		expect(Object.fromEntries([...server.appointments].map(([key, { date, time }]) => [key, { date, time }]))).toEqual(expected)
		const tables = ['deliveries', 'remote_ids', 'remote_events', 'log', 'secrets'].map((name) => sql(`SELECT * FROM *PREFIX*sprechstunde_${name}`))
		expect(JSON.stringify(tables)).not.toMatch(/Mustermann|Krampf|Neuer Grund|mustermann\.example/)
	}, 120_000)
})
