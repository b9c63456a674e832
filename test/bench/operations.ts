// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import { people } from '../servers/accounts.ts'
import type { Nextcloud } from '../servers/nextcloud.ts'
import { vcalendar, vevent } from './events.ts'
import type { Request } from './measure.ts'
import { slot, type } from './practice.ts'
import type { StoredObjects } from './stored.ts'
import { basic, calendarAt } from './twins.ts'

export interface Operation {
	readonly label: string
	/** the nth request to a server */
	readonly request: (server: Nextcloud, index: number) => Request
}

const month = (start: Date): { from: Date; to: Date } => ({ from: new Date(Math.floor(start.getTime() / 86_400_000) * 86_400_000), to: new Date((Math.floor(start.getTime() / 86_400_000) + 30) * 86_400_000) })
const stamp = (time: Date): string => time.toISOString().replace(/[-:]|\.\d{3}/g, '')
const xml = (server: Nextcloud): Record<string, string> => ({ Authorization: basic(server.accounts.admin), 'Content-Type': 'application/xml; charset=utf-8' })

/** What a calendar program does all day as the owner of the first calendar; `tokens` are sync-tokens by server. */
export function operations(now: Date, tokens: ReadonlyMap<Nextcloud, string>, stored: StoredObjects): readonly Operation[] {
	const put = (body: (uid: string, start: Date) => string) => (server: Nextcloud, index: number): Request => {
		const uid = `put-${randomBytes(16).toString('hex')}@praxis.example`
		const start = new Date((Math.floor(now.getTime() / 86_400_000) + 400 + index) * 86_400_000 + 3_600_000)
		return { method: 'PUT', url: `${calendarAt(server, 'arzt-1')}${uid}.ics`, headers: { Authorization: basic(server.accounts.admin), 'Content-Type': 'text/calendar; charset=utf-8', 'If-None-Match': '*' }, body: body(uid, start) }
	}
	const report = (depth: string, body: (server: Nextcloud) => string) => (server: Nextcloud): Request => ({ method: 'REPORT', url: calendarAt(server, 'arzt-1'), headers: { ...xml(server), Depth: depth }, body: body(server) })
	const { from, to } = month(now)
	const sync = (token: string): string => `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`
	return [
		{ label: 'PUT of an event', request: put((uid, start) => vcalendar([vevent(uid, start)])) },
		{ label: 'PUT of an appointment', request: put(stored.appointment) },
		{ label: 'GET of an event', request: (server) => ({ method: 'GET', url: `${calendarAt(server, 'arzt-1')}first.ics`, headers: { Authorization: basic(server.accounts.admin) } }) },
		{ label: 'PROPFIND, depth 1', request: (server) => ({ method: 'PROPFIND', url: calendarAt(server, 'arzt-1'), headers: { ...xml(server), Depth: '1' }, body: '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>' }) },
		{ label: 'calendar-query, one month', request: report('1', () => `<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="${stamp(from)}" end="${stamp(to)}"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`) },
		{ label: 'sync-collection, what changed', request: report('0', (server) => sync(tokens.get(server) ?? '')) },
		{ label: 'sync-collection, everything', request: report('0', () => sync('')) },
	]
}

/** The first calendar's sync-token. */
export async function syncToken(server: Nextcloud): Promise<string> {
	const answer = await fetch(calendarAt(server, 'arzt-1'), { method: 'PROPFIND', headers: { ...xml(server), Depth: '0' }, body: '<d:propfind xmlns:d="DAV:"><d:prop><d:sync-token/></d:prop></d:propfind>' })
	return /<d:sync-token>([^<]+)/.exec(await answer.text())?.[1] ?? ''
}

/** The app's free windows of one month, as the website asks for them. */
export function freeWindows(server: Nextcloud, now: Date): Request {
	const iso = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`
	const query = new URLSearchParams({ from: iso(now), to: iso(month(now).to), format: 'json' })
	return { method: 'GET', url: `${server.url}/ocs/v2.php/apps/sprechstunde/api/v1/calendars/arzt-1/free?${query}`, headers: { Authorization: basic(server.accounts.booking), 'OCS-APIRequest': 'true' } }
}

/** The least that Nextcloud's DAV server does for the website's account. */
export function floor(server: Nextcloud): Request {
	return { method: 'PROPFIND', url: `${server.url}/remote.php/dav/calendars/${people.booking.user}/`, headers: { Authorization: basic(server.accounts.booking), 'Content-Type': 'application/xml', Depth: '0' }, body: '<d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/></d:prop></d:propfind>' }
}

/** A booking by the website's account, or, given what that stores, the same object stored by the owner. */
export function booking(server: Nextcloud, calendar: string, now: Date, index: number, native?: StoredObjects): Request {
	const uid = `appointment-${stamp(now).replace('T', '-').replace('Z', '')}-${randomBytes(16).toString('hex')}@praxis.example`
	const fields = ['X-PATIENT-NAME:Erika Beispiel', 'X-PATIENT-BIRTHDATE:1964-08-12', 'X-PATIENT-EMAIL:erika@beispiel.example', 'X-INSURANCE-TYPE:GESETZLICH', 'X-VISIT-REASON:Kontrolle', `X-APPOINTMENT-TYPE:${type}`]
	const url = native !== undefined ? calendarAt(server, calendar) : `${server.url}/remote.php/dav/calendars/${people.booking.user}/app-generated--sprechstunde--${calendar}/`
	return { method: 'PUT', url: `${url}${uid}.ics`, headers: { Authorization: basic(native !== undefined ? server.accounts.admin : server.accounts.booking), 'Content-Type': 'text/calendar; charset=utf-8', 'If-None-Match': '*' }, body: native !== undefined ? native.booking(uid, slot(now, index)) : vcalendar([vevent(uid, slot(now, index), fields)]) }
}
