// SPDX-License-Identifier: GPL-3.0-or-later
// What takes several writes is stored as a whole or not at all: the last of them fails, and whoever was told so asks again.
import type { Practice } from '@sprechstunde/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authorization, ocs } from '../conformance/client.ts'
import { confirmed } from '../conformance/confirmed.ts'
import { command } from '../conformance/inside.ts'
import { target } from '../conformance/target.ts'
import { rows } from './practice.ts'
import { database } from '../servers/nextcloud/database.ts'

const folder = target().folder ?? ''
const rename = (from: string, to: string): void => void database(folder, [[`ALTER TABLE *PREFIX*${from} RENAME TO *PREFIX*${to}`]])
const hook = { name: 'Empfang', url: 'https://empfang.example/', events: ['created'], calendars: [] }
const configuration = async (): Promise<Practice> => (await ocs('admin', 'configuration')).data as unknown as Practice

/** Without the suites' rule that no answer is a 5xx. */
async function status(method: string, route: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<number> {
	const answer = await fetch(`${target().server.url}/ocs/v2.php/apps/sprechstunde/api/v1/${route}`, {
		method, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
		headers: { 'Authorization': authorization('admin'), 'OCS-APIRequest': 'true', 'Accept': 'application/json', 'Content-Type': 'application/json', ...headers },
	})
	return answer.status
}

describe('settings whose last write fails', () => {
	let before: Practice
	/** Each of them writes what it did into the log, which is not there. */
	const failing = async (act: () => Promise<number>): Promise<void> => {
		rename('sprechstunde_log', 'sprechstunde_log_away')
		try {
			expect(await act()).toBeGreaterThanOrEqual(500)
		} finally {
			rename('sprechstunde_log_away', 'sprechstunde_log')
		}
	}
	beforeEach(async () => { before = await configuration() })
	afterEach(async () => { expect(await status('PUT', 'configuration', before)).toBe(200) })

	it('a webhook is there with its secret, or not at all', async () => {
		await failing(() => status('POST', 'webhooks', hook))
		expect(await configuration()).toEqual(before)
		const { answer, data } = await ocs('admin', 'webhooks', { method: 'POST', body: JSON.stringify(hook) })
		expect(answer.status, answer.text).toBe(201)
		const secrets = () => rows('SELECT secret FROM *PREFIX*sprechstunde_secrets WHERE name = ?', `webhook:${String(data['id'])}`)
		const secret = secrets()
		await failing(() => status('POST', `webhooks/${String(data['id'])}/secret`))
		expect(secrets(), 'the secret that the receiver knows goes on to hold').toEqual(secret)
		await failing(() => status('DELETE', `webhooks/${String(data['id'])}`))
		expect((await configuration()).webhooks).toHaveLength(1)
		expect(secrets()).toEqual(secret)
		expect((await ocs('admin', `webhooks/${String(data['id'])}`, { method: 'DELETE' })).answer.status).toBe(200)
	})

	it('a practice program is connected with its account, or not at all', async () => {
		const order = { profile: 'tomedo', calendars: [before.calendars[0]?.id] }
		const accounts = (): string => command('user:list', '--output=json')
		const known = accounts()
		await failing(() => status('POST', 'programs', order, confirmed))
		expect(await configuration()).toEqual(before)
		expect(accounts()).toBe(known)
		const { answer, data } = await ocs('admin', 'programs', { method: 'POST', headers: confirmed, body: JSON.stringify(order) })
		expect(answer.status, answer.text).toBe(201)
		expect(data['id']).toBe('tomedo')
		await failing(() => status('DELETE', 'programs/tomedo'))
		expect((await configuration()).pvs).toMatchObject([...before.pvs ?? [], { id: 'tomedo' }])
		expect(accounts()).toContain(String(data['user']))
		expect((await ocs('admin', 'programs/tomedo', { method: 'DELETE' })).answer.status).toBe(200)
		expect(accounts()).toBe(known)
	})

	it('a changed configuration may be sent again with what it was changed from', async () => {
		const { answer } = await ocs('admin', 'configuration')
		const seen = { 'If-Match': answer.headers.get('etag') ?? '' }
		const next = { ...before, syncIntervalMinutes: 7 }
		await failing(() => status('PUT', 'configuration', next, seen))
		expect(await configuration()).toEqual(before)
		expect(await status('PUT', 'configuration', next, seen)).toBe(200)
		expect((await configuration()).syncIntervalMinutes).toBe(7)
	})

	it('a link to the feed is known to whoever made it, or there is none', async () => {
		const links = async (): Promise<unknown> => (await ocs('admin', 'feed-tokens')).data['tokens']
		const known = await links()
		await failing(() => status('POST', 'feed-tokens', { label: 'Empfang' }))
		expect(await links()).toEqual(known)
	})
})
