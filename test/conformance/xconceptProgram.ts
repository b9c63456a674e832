// SPDX-License-Identifier: GPL-3.0-or-later
// A practice that is connected to a program with a REST interface, which plays its part in this process.
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import type { Row } from '../servers/nextcloud/database.ts'
import { openSession, type Session } from '../servers/nextcloud/session.ts'
import { XconceptServer, type EventAnswer, type EventOptions, type RemoteBody } from '../simulators/xconceptServer.ts'
import { ocs } from './client.ts'
import { canConfirm, confirmed } from './confirmed.ts'
import { valueOf } from './event.ts'
import { book, change, fetchObject, minute, offered, pickSlot, type Booked } from './fixtures.ts'
import { isInside } from './inside.ts'
import { target } from './target.ts'

type Rest = NonNullable<NonNullable<Practice['pvs']>[number]['rest']>

export const connection = 'xconcept'
export const program = target().accounts.pvs?.user ?? ''
/** Whether this server can be looked into. */
export const isReachable = (): boolean => isInside() && canConfirm

/** Date and time on the practice's clock. */
export function berlin(instant: number): { date: string; time: string } {
	const [date, time] = new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).split(' ') as [string, string]
	return { date, time: time.slice(0, 5) }
}

/** Connects it for the tests of a file; all of this holds within them only. */
export function useProgram() {
	const server = new XconceptServer()
	const alive: Booked[] = []
	const known = { url: '', calendar: '', secret: '', address: '' }
	let revision = 0
	let practice: Practice
	let session: Session

	const sql = (statement: string, ...values: string[]): Promise<Row[]> => session.sql(statement, ...values)
	const deliveries = (uid: string): Promise<Row[]> => sql('SELECT * FROM *PREFIX*sprechstunde_deliveries WHERE uid = ? ORDER BY id', uid)
	const save = async (changed: Practice): Promise<void> => {
		const { answer } = await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(changed) })
		expect(answer.status, answer.text).toBe(200)
	}
	const connect = (rest: Partial<Rest> = {}, authority: 'both' | 'nextcloud' = 'both'): Promise<void> => save({
		...practice, calendars: practice.calendars.map((one) => one.id === known.calendar ? { ...one, authority } : one),
		pvs: [{ id: connection, profile: 'xconcept', user: program, calendars: [known.calendar], rest: { url: known.url, active: true, ...rest } }],
	})
	/** Has all that is due sent, and what waits for a later try. */
	const deliver = async (): Promise<void> => {
		await sql('UPDATE *PREFIX*sprechstunde_deliveries SET due_at = 0 WHERE state = ?', 'pending')
		await session.deliver()
	}
	/** Sends until `isThere` of the last delivery of an appointment. */
	const until = async <T>(uid: string, isPending: (last: Row) => boolean, read: (last: Row | undefined) => T, wanted: T): Promise<Row> => {
		let last: Row | undefined
		await expect.poll(async () => {
			const rows = await deliveries(uid)
			last = rows.at(-1)
			if (last?.['state'] === 'pending' && isPending(last)) {
				// not what a job has tried since it was looked at
				for (const { id, attempts } of rows.filter(({ state }) => state === 'pending')) await sql('UPDATE *PREFIX*sprechstunde_deliveries SET due_at = 0 WHERE id = ? AND attempts = ? AND state = ?', String(id), String(attempts), 'pending')
				await session.deliver()
				last = (await deliveries(uid)).at(-1)
			}
			return read(last)
		}, { timeout: 60_000, interval: 50 }).toEqual(wanted)
		return last as Row
	}
	const settled = (uid: string, state = 'done'): Promise<Row> => until(uid, () => true, (last) => last?.['state'], state)
	/** Of one attempt: it is made, and not made again by itself. */
	const tried = (uid: string, attempts: number): Promise<Row> =>
		until(uid, (last) => Number(last['attempts']) < attempts, (last) => last?.['state'] === 'sending' ? -1 : Number(last?.['attempts'] ?? 0), attempts)

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
	const remoteId = async ({ uid }: Pick<Booked, 'uid'>): Promise<string> => String((await sql('SELECT remote_id FROM *PREFIX*sprechstunde_remote_ids WHERE uid = ?', uid))[0]?.['remote_id'] ?? '')
	const remote = async (booked: Pick<Booked, 'uid'>): Promise<RemoteBody | undefined> => server.appointments.get(await remoteId(booked))
	const stored = async (booked: Pick<Booked, 'calendar' | 'uri'>): Promise<string> => (await fetchObject('staff', booked.calendar, booked.uri)).text
	const move = async (booked: Booked): Promise<number> => {
		const { type } = await offered('manual')
		const start = await pickSlot(known.calendar, type)
		const local = (instant: number): string => { const { date, time } = berlin(instant); return `${date.replaceAll('-', '')}T${time.replace(':', '')}00` }
		expect((await change('staff', booked, { DTSTART: local(start), DTEND: local(start + type.durationMinutes * minute) })).status).toBe(204)
		return start
	}
	const tell = async (type: string, booked: Booked | null, more: object = {}, options: EventOptions = {}, order: object = { revision: ++revision }): Promise<EventAnswer> =>
		server.send(known.address, known.secret, { type: `appointment.${type}`, ...order, appointment: { id: booked === null ? 'nobody' : await remoteId(booked), ...more } }, options)
	const renew = async (): Promise<void> => {
		const made = await ocs('admin', `programs/${connection}/rest/secret`, { method: 'POST', headers: confirmed })
		expect(made.answer.status, made.answer.text).toBe(201)
		known.secret = made.data['secret'] as string
		known.address = made.data['address'] as string
	}
	/** Calendar and program have the same, and neither queue nor log names anybody. */
	const expectAgreement = async (): Promise<void> => {
		for (const { uid } of alive) if ((await deliveries(uid)).some(({ state }) => state === 'pending')) await settled(uid)
		const expected: Record<string, object> = {}
		for (const booked of alive) {
			const ics = await stored(booked)
			const [, year, month, day, hour, minutes] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/.exec(valueOf(ics, 'DTSTART') ?? '') ?? []
			if (valueOf(ics, 'STATUS') === 'CONFIRMED') expected[await remoteId(booked)] = { date: `${year}-${month}-${day}`, time: `${hour}:${minutes}` }
		}
		expect(Object.keys(expected).length).toBeGreaterThan(0)
		expect(Object.fromEntries([...server.appointments].map(([key, { date, time }]) => [key, { date, time }]))).toEqual(expected)
		for (const name of ['deliveries', 'remote_ids', 'remote_events', 'log', 'secrets']) {
			expect(JSON.stringify(await sql(`SELECT * FROM *PREFIX*sprechstunde_${name}`)), name).not.toMatch(/Mustermann|Krampf|Neuer Grund|mustermann\.example/)
		}
	}

	beforeAll(async () => {
		session = openSession(target().folder ?? '')
		practice = (await ocs('admin', 'configuration')).data as unknown as Practice
		known.calendar = (await offered('manual')).calendar
		known.url = await server.start()
		await connect()
		const { answer } = await ocs('admin', `programs/${connection}/rest/key`, { method: 'PUT', headers: confirmed, body: JSON.stringify({ key: server.key }) })
		expect(answer.status, answer.text).toBe(200)
		await renew()
	})
	beforeEach(() => {
		server.script.length = 0
		server.requests.length = 0
	})
	afterAll(async () => {
		await save(practice)
		await server.stop()
		session.close()
	})
	return { server, alive, known, sql, deliveries, connect, deliver, settled, tried, approved, sent, remoteId, remote, stored, move, tell, renew, expectAgreement, nextRevision: () => ++revision, lastRevision: () => revision }
}
