// SPDX-License-Identifier: GPL-3.0-or-later
// A program with a REST interface: what it is sent, and that it has the same as the calendar whatever goes wrong.
import { describe, expect, it } from 'vitest'
import { type Step } from '../simulators/xconceptServer.ts'
import { send } from './client.ts'
import { book, change, objectUrl, offered } from './fixtures.ts'
import { berlin, isReachable, useProgram } from './xconceptProgram.ts'

describe.skipIf(!isReachable())('what a program with a REST interface is sent', () => {
	const { server, alive, deliveries, connect, deliver, settled, tried, approved, sent, remoteId, remote, move, expectAgreement } = useProgram()

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
		expect(await remote(booked)).toMatchObject({ patient_id: '12345' })
		const start = await move(booked)
		await settled(booked.uid)
		expect(await remote(booked)).toMatchObject({ ...berlin(start), patient_id: '12345' })
		expect((await change('staff', booked, { STATUS: 'CANCELLED' })).status).toBe(204)
		await settled(booked.uid)
		expect(await remote(booked)).toBeUndefined()
		expect(server.requests.map(({ method, status }) => [method, status])).toEqual([['POST', 201], ['PUT', 200], ['PUT', 200], ['DELETE', 204]])
	}, 120_000)

	it('makes one that was deleted there anew, with another key, and takes away what is deleted here', async () => {
		const booked = await sent()
		const [first] = server.requests
		server.appointments.delete(await remoteId(booked))
		await move(booked)
		await settled(booked.uid)
		expect(server.requests.map(({ method, status }) => [method, status])).toEqual([['POST', 201], ['PUT', 404], ['POST', 201]])
		expect(server.requests[2]?.key).not.toBe(first?.key)
		expect((await send('admin', 'DELETE', objectUrl('admin', booked.calendar, booked.uri))).status).toBe(204)
		await settled(booked.uid)
		expect(await remote(booked)).toBeUndefined()
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
		expect(await remote(booked)).toMatchObject(berlin(booked.start))
	}, 120_000)

	it('holds back what follows until what went before has arrived', async () => {
		server.script.push({ status: 503 })
		const booked = await approved()
		await tried(booked.uid, 1)
		const start = await move(booked)
		await settled(booked.uid)
		expect((await deliveries(booked.uid)).map(({ state }) => state)).toEqual(expect.arrayContaining(['done']))
		expect(await remote(booked)).toMatchObject(berlin(start))
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
		expect(await remote(refused)).toBeDefined()
		server.script.push({ status: 404 })
		const missing = await approved()
		expect((await tried(missing.uid, 1))['state']).toBe('pending')
		await settled(missing.uid)
		expect(await remote(missing)).toBeDefined()
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

	it('is asked nothing while it is switched off', async () => {
		await connect({ active: false })
		const booked = await approved(false)
		await deliver()
		expect((await deliveries(booked.uid))).toEqual([])
		await connect()
		await move(booked)
		await settled(booked.uid)
		expect(await remote(booked)).toBeDefined()
	}, 120_000)

	it('has what the calendar has in the end, and no queue or log names anybody', async () => {
		await expectAgreement()
	})
})
