// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { multistatus, send } from './client.ts'
import { propfindBody } from './fixtures.ts'
import { calendarUrl, target, type AccountName } from './target.ts'

const dav = '/remote.php/dav/'
const people: AccountName[] = ['booking', 'staff', 'admin', 'pvs']

async function property(account: AccountName, url: string, name: string): Promise<string> {
	const answer = await send(account, 'PROPFIND', url, { headers: { Depth: '0' }, body: propfindBody(name) })
	expect(answer.status).toBe(207)
	return multistatus(answer).responses[0]?.properties[name] ?? ''
}

describe('discovery', () => {
	it.each(people)('leads %s from the root over principal and home to the calendars', async (account) => {
		const principal = (await property(account, dav, '{DAV:}current-user-principal')).replace('{DAV:}href', '').trim()
		expect(principal).toContain(`/principals/users/${target().accounts[account]?.user ?? ''}`)
		const home = (await property(account, principal, '{urn:ietf:params:xml:ns:caldav}calendar-home-set')).replace('{DAV:}href', '').trim()
		const listed = multistatus(await send(account, 'PROPFIND', home, { headers: { Depth: '1' }, body: propfindBody('{DAV:}resourcetype') }))
		const calendars = listed.responses.filter((entry) => entry.properties['{DAV:}resourcetype']?.includes('{urn:ietf:params:xml:ns:caldav}calendar '))
		for (const { id } of target().calendars) {
			expect(calendars.map((entry) => entry.href)).toContain(new URL(calendarUrl(account, id)).pathname)
		}
	})

	it('answers OPTIONS with calendar-access and the methods', async () => {
		const answer = await send('pvs', 'OPTIONS', calendarUrl('pvs', target().calendars[0]?.id ?? ''))
		expect(answer.status).toBe(200)
		expect(answer.headers.get('dav')).toContain('calendar-access')
		for (const method of ['PROPFIND', 'REPORT', 'PUT', 'DELETE']) expect(answer.headers.get('allow')).toContain(method)
	})

	it('lists what a calendar can report', async () => {
		const reports = await property('pvs', calendarUrl('pvs', target().calendars[0]?.id ?? ''), '{DAV:}supported-report-set')
		for (const name of ['calendar-query', 'calendar-multiget', 'free-busy-query']) expect(reports).toContain(`{urn:ietf:params:xml:ns:caldav}${name}`)
		expect(reports).toContain('{DAV:}sync-collection')
	})

	it('puts the properties that a resource lacks into a propstat of their own', async () => {
		const answer = await send('pvs', 'PROPFIND', calendarUrl('pvs', target().calendars[0]?.id ?? ''), { headers: { Depth: '0' }, body: propfindBody('{DAV:}displayname', '{urn:nobody}nothing') })
		expect(answer.text).toMatch(/404 Not Found/)
		expect(Object.keys(multistatus(answer).responses[0]?.properties ?? {})).toEqual(['{DAV:}displayname'])
	})
})

describe.runIf(target().server.kind === 'nextcloud')('calendars', () => {
	it('are in the practice\'s time zone, by which the server itself takes whole days', async () => {
		for (const { id } of target().calendars) {
			expect(await property('pvs', calendarUrl('pvs', id), '{urn:ietf:params:xml:ns:caldav}calendar-timezone')).toMatch(/^TZID:Europe\/Berlin\s*$/m)
		}
	})
})

describe('login', () => {
	it('refuses without credentials and with wrong ones', async () => {
		const url = calendarUrl('pvs', target().calendars[0]?.id ?? '')
		const answer = await send(null, 'PROPFIND', url, { headers: { Depth: '0' } })
		expect(answer.status).toBe(401)
		expect(answer.headers.get('www-authenticate')).toMatch(/Basic/)
		const wrong = `Basic ${Buffer.from(`${target().accounts.pvs?.user ?? ''}:wrong`).toString('base64')}`
		expect((await send(null, 'GET', url, { headers: { Authorization: wrong } })).status).toBe(401)
	})

	it('takes the app password as a bearer token too', async () => {
		const answer = await send('pvs', 'PROPFIND', calendarUrl('pvs', target().calendars[0]?.id ?? ''), { headers: { Depth: '0' }, body: propfindBody('{DAV:}displayname'), bearer: true })
		expect(answer.status).toBe(207)
	})
})
