// SPDX-License-Identifier: GPL-3.0-or-later
import { randomUUID } from 'node:crypto'
import { vcalendar, vevent } from './events.ts'
import type { Request } from './measure.ts'

export interface Operation {
	readonly label: string
	readonly requests: (count: number) => Request[]
}

const month = (start: Date) => {
	const form = (time: Date) => time.toISOString().slice(0, 10).replaceAll('-', '') + 'T000000Z'
	return `start="${form(start)}" end="${form(new Date(start.getTime() + 30 * 86_400_000))}"`
}

/** What a calendar program does all day, on one calendar with one login. */
export function operations(calendar: string, authorization: string, now: Date): readonly Operation[] {
	const xml = { Authorization: authorization, 'Content-Type': 'application/xml; charset=utf-8' }
	const repeat = (request: Request) => (count: number) => Array.from({ length: count }, () => request)
	const put = (extra: readonly string[]) => (count: number) => Array.from({ length: count }, (_, index): Request => {
		const uid = `put-${randomUUID()}@praxis.example`
		const start = new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000 + (400 + index) * 86_400_000 + 3_600_000)
		return { method: 'PUT', url: `${calendar}${uid}.ics`, headers: { Authorization: authorization, 'Content-Type': 'text/calendar; charset=utf-8', 'If-None-Match': '*' }, body: vcalendar([vevent(uid, start, extra)]) }
	})
	return [
		{ label: 'PUT of an event', requests: put([]) },
		{ label: 'PUT of an appointment', requests: put(['X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG', 'X-PATIENT-NAME:Erika Beispiel', 'X-INSURANCE-TYPE:PRIVAT']) },
		{ label: 'GET of an event', requests: repeat({ method: 'GET', url: `${calendar}first.ics`, headers: { Authorization: authorization } }) },
		{ label: 'PROPFIND, depth 1', requests: repeat({ method: 'PROPFIND', url: calendar, headers: { ...xml, Depth: '1' }, body: '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>' }) },
		{ label: 'calendar-query, one month', requests: repeat({ method: 'REPORT', url: calendar, headers: { ...xml, Depth: '1' }, body: `<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range ${month(now)}/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>` }) },
	]
}

/** Native busy time of one month, as the calendar's owner asks for it. */
export function freeBusyQuery(calendar: string, authorization: string, now: Date): Request {
	return { method: 'REPORT', url: calendar, headers: { Authorization: authorization, 'Content-Type': 'application/xml; charset=utf-8', Depth: '1' }, body: `<c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:time-range ${month(now)}/></c:free-busy-query>` }
}

/** The app's free windows of one month, as the website asks for them. */
export function freeWindows(server: string, calendarId: string, authorization: string, now: Date): Request {
	const iso = (time: number) => new Date(time).toISOString().slice(0, 19) + 'Z'
	const query = new URLSearchParams({ from: iso(now.getTime()), to: iso(now.getTime() + 30 * 86_400_000), format: 'json' })
	return { method: 'GET', url: `${server}/ocs/v2.php/apps/sprechstunde/api/v1/calendars/${calendarId}/free?${query}`, headers: { Authorization: authorization, 'OCS-APIRequest': 'true' } }
}
