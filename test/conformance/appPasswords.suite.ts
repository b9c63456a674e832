// SPDX-License-Identifier: GPL-3.0-or-later
// What programs log in with: who may make an app password, for which accounts, and that it opens what the account may do.
import { afterAll, describe, expect, it } from 'vitest'
import { ocs, send } from './client.ts'
import { propfindBody } from './fixtures.ts'
import { command, isInside } from './inside.ts'
import { calendarUrl, target, type AccountName } from './target.ts'

const user = (account: AccountName): string => target().accounts[account]?.user ?? ''
const create = (account: AccountName | null, role: unknown, of: unknown, headers = {}) => ocs(account, 'access', { method: 'POST', headers, body: JSON.stringify({ role, account: of }) })
/** The management with its own password, as somebody in a browser confirms it. */
const manage = (role: unknown, of: unknown) => create('admin', role, of, { Authorization: basic(user('admin'), target().logins?.[user('admin')] ?? '') })
const basic = (name: string, password: string): string => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
const made: string[] = []

afterAll(async () => {
	for (const Authorization of made) await send(null, 'DELETE', '/ocs/v2.php/core/apppassword', { headers: { Authorization, 'OCS-APIRequest': 'true' } })
})

describe.runIf(target().server.kind === 'nextcloud' && target().logins?.[user('admin')] !== undefined)('an app password for a program', () => {
	it.each(['booking', 'pvs'] as const)('of %s is made by the management, and opens the calendars but no files', async (role) => {
		const { answer, data } = await manage(role, user(role))
		expect(answer.status).toBe(201)
		expect(data).toEqual({ address: target().server.url, user: user(role), password: expect.stringMatching(/^[A-Za-z0-9]{72}$/) })
		const Authorization = basic(user(role), String(data['password']))
		made.push(Authorization)
		const calendar = target().calendars[0]?.id ?? ''
		const ask = (method: string, url: string, body?: string) => send(null, method, url, { headers: { Authorization, 'OCS-APIRequest': 'true', Depth: '0' }, ...(body === undefined ? {} : { body }) })
		expect((await ask('PROPFIND', calendarUrl(role, calendar), propfindBody('{DAV:}displayname'))).status).toBe(207)
		expect((await ask('GET', '/ocs/v2.php/apps/sprechstunde/api/v1/catalog')).status).toBe(200)
		expect((await ask('PUT', `/remote.php/dav/files/${user(role)}/note.txt`, 'x')).status).toBe(403)
		expect((await ask('GET', '/ocs/v2.php/apps/sprechstunde/api/v1/configuration')).status).toBe(403)
		// nobody is surprised by it later
		const entries = (await ocs('admin', 'log?code=APP_PASSWORD_CREATED&limit=1')).data['entries'] as { actor: string; params: unknown }[]
		expect(entries).toEqual([expect.objectContaining({ actor: user('admin'), params: { account: user(role) } })])
		expect(JSON.stringify(entries)).not.toContain(String(data['password']))
	})

	it.each([['staff', 403], ['pvs', 403], ['booking', 403], [null, 401]] as const)('is nothing that %s may make', async (account, status) => {
		expect((await create(account, 'booking', user('booking'))).answer.status).toBe(status)
	})

	it.runIf(Number(target().server.version.split('.')[0]) >= 34)('is not made by whoever has an app password only: Nextcloud asks for one\'s own', async () => {
		expect((await create('admin', 'booking', user('booking'))).answer.status).toBe(403)
	})

	it.each<[string, unknown, unknown, string, number]>([
		['a role of people', 'staff', 'x', 'REQUEST_MALFORMED', 400],
		['no role', null, 'x', 'REQUEST_MALFORMED', 400],
		['no account', 'pvs', '', 'REQUEST_MALFORMED', 400],
		['a list of accounts', 'pvs', ['x'], 'REQUEST_MALFORMED', 400],
		['an account that there is not', 'pvs', 'nobody-at-all', 'NOT_FOUND', 404],
		['an account of the other role', 'pvs', user('booking'), 'NOT_FOUND', 404],
		['a person of the team', 'booking', user('staff'), 'NOT_FOUND', 404],
	])('is not made for %s', async (_, role, account, code, status) => {
		const answer = await manage(role, account)
		expect([answer.answer.status, answer.codes]).toEqual([status, [code]])
	})

	it.runIf(isInside())('is not made for an account that is there for more than that', async () => {
		command('group:add', 'sprechstunde-extra')
		command('group:adduser', 'sprechstunde-extra', user('pvs'))
		try {
			expect((await manage('pvs', user('pvs'))).codes).toEqual(['ACCOUNT_FOR_MORE'])
		} finally {
			command('group:delete', 'sprechstunde-extra')
		}
	})
})
