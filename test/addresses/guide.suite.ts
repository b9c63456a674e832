// SPDX-License-Identifier: GPL-3.0-or-later
import { request } from 'node:http'
import { expect, it } from 'vitest'
import { multistatus, send, type Answer, type DavResponse } from '../conformance/client.ts'
import { text, toICalendar, valueOf } from '../conformance/event.ts'
import { book, bookingProperties, newUid, offered, pickSlot, propfindBody, remember } from '../conformance/fixtures.ts'
import { calendarUrl, target, type AccountName } from '../conformance/target.ts'
import { behindEach } from './site.ts'

const calendarType = '{urn:ietf:params:xml:ns:caldav}calendar'
const names = ['{DAV:}resourcetype', '{DAV:}displayname', '{DAV:}sync-token', '{DAV:}current-user-principal'] as const
const asXml = { 'Content-Type': 'application/xml' }
const asCalendar = { 'Content-Type': 'text/calendar; charset=utf-8' }
const only = (answer: Answer): DavResponse => multistatus(answer).responses[0] ?? { href: '', status: null, properties: {} }
const home = '{urn:ietf:params:xml:ns:caldav}calendar-home-set'

/** A GET of exactly this path, with nothing tidied up. */
function raw(url: string, path: string): Promise<{ status: number; text: string }> {
	return new Promise((resolve, reject) => {
		request(url, { path }, (answer) => {
			let text = ''
			answer.setEncoding('utf8').on('data', (part: string) => { text += part }).on('end', () => { resolve({ status: answer.statusCode ?? 0, text }) })
		}).on('error', reject).end()
	})
}

/** name in the guide's address → calendar of the sample practice */
const guide = { 'praxis': 'dr-mueller', 'hauptkalender': 'dr-mueller', 'dr-mueller': 'dr-mueller', 'dr-schmidt': 'dr-schmidt' } as const

behindEach(({ ask, url }) => {
	it('asks for credentials in place', async () => {
		for (const path of ['/caldav/', '/caldav/calendars/praxis/', '/caldav/calendars/hauptkalender', '/caldav/principals/']) {
			const answer = await ask(null, 'PROPFIND', path, { headers: { Depth: '0' } })
			expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([path, 401, expect.stringMatching(/Basic realm=/)])
		}
		const wrong = await ask(null, 'PROPFIND', '/caldav/', { headers: { Depth: '0', Authorization: `Basic ${btoa('praxis:falsch')}` } })
		expect(wrong.status).toBe(401)
	})

	it('leads from well-known to the root on the same host', async () => {
		for (const path of ['/.well-known/caldav', '/caldav']) {
			const answer = await ask('staff', 'PROPFIND', path, { headers: { Depth: '0' } })
			expect([answer.status, new URL(answer.headers.get('location') ?? '', url()).pathname]).toEqual([307, '/caldav/'])
		}
	})

	it('leaves the rest of the website alone', async () => {
		const page = await ask(null, 'GET', '/')
		expect([page.status, page.text]).toEqual([200, expect.stringContaining('<title>Praxis')])
		for (const path of ['/remote.php/dav/', '/caldavx']) expect([path, (await send(null, 'GET', url() + path)).status]).toEqual([path, 404])
		// as nobody's library would send it
		for (const path of ['/caldav/../status.php', '/caldav/../../status.php', '/caldav/%2e%2e/%2e%2e/status.php', '/caldav/..%2f..%2fstatus.php', '/caldav/x/../../../status.php']) {
			const { status, text } = await raw(url(), path)
			// what looks for a file of that name in Nextcloud's DAV tree asks for credentials first
			expect([path, status]).toEqual([path, expect.toSatisfy((one: number) => [400, 401, 404].includes(one))])
			expect(text).not.toContain('versionstring')
		}
	})

	for (const role of ['staff', 'admin', 'pvs'] as const) {
		it(`${role}: from the root to the calendars, all below /caldav/`, async () => {
			const { user = '' } = target().accounts[role] ?? {}
			const root = only(await ask(role, 'PROPFIND', '/caldav/', { headers: { Depth: '0', ...asXml }, body: propfindBody('{DAV:}current-user-principal') }))
			expect(root.href).toBe('/caldav/')
			const principal = /\/caldav\/principals\/users\/[^ ]+\//.exec(root.properties['{DAV:}current-user-principal'] ?? '')?.[0] ?? ''
			expect(principal).toBe(`/caldav/principals/users/${user}/`)
			const homes = only(await ask(role, 'PROPFIND', principal, { headers: { Depth: '0', ...asXml }, body: propfindBody(home) }))
			const at = /\/caldav\/calendars\/[^ ]+\//.exec(homes.properties[home] ?? '')?.[0] ?? ''
			// the owner of the calendars has the name of one of them
			expect(at).toBe(user === 'praxis' ? '/caldav/calendars/~praxis/' : `/caldav/calendars/${user}/`)
			const found = multistatus(await ask(role, 'PROPFIND', at, { headers: { Depth: '1', ...asXml }, body: propfindBody(...names) })).responses
			for (const { href } of found) expect(href.startsWith(at)).toBe(true)
			const calendars = found.filter(({ properties }) => properties['{DAV:}resourcetype']?.includes(calendarType)).map(({ href }) => href.replace(at, ''))
			for (const { id } of target().calendars) expect(calendars).toContain(`${new URL(calendarUrl(role, id)).pathname.split('/').at(-2) ?? ''}/`)
			for (const href of calendars) expect((await ask(role, 'PROPFIND', at + href, { headers: { Depth: '0' } })).status).toBe(207)
		})
	}

	for (const role of ['staff', 'admin', 'pvs', 'booking'] as const) {
		it(`${role}: every address of the guide is a calendar, and its answers name that address`, async () => {
			for (const [name, id] of Object.entries(guide)) for (const slash of ['/', '']) {
				const answer = only(await ask(role, 'PROPFIND', `/caldav/calendars/${name}${slash}`, { headers: { Depth: '0', ...asXml }, body: propfindBody(...names) }))
				expect([answer.href, answer.properties['{DAV:}resourcetype']]).toEqual([`/caldav/calendars/${name}/`, expect.stringContaining(calendarType)])
				const native = only(await ask(role, 'PROPFIND', calendarUrl(role, id).replace(`${target().server.url}/remote.php/dav/`, '/caldav/').replace('calendars/praxis/', 'calendars/~praxis/'), { headers: { Depth: '0', ...asXml }, body: propfindBody(...names) }))
				expect(answer.properties['{DAV:}displayname']).toBe(native.properties['{DAV:}displayname'])
				expect(answer.properties['{DAV:}sync-token']).toBe(native.properties['{DAV:}sync-token'])
			}
		})
	}

	for (const role of ['staff', 'pvs'] as const) {
		it(`${role}: reads, writes, moves and synchronises by a stable address`, async () => {
			const { type } = await offered('manual')
			const start = await pickSlot('dr-mueller', type)
			const uid = newUid()
			const body = toICalendar({ events: [[...bookingProperties(uid, type, start), text('X-SOURCE-ADDRESS', '<d:href>/caldav/calendars/hauptkalender/</d:href>')]] })
			const at = `/caldav/calendars/hauptkalender/${uid}.ics`
			const token = async (calendar: string): Promise<string> => only(await ask(role, 'PROPFIND', `/caldav/calendars/${calendar}/`, { headers: { Depth: '0', ...asXml }, body: propfindBody('{DAV:}sync-token') })).properties['{DAV:}sync-token'] ?? ''
			const changes = async (calendar: string, since: string): Promise<DavResponse[]> => multistatus(await ask(role, 'REPORT', `/caldav/calendars/${calendar}/`, { headers: asXml, body: `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${since}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>` })).responses
			const [before, beforeThere] = [await token('hauptkalender'), await token('dr-schmidt')]

			const made = await ask(role, 'PUT', at, { headers: { ...asCalendar, 'If-None-Match': '*' }, body })
			remember('dr-mueller', `${uid}.ics`)
			expect([made.status, made.text]).toEqual([201, ''])
			const read = await ask(role, 'GET', at)
			expect([read.status, valueOf(read.text, 'UID'), read.headers.get('content-type')]).toEqual([200, uid, expect.stringContaining('text/calendar')])
			expect((await ask(role, 'HEAD', at)).headers.get('etag')).toBe(read.headers.get('etag'))
			expect((await ask(role, 'PUT', at, { headers: { ...asCalendar, 'If-None-Match': '*' }, body })).status).toBe(412)
			expect((await changes('hauptkalender', before)).map(({ href }) => href)).toEqual([at])

			for (const href of [at, `${url()}${at}`, `/caldav/calendars/praxis/${uid}.ics`]) {
				const multiget = await ask(role, 'REPORT', '/caldav/calendars/hauptkalender/', { headers: { Depth: '1', ...asXml }, body: `<c:calendar-multiget xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/><c:calendar-data/></d:prop><d:href>${href}</d:href></c:calendar-multiget>` })
				const [found] = multistatus(multiget).responses
				expect([found?.href, found?.properties['{DAV:}getetag']]).toEqual([at, read.headers.get('etag')])
				expect(found?.properties['{urn:ietf:params:xml:ns:caldav}calendar-data']?.replaceAll('\r', '')).toBe(read.text.replaceAll('\r', ''))
			}

			const moved = await ask(role, 'MOVE', at, { headers: { Destination: `${url()}/caldav/calendars/dr-schmidt/${uid}.ics`, Overwrite: 'F' } })
			remember('dr-schmidt', `${uid}.ics`)
			expect(moved.status).toBe(201)
			expect((await changes('hauptkalender', before)).map(({ href, status }) => [href, status])).toEqual([[at, 404]])
			expect((await changes('dr-schmidt', beforeThere)).map(({ href }) => href)).toEqual([`/caldav/calendars/dr-schmidt/${uid}.ics`])
			expect((await ask(role, 'GET', at)).status).toBe(404)
			expect((await ask(role, 'GET', `/caldav/calendars/dr-schmidt/${uid}.ics`)).text).toContain(uid)
		})
	}

	it('keeps the rules: staff may not delete, and the refusal comes through unchanged', async () => {
		const booked = await book()
		const refused = await ask('staff', 'DELETE', `/caldav/calendars/${booked.calendar}/${booked.uri}`)
		expect([refused.status, refused.codes]).toEqual([403, ['ROLE_FORBIDDEN']])
		expect((await ask('pvs', 'DELETE', `/caldav/calendars/${booked.calendar}/${booked.uri}`)).status).toBe(204)
	})

	it('shows a booking account no more than its own', async () => {
		const mine = await book()
		const found = multistatus(await ask('booking', 'PROPFIND', `/caldav/calendars/${mine.calendar}/`, { headers: { Depth: '1', ...asXml }, body: propfindBody('{DAV:}getetag') })).responses
		expect(found.map(({ href }) => href)).toContain(`/caldav/calendars/${mine.calendar}/${mine.uri}`)
		const { type } = await offered('manual')
		const uid = newUid()
		await ask('staff', 'PUT', `/caldav/calendars/${mine.calendar}/${uid}.ics`, { headers: asCalendar, body: toICalendar({ events: [bookingProperties(uid, type, await pickSlot(mine.calendar, type))] }) })
		remember(mine.calendar, `${uid}.ics`)
		expect((await ask('booking', 'GET', `/caldav/calendars/${mine.calendar}/${uid}.ics`)).status).toBe(404)
	})

	it('an account without a role gets what it gets in Nextcloud', async () => {
		const who: AccountName = 'none'
		if (target().accounts.none === undefined) return
		expect((await ask(who, 'PROPFIND', '/caldav/calendars/dr-schmidt/', { headers: { Depth: '0' } })).status).toBe(207)
		expect((await ask(who, 'PUT', '/caldav/calendars/dr-schmidt/x.ics', { headers: asCalendar, body: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' })).status).toBe(403)
	})

	it('names with more than letters', async () => {
		const { type } = await offered('manual')
		const uid = newUid()
		const name = `Ä b+c@d~${uid.split('-').at(3)?.slice(0, 8) ?? ''}.ics`
		const path = `/caldav/calendars/praxis/${encodeURIComponent(name)}`
		expect((await ask('pvs', 'PUT', path, { headers: asCalendar, body: toICalendar({ events: [bookingProperties(uid, type, await pickSlot('dr-mueller', type))] }) })).status).toBe(201)
		const read = await ask('pvs', 'GET', path)
		expect([read.status, valueOf(read.text, 'UID')]).toEqual([200, uid])
		const found = multistatus(await ask('pvs', 'PROPFIND', path, { headers: { Depth: '0' } })).responses[0]
		expect(decodeURIComponent(found?.href ?? '')).toBe(`/caldav/calendars/praxis/${name}`)
		const gone = await ask('pvs', 'DELETE', path)
		expect([gone.status, gone.text]).toEqual([204, ''])
	})

	it('no cookie passes, in neither direction', async () => {
		const answer = await ask('staff', 'PROPFIND', '/caldav/', { headers: { Depth: '0', Cookie: 'wordpress_logged_in_x=secret; nc_username=praxis' } })
		expect([answer.status, answer.headers.getSetCookie()]).toEqual([207, []])
	})

	it('OPTIONS says what a calendar can', async () => {
		const answer = await ask('staff', 'OPTIONS', '/caldav/calendars/praxis/')
		expect([answer.status, answer.headers.get('dav'), answer.headers.get('allow')]).toEqual([200, expect.stringContaining('calendar-access'), expect.stringContaining('REPORT')])
	})
})
