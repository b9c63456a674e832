// SPDX-License-Identifier: GPL-3.0-or-later
import { randomUUID } from 'node:crypto'
import type { Facts } from '../../src/diagnostics/facts.ts'
import { ask, headerOf, type Reply } from './ask.ts'

export interface Credentials {
	readonly user: string
	readonly password: string
}

type Login = NonNullable<Facts['login']>
export interface Discovery extends Login {
	/** addresses of calendars that may be written */
	readonly writable: readonly string[]
}

const caldav = 'urn:ietf:params:xml:ns:caldav'
const day = 24 * 60 * 60 * 1000

/** Signs in and finds the calendars, as RFC 6764 and RFC 4791 §6.2.1 have it. */
export async function discover(server: string, credentials: Credentials): Promise<Discovery> {
	const nobody = { user: credentials.user, principal: false, calendars: 0, writable: [] }
	const root = await find(server, credentials, 'current-user-principal')
	if (root.status === 429) return { ...nobody, result: 'throttled' }
	if (root.status === 401 || root.status === 403) return { ...nobody, result: 'refused' }
	const principal = hrefIn(root.text, 'current-user-principal')
	if (principal === null) return { ...nobody, result: 'accepted' }
	const home = hrefIn((await find(new URL(principal, server).href, credentials, 'calendar-home-set', caldav)).text, 'calendar-home-set')
	const writable = home === null ? [] : calendarsIn((await ask({ ...question(new URL(home, server).href, credentials), headers: { ...authorise(credentials), Depth: '1', 'Content-Type': 'application/xml' }, body: '<d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/><d:current-user-privilege-set/></d:prop></d:propfind>' })).text, server)
	return { user: credentials.user, result: 'accepted', principal: true, calendars: writable.length, writable: writable.filter(({ mayWrite }) => mayWrite).map(({ address }) => address) }
}

/** Writes, reads and deletes an entry that takes no time from anybody and names nobody. Null: it went well. */
export async function roundTrip(calendar: string, credentials: Credentials, now: number): Promise<NonNullable<Facts['roundTrip']> | null> {
	const uid = `sprechstunde-check-${randomUUID()}`
	const address = `${calendar.replace(/\/?$/, '/')}${uid}.ics`
	const stamp = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')
	const body = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sprechstunde//Check//EN', 'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${stamp(now)}`, `DTSTART:${stamp(now + 400 * day)}`, `DTEND:${stamp(now + 400 * day + 60_000)}`, 'SUMMARY:Verbindungstest', 'TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
	const written = await ask({ method: 'PUT', url: address, headers: { ...authorise(credentials), 'Content-Type': 'text/calendar; charset=utf-8', 'If-None-Match': '*' }, body })
	if (!isFine(written)) return { failedAt: 'write', status: written.status }
	const read = await ask({ method: 'GET', url: address, headers: authorise(credentials) })
	const deleted = await ask({ method: 'DELETE', url: address, headers: authorise(credentials) })
	if (!isFine(read) || !read.text.includes(uid)) return { failedAt: 'read', status: read.status }
	return isFine(deleted) ? null : { failedAt: 'delete', status: deleted.status }
}

function isFine({ status }: Reply): boolean {
	return status >= 200 && status < 300
}

function authorise({ user, password }: Credentials): Record<string, string> {
	return { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

function question(url: string, credentials: Credentials): { method: string; url: string; headers: Record<string, string> } {
	return { method: 'PROPFIND', url, headers: { ...authorise(credentials), Depth: '0', 'Content-Type': 'application/xml' } }
}

/** Follows redirects on the same host, as programs do. */
async function find(url: string, credentials: Credentials, property: string, namespace = 'DAV:'): Promise<Reply> {
	const asked = { ...question(url, credentials), body: `<d:propfind xmlns:d="DAV:" xmlns:x="${namespace}"><d:prop><x:${property}/></d:prop></d:propfind>` }
	const reply = await ask(asked)
	const to = [307, 308].includes(reply.status) ? new URL(headerOf(reply, 'location'), url) : null
	return to !== null && to.host === new URL(url).host ? ask({ ...asked, url: to.href }) : reply
}

function hrefIn(xml: string, property: string): string | null {
	return new RegExp(`<[\\w-]*:?${property}[^>]*>\\s*<[\\w-]*:?href[^>]*>([^<]+)<`, 'u').exec(xml)?.[1]?.trim() ?? null
}

function calendarsIn(xml: string, server: string): { address: string; mayWrite: boolean }[] {
	return xml.split(/<[\w-]*:?response[\s>]/u).slice(1)
		.filter((part) => /<[\w-]*:?calendar\s*\/>/u.test(part))
		.flatMap((part) => {
			const href = /<[\w-]*:?href[^>]*>([^<]+)</u.exec(part)?.[1]
			return href === undefined ? [] : [{ address: new URL(href.trim(), server).href, mayWrite: /<[\w-]*:?(?:write-content|bind|all)\s*\/>/u.test(part) }]
		})
}
