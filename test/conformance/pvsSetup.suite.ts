// SPDX-License-Identifier: GPL-3.0-or-later
// A practice program is connected by the management: who may, what its account reaches, what the page hears of it, and how it ends.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { multistatus, ocs, send, type Answer } from './client.ts'
import { canConfirm, confirmed } from './confirmed.ts'
import { bookingProperties, newUid, offered, pickSlot, propfindBody } from './fixtures.ts'
import { toICalendar } from './event.ts'
import { command, isInside } from './inside.ts'
import { calendarUrl, target } from './target.ts'

interface Login { readonly id: string; readonly user: string; readonly password: string }
const accounts = ['booking', 'pvs', 'staff'] as const

describe.skipIf(!isInside() || !canConfirm)('connecting a practice program', () => {
	let before: Practice
	let calendars: string[]
	const made: Login[] = []
	const connect = async (profile: string, of: readonly string[]) => ocs('admin', 'programs', { method: 'POST', headers: confirmed, body: JSON.stringify({ profile, calendars: of }) })
	const made1 = async (profile: string, of: readonly string[]): Promise<Login> => {
		const { answer, data } = await connect(profile, of)
		expect(answer.status, answer.text).toBe(201)
		made.push(data as unknown as Login)
		return data as unknown as Login
	}
	/** a request with the credentials that the assistant showed */
	const as = ({ user, password }: Pick<Login, 'user' | 'password'>, method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Answer> =>
		send(null, method, `/remote.php/dav/${path}`, { ...(body === undefined ? {} : { body }), headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, ...headers } })
	const ofCalendar = (id: string) => before.calendars.find((one) => one.id === id) as Practice['calendars'][number]
	const pathOf = (login: Login, id: string): string => `calendars/${login.user}/${ofCalendar(id).uri}_shared_by_${ofCalendar(id).owner}/`
	const steps = async (login: Login) => Object.entries((await ocs('admin', `programs/${login.id}/steps`)).data).filter(([name, value]) => name.endsWith('At') && value !== null).map(([name]) => name)
	const object = async (calendar: string): Promise<[string, string]> => {
		const { type } = await offered('manual')
		const uid = newUid()
		return [`${uid}.ics`, toICalendar({ events: [[...bookingProperties(uid, type, await pickSlot(calendar, type))]] })]
	}

	beforeAll(async () => {
		before = (await ocs('admin', 'configuration')).data as unknown as Practice
		calendars = before.calendars.map(({ id }) => id)
		expect(calendars.length).toBeGreaterThan(1)
	})
	afterAll(async () => {
		for (const { id } of made) await ocs('admin', `programs/${id}`, { method: 'DELETE' })
		await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(before) })
	})

	it('is for the management alone', async () => {
		for (const account of accounts) {
			for (const [method, route] of [['GET', 'programs'], ['GET', 'programs/x/steps'], ['POST', 'programs/x/pause'], ['DELETE', 'programs/x']] as const) {
				expect((await ocs(account, route, { method })).codes, `${account} ${method} ${route}`).toEqual(['ROLE_FORBIDDEN'])
			}
		}
		for (const account of accounts) for (const route of ['programs', 'programs/x/password']) expect((await ocs(account, route, { method: 'POST' })).answer.status, `${account} ${route}`).toBe(403)
		expect((await ocs(null, 'programs')).answer.status).toBe(401)
	})

	it('refuses what it does not know, and makes no account then', async () => {
		const users = command('user:list')
		expect((await connect('nobody', [calendars[0] as string])).codes).toEqual(['FIELD_VALUE_NOT_ALLOWED'])
		expect((await connect('albis', [])).codes).toEqual(['SCHEMA_VIOLATION'])
		expect((await connect('albis', ['nowhere'])).codes).toEqual(['REFERENCE_UNKNOWN'])
		const odd = await ocs('admin', 'programs', { method: 'POST', headers: confirmed, body: JSON.stringify({ profile: 'albis', calendars: [{}] }) })
		expect(odd.answer.status).toBe(400)
		for (const [method, route] of [['GET', 'programs/none/steps'], ['POST', 'programs/none/password'], ['POST', 'programs/none/pause'], ['DELETE', 'programs/none']] as const) expect((await ocs('admin', route, { method, headers: confirmed })).codes).toEqual(['NOT_FOUND'])
		expect(command('user:list')).toBe(users)
	})

	it('gives an account that reads and writes its calendars and reaches no others', async () => {
		const { calendar: own } = await offered('manual')
		const other = calendars.find((id) => id !== own) as string
		const login = await made1('tomedo', [own])
		expect(login).toMatchObject({ id: 'tomedo', user: 'pvs-tomedo' })
		expect(await steps(login)).toEqual([])

		expect((await as(login, 'PROPFIND', '', propfindBody('{DAV:}current-user-principal'), { Depth: '0' })).status).toBe(207)
		expect(await steps(login)).toEqual(['seenAt'])
		const home = multistatus(await as(login, 'PROPFIND', `calendars/${login.user}/`, propfindBody('{DAV:}resourcetype', '{DAV:}displayname'), { Depth: '1' }))
		const found = home.responses.filter(({ properties }) => (properties['{DAV:}resourcetype'] ?? '').includes('caldav}calendar')).map(({ href }) => decodeURIComponent(href).split('/').at(-2))
		expect(found).toEqual([`${ofCalendar(own).uri}_shared_by_${ofCalendar(own).owner}`])
		expect(await steps(login)).toEqual(['seenAt', 'foundAt'])

		const query = '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>'
		expect((await as(login, 'REPORT', pathOf(login, own), query, { Depth: '1' })).status).toBe(207)
		expect(await steps(login)).toEqual(['seenAt', 'foundAt', 'fetchedAt'])
		const [uri, text] = await object(own)
		const type = { 'Content-Type': 'text/calendar; charset=utf-8' }
		const put = await as(login, 'PUT', pathOf(login, own) + encodeURIComponent(uri), text, { ...type, 'If-None-Match': '*' })
		expect(put.status, put.text).toBe(201)
		expect(await steps(login)).toEqual(['seenAt', 'foundAt', 'fetchedAt', 'storedAt'])

		const foreign = [pathOf(login, other), `calendars/${ofCalendar(other).owner}/${ofCalendar(other).uri}/`]
		for (const path of foreign) {
			expect((await as(login, 'PROPFIND', path, propfindBody('{DAV:}displayname'), { Depth: '1' })).status, path).toBe(404)
			expect((await as(login, 'REPORT', path, query, { Depth: '1' })).status, path).toBe(404)
			expect((await as(login, 'PUT', path + encodeURIComponent(uri), text, type)).status, path).toBe(404)
			const multiget = `<c:calendar-multiget xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><d:href>/remote.php/dav/${path}x.ics</d:href></c:calendar-multiget>`
			expect((await as(login, 'REPORT', pathOf(login, own), multiget, { Depth: '1' })).status, path).toBe(404)
			expect((await as(login, 'MOVE', pathOf(login, own) + encodeURIComponent(uri), undefined, { Destination: new URL(`/remote.php/dav/${path}${encodeURIComponent(uri)}`, target().server.url).href })).status, path).toBe(404)
		}
		// those of the group without a connection go on as before
		expect((await send('pvs', 'PROPFIND', calendarUrl('pvs', other), { body: propfindBody('{DAV:}displayname'), headers: { Depth: '0' } })).status).toBe(207)
		expect((await as(login, 'DELETE', pathOf(login, own) + encodeURIComponent(uri))).status).toBe(204)
		const ocsAnswer = await send(null, 'GET', '/ocs/v2.php/apps/sprechstunde/api/v1/configuration', { headers: { Authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`, 'OCS-APIRequest': 'true' } })
		expect(ocsAnswer.status).toBe(403)
	})

	it('is listed, and follows the calendars of the settings', async () => {
		const [login] = made as [Login]
		const { data } = await ocs('admin', 'programs')
		expect((data.programs as Record<string, unknown>[]).find(({ id }) => id === login.id)).toMatchObject({ account: login.user, isManaged: true, state: 'fresh' })
		const now = (await ocs('admin', 'configuration')).data as unknown as Practice
		const { answer } = await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify({ ...now, pvs: (now.pvs ?? []).map((one) => one.id === login.id ? { ...one, calendars } : one) }) })
		expect(answer.status, answer.text).toBe(200)
		for (const id of calendars) expect((await as(login, 'PROPFIND', pathOf(login, id), propfindBody('{DAV:}displayname'), { Depth: '0' })).status).toBe(207)
	})

	it('gets a new password, which ends the old one, and is paused until the next', async () => {
		const [login] = made as [Login]
		const { answer, data } = await ocs('admin', `programs/${login.id}/password`, { method: 'POST', headers: confirmed })
		expect(answer.status).toBe(201)
		const renewed = { ...login, ...(data as unknown as Login) }
		expect(await steps(login)).toEqual([])
		const ask = async (one: Login): Promise<number> => (await as(one, 'PROPFIND', pathOf(one, calendars[0] as string), propfindBody('{DAV:}displayname'), { Depth: '0' })).status
		expect([await ask(login), await ask(renewed)]).toEqual([401, 207])
		expect((await ocs('admin', `programs/${login.id}/pause`, { method: 'POST' })).answer.status).toBe(200)
		expect(await ask(renewed)).toBe(401)
		expect(((await ocs('admin', 'programs')).data.programs as { id: string; state: string }[]).find(({ id }) => id === login.id)?.state).toBe('paused')
		const again = (await ocs('admin', `programs/${login.id}/password`, { method: 'POST', headers: confirmed })).data as unknown as Login
		expect(await ask({ ...login, ...again })).toBe(207)
	})

	it('a second one of the same program has a name and an account of its own', async () => {
		expect(await made1('tomedo', [calendars[0] as string])).toMatchObject({ id: 'tomedo-2', user: 'pvs-tomedo-2' })
	})

	it('is locked out once it is taken off', async () => {
		const login = made.pop() as Login
		expect((await ocs('admin', `programs/${login.id}`, { method: 'DELETE' })).answer.status).toBe(200)
		expect((await as(login, 'PROPFIND', `calendars/${login.user}/`, propfindBody('{DAV:}displayname'), { Depth: '0' })).status).toBe(401)
		expect(command('user:info', login.user)).toContain('user not found')
		expect(((await ocs('admin', 'configuration')).data as unknown as Practice).pvs?.map(({ id }) => id)).toEqual(['tomedo'])
		const codes = ((await ocs('admin', 'log')).data.entries as { code: string }[]).map(({ code }) => code)
		for (const code of ['PROGRAM_CONNECTED', 'PROGRAM_PASSWORD', 'PROGRAM_PAUSED', 'PROGRAM_REMOVED']) expect(codes).toContain(code)
	})

	it('does nothing to an account that the app did not make', async () => {
		const now = (await ocs('admin', 'configuration')).data as unknown as Practice
		const own = { id: 'by-hand', profile: 'generic', user: target().accounts.pvs?.user ?? '', calendars }
		const put = (pvs: Practice['pvs']) => ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify({ ...now, pvs }) })
		expect((await put([...now.pvs ?? [], own])).answer.status).toBe(200)
		for (const route of ['password', 'pause']) expect((await ocs('admin', `programs/by-hand/${route}`, { method: 'POST', headers: confirmed })).codes).toEqual(['ACCOUNT_NOT_OURS'])
		expect((await ocs('admin', 'programs/by-hand', { method: 'DELETE' })).answer.status).toBe(200)
		expect((await send('pvs', 'PROPFIND', calendarUrl('pvs', calendars[0] as string), { body: propfindBody('{DAV:}displayname'), headers: { Depth: '0' } })).status).toBe(207)
		const unknown = await put([...now.pvs ?? [], { ...own, user: 'nobody-at-all' }])
		expect(unknown.codes).toEqual(['OWNER_UNKNOWN'])
	})
})
