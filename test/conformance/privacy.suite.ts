// SPDX-License-Identifier: GPL-3.0-or-later
import { beforeAll, describe, expect, it } from 'vitest'
import { multistatus, ocs, send, type Answer } from './client.ts'
import { text, toICalendar } from './event.ts'
import { book, bookingProperties, catalog, change, day, iso, newUid, objectUrl, offered, pickSlot, propfindBody, put, type Booked } from './fixtures.ts'
import { calendarUrl, target } from './target.ts'

const secret = 'Geheimpatient Verborgen'
const window = (): string => `start="${iso(Date.now()).replace(/[-:]|\.\d+/g, '')}" end="${iso(Date.now() + 80 * day).replace(/[-:]|\.\d+/g, '')}"`
const report = (root: string, inner: string): string => `<?xml version="1.0"?><${root} xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:">${inner}</${root}>`
const props = '<d:prop><d:getetag/><c:calendar-data/></d:prop>'

let own: Booked
let foreign: { uid: string; uri: string; calendar: string; start: number }
let block: { uri: string }

/** The practice's own appointment and a block in the same calendar. */
beforeAll(async () => {
	own = await book()
	const { calendar, type } = await offered('manual')
	const start = await pickSlot(calendar, type)
	const uid = newUid()
	foreign = { uid, uri: `${uid}.ics`, calendar, start }
	expect((await put('pvs', calendar, foreign.uri, toICalendar({ events: [bookingProperties(uid, type, start, { 'X-PATIENT-NAME': secret })] }))).status).toBe(201)
	const blockStart = await pickSlot(calendar, type)
	block = { uri: `block-${newUid()}.ics` }
	const properties = bookingProperties(block.uri, type, blockStart).filter(({ name }) => !name.startsWith('X-'))
	expect((await put('pvs', calendar, block.uri, toICalendar({ events: [[...properties, text('SUMMARY', secret)]] }))).status).toBe(201)
})

function leaksNothing(answer: Answer): void {
	for (const hidden of [secret, foreign.uid, encodeURIComponent(foreign.uid), block.uri]) expect(answer.text).not.toContain(hidden)
}

async function asBooking(method: string, headers: Record<string, string>, body: string): Promise<Answer> {
	return send('booking', method, calendarUrl('booking', own.calendar), { headers: { 'Content-Type': 'application/xml', ...headers }, body })
}

describe('the booking account', () => {
	it.each<[string, string, Record<string, string>, () => string]>([
		['PROPFIND', 'PROPFIND', { Depth: '1' }, () => propfindBody('{DAV:}getetag')],
		['calendar-query', 'REPORT', { Depth: '1' }, () => report('c:calendar-query', `${props}<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range ${window()}/></c:comp-filter></c:comp-filter></c:filter>`)],
		['sync-collection', 'REPORT', {}, () => report('d:sync-collection', `<d:sync-token/><d:sync-level>1</d:sync-level>${props}`)],
	])('sees its own objects and nothing else by %s', async (_, method, headers, body) => {
		const answer = await asBooking(method, headers, body())
		expect(answer.status).toBe(207)
		expect(multistatus(answer).responses.map((entry) => decodeURIComponent(entry.href))).toContainEqual(expect.stringContaining(own.uid))
		leaksNothing(answer)
	})

	it('gets no hidden object by multiget, though it names it', async () => {
		const href = (uri: string): string => new URL(objectUrl('booking', own.calendar, uri)).pathname
		const answer = await asBooking('REPORT', {}, report('c:calendar-multiget', `${props}<d:href>${href(own.uri)}</d:href><d:href>${href(foreign.uri)}</d:href>`))
		expect(answer.status).toBe(207)
		const { responses } = multistatus(answer)
		const found = responses.filter((entry) => entry.properties['{urn:ietf:params:xml:ns:caldav}calendar-data'] !== undefined)
		expect(found).toHaveLength(1)
		expect(found[0]?.properties['{urn:ietf:params:xml:ns:caldav}calendar-data']).toContain(own.uid)
		expect(answer.text).not.toContain(secret)
	})

	it('hears of no foreign change by sync-collection', async () => {
		const token = multistatus(await asBooking('REPORT', {}, report('d:sync-collection', '<d:sync-token/><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop>'))).syncToken
		expect(token).not.toBe('')
		await change('pvs', foreign, { 'X-VISIT-REASON': 'geändert' })
		const answer = await asBooking('REPORT', {}, report('d:sync-collection', `<d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop>`))
		expect(answer.status).toBe(207)
		expect(multistatus(answer).responses).toEqual([])
		leaksNothing(answer)
	})

	it('gets no times of others by free-busy-query', async () => {
		const answer = await asBooking('REPORT', { Depth: '1' }, report('c:free-busy-query', `<c:time-range ${window()}/>`))
		if (answer.status === 200) {
			const stamp = iso(foreign.start).replace(/[-:]/g, '')
			expect(answer.text).not.toContain(`${stamp}/`)
		} else {
			expect(answer.status).toBeGreaterThanOrEqual(400)
		}
	})

	it.each(['GET', 'HEAD'])('gets 404 from %s of a foreign object', async (method) => {
		for (const uri of [foreign.uri, block.uri]) {
			const answer = await send('booking', method, objectUrl('booking', own.calendar, uri))
			expect(answer.status).toBe(404)
			expect(answer.text).not.toContain(secret)
		}
		expect((await send('booking', 'PROPFIND', objectUrl('booking', own.calendar, foreign.uri), { headers: { Depth: '0' } })).status).toBe(404)
	})

	it('does not reach the practice\'s calendar by other addresses', async () => {
		for (const account of ['admin', 'staff', 'pvs'] as const) {
			for (const [method, url] of [['PROPFIND', calendarUrl(account, own.calendar)], ['GET', objectUrl(account, own.calendar, foreign.uri)], ['GET', objectUrl(account, own.calendar, own.uri)]] as const) {
				const answer = await send('booking', method, url, { headers: { Depth: '1' } })
				expect([403, 404]).toContain(answer.status)
				// an error may repeat the address that was asked for; it must be the same for one that does not exist
				expect(answer.text).not.toContain(secret)
				if (method === 'PROPFIND') leaksNothing(answer)
				else expect((await send('booking', method, objectUrl(account, own.calendar, `${newUid()}.ics`))).status).toBe(answer.status)
			}
		}
		const suffix = new URL(calendarUrl('staff', own.calendar)).pathname.split('/').at(-2) ?? ''
		const user = target().accounts.booking?.user ?? ''
		expect((await send('booking', 'PROPFIND', `/remote.php/dav/calendars/${user}/${suffix}/`, { headers: { Depth: '1' } })).status).toBe(404)
	})

	it('finds no patient by searching other people\'s calendars', async () => {
		const search = (term: string): string => `<n:calendar-search xmlns:n="http://nextcloud.com/ns" xmlns:d="DAV:"><d:prop><d:getetag/></d:prop><n:filter><n:comp-filter name="VEVENT"/><n:prop-filter name="SUMMARY"/><n:search-term>${term}</n:search-term></n:filter></n:calendar-search>`
		for (const account of ['admin', 'staff', 'pvs'] as const) {
			const home = `/remote.php/dav/calendars/${target().accounts[account]?.user ?? ''}/`
			const [hit, miss] = await Promise.all(['Verborgen', 'Niemand'].map((term) => send('booking', 'REPORT', home, { headers: { 'Content-Type': 'application/xml' }, body: search(term) })))
			expect([403, 404]).toContain(hit?.status)
			expect([hit?.status, hit?.text]).toEqual([miss?.status, miss?.text])
		}
	})

	it('gets no times of others from its outbox', async () => {
		const { practice } = await catalog()
		const { user } = target().accounts.booking ?? { user: '' }
		const principal = await send('booking', 'PROPFIND', `/remote.php/dav/principals/users/${user}/`, { headers: { Depth: '0', 'Content-Type': 'application/xml' }, body: propfindBody('{urn:ietf:params:xml:ns:caldav}calendar-user-address-set') })
		const own = /mailto:[^<]+/.exec(principal.text)?.[0] ?? 'mailto:website@praxis.example'
		const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'METHOD:REQUEST', 'BEGIN:VFREEBUSY', 'UID:x', 'DTSTAMP:20260101T000000Z',
			`DTSTART:${iso(foreign.start - day).replace(/[-:]/g, '')}`, `DTEND:${iso(foreign.start + day).replace(/[-:]/g, '')}`,
			`ORGANIZER:${own}`, `ATTENDEE:mailto:${practice.email}`, 'END:VFREEBUSY', 'END:VCALENDAR', '']
		const answer = await send('booking', 'POST', `/remote.php/dav/calendars/${user}/outbox/`, { headers: { 'Content-Type': 'text/calendar' }, body: lines.join('\r\n') })
		expect([403, 404, 405]).toContain(answer.status)
		expect(answer.text).not.toContain('FREEBUSY')
	})

	it('reaches nothing by the legacy addresses', async () => {
		const path = new URL(objectUrl('admin', own.calendar, foreign.uri)).pathname.replace('/remote.php/dav/', '')
		for (const root of ['/remote.php/caldav/', '/remote.php/calendar/']) {
			const answer = await send('booking', 'GET', root + path)
			expect(answer.status).toBeGreaterThanOrEqual(300)
			leaksNothing(answer)
		}
	})

	it('learns nothing from a refusal about a foreign object', async () => {
		const { type } = await offered('manual')
		const body = toICalendar({ events: [bookingProperties(foreign.uid, type, foreign.start)] })
		for (const headers of [{ 'If-None-Match': '*' }, { 'If-Match': '"x"' }, {}] as Record<string, string>[]) {
			const answer = await send('booking', 'PUT', objectUrl('booking', own.calendar, foreign.uri), { body, headers: { 'Content-Type': 'text/calendar', ...headers } })
			expect(answer.status).toBeGreaterThanOrEqual(400)
			expect(answer.text).not.toContain(secret)
			expect(answer.headers.get('etag')).toBeNull()
		}
		const { text: kept } = await send('pvs', 'GET', objectUrl('pvs', own.calendar, foreign.uri))
		expect(kept).toContain(secret)
	})

	it('reads free windows without names', async () => {
		const { answer } = await ocs('booking', `calendars/${own.calendar}/free?from=${iso(Date.now())}&to=${iso(Date.now() + 30 * day)}`)
		expect(answer.status).toBe(200)
		leaksNothing(answer)
		expect(JSON.stringify(await catalog())).not.toContain(secret)
	})

	it.each(['DELETE', 'PUT', 'MOVE', 'COPY', 'PROPPATCH', 'MKCALENDAR'])('may not %s', async (method) => {
		const url = method === 'PROPPATCH' ? calendarUrl('booking', own.calendar) : method === 'MKCALENDAR'
			? `/remote.php/dav/calendars/${target().accounts.booking?.user ?? ''}/app-generated--sprechstunde--mine/` : objectUrl('booking', own.calendar, own.uri)
		const { type } = await offered('manual')
		const before = await send('booking', 'GET', objectUrl('booking', own.calendar, own.uri))
		const options = {
			DELETE: {},
			PUT: { body: toICalendar({ events: [bookingProperties(own.uid, type, own.start, { STATUS: 'CANCELLED' })] }), headers: { 'Content-Type': 'text/calendar', 'If-Match': before.headers.get('etag') ?? '' } },
			MOVE: { headers: { Destination: objectUrl('booking', target().calendars[1]?.id ?? own.calendar, own.uri) } },
			COPY: { headers: { Destination: objectUrl('booking', target().calendars[1]?.id ?? own.calendar, own.uri) } },
			PROPPATCH: { body: '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><d:displayname>mine</d:displayname></d:prop></d:set></d:propertyupdate>', headers: { 'Content-Type': 'application/xml' } },
			MKCALENDAR: {},
		}[method] ?? {}
		const answer = await send('booking', method, url, options)
		// PROPPATCH says it in the multistatus
		if (answer.status === 207) expect(answer.text).toMatch(/403 Forbidden/)
		else expect([403, 405]).toContain(answer.status)
		if (method === 'DELETE' || method === 'PUT') expect(answer.codes).toEqual(['ROLE_FORBIDDEN'])
		const after = await send('booking', 'GET', objectUrl('booking', own.calendar, own.uri))
		expect(after.text).toBe(before.text)
	})
})
