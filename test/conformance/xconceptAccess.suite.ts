// SPDX-License-Identifier: GPL-3.0-or-later
// A program with a REST interface: who sets it up, whose events are believed, and what is said of those that are wrong.
import { describe, expect, it } from 'vitest'
import { type EventOptions } from '../simulators/xconceptServer.ts'
import { ocs, send } from './client.ts'
import { confirmed } from './confirmed.ts'
import { connection, isReachable, useProgram } from './xconceptProgram.ts'

describe.skipIf(!isReachable())('who is let in at a program\'s REST interface', () => {
	const { server, known, sql, sent, stored, tell, renew } = useProgram()

	it('keeps key and secret to itself, and is set up by the management only', async () => {
		for (const account of ['booking', 'pvs', 'staff'] as const) {
			for (const [method, route] of [['GET', 'rest'], ['POST', 'rest/check']] as const) expect((await ocs(account, `programs/${connection}/${route}`, { method })).codes, `${account} ${route}`).toEqual(['ROLE_FORBIDDEN'])
			for (const [method, route] of [['PUT', 'rest/key'], ['POST', 'rest/secret']] as const) expect((await ocs(account, `programs/${connection}/${route}`, { method, ...(method === 'PUT' ? { body: '{"key":"x"}' } : {}) })).answer.status, `${account} ${route}`).toBe(403)
		}
		for (const [method, route] of [['GET', 'rest'], ['PUT', 'rest/key'], ['POST', 'rest/secret'], ['POST', 'rest/check']] as const) expect((await ocs('admin', `programs/none/${route}`, { method, headers: confirmed, ...(method === 'PUT' ? { body: '{"key":"x"}' } : {}) })).codes).toEqual(['NOT_FOUND'])
		for (const key of [null, 5, 'a b', 'ä', 'x'.repeat(501)]) expect((await ocs('admin', `programs/${connection}/rest/key`, { method: 'PUT', headers: confirmed, body: JSON.stringify({ key }) })).codes, String(key)).toEqual(['FIELD_FORMAT'])
		const shown = await ocs('admin', `programs/${connection}/rest`)
		expect(shown.data).toMatchObject({ hasKey: true, hasSecret: true, address: known.address, waiting: expect.any(Number) as number, dead: expect.any(Number) as number })
		const configuration = await ocs('admin', 'configuration')
		const tables = JSON.stringify([await sql('SELECT * FROM *PREFIX*sprechstunde_secrets'), await sql('SELECT * FROM *PREFIX*sprechstunde_log WHERE code LIKE ?', 'REST%')])
		for (const text of [shown.answer.text, configuration.answer.text, tables]) {
			expect(text).not.toContain(server.key)
			expect(text).not.toContain(known.secret)
		}
		expect((await ocs('admin', `programs/${connection}/rest/check`, { method: 'POST' })).data).toEqual({ status: 200, reason: '' })
		expect(server.requests.map(({ method }) => method)).toEqual(['GET'])
	})

	it('is believed only by its signature, and only for five minutes', async () => {
		const booked = await sent()
		const before = await stored(booked)
		const wrong: EventOptions[] = [
			{ secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` }, { signature: '' }, { signature: 'v1,' }, { signature: 'nonsense' },
			{ at: Date.now() - 301_000 }, { at: Date.now() + 330_000 }, { id: '' },
		]
		for (const options of wrong) expect(await tell('cancelled', booked, {}, options), JSON.stringify(options)).toEqual({ status: 401, outcome: '', codes: ['SIGNATURE_INVALID'] })
		for (const other of ['nobody', 'XCONCEPT', '%2e%2e']) expect((await server.send(known.address.replace(/xconcept/, other), known.secret, { type: 'appointment.cancelled', revision: 1, appointment: { id: '1', external_id: booked.uid } })).status, other).toBeGreaterThanOrEqual(400)
		// a former secret holds for another day
		const former = known.secret
		await renew()
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
			[await server.send(known.address, known.secret, { type: 'appointment.cancelled', revision: 1, appointment: { external_id: `x'"%_\\${booked.uid}` } }), 404, 'NOT_FOUND'],
		] as const
		for (const [answer, status, code] of answers) expect([answer.status, answer.codes[0]], code).toEqual([status, code])
		expect((await send(null, 'GET', known.address)).status).toBeLessThan(500)
		expect(await stored(booked)).toBe(before)
		// what was refused may come again once nothing is against it
		expect((await tell('updated', booked)).status).toBe(200)
	}, 120_000)
})
