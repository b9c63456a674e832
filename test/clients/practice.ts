// SPDX-License-Identifier: GPL-3.0-or-later
import { multistatus, send } from '../conformance/client.ts'
import { text, time, toICalendar } from '../conformance/event.ts'
import { bookingProperties, iso, minute, newUid, objectUrl, offered, pickSlot, propfindBody, remember } from '../conformance/fixtures.ts'
import { calendarUrl } from '../conformance/target.ts'

const dataName = '{urn:ietf:params:xml:ns:caldav}calendar-data'
const tags = ['{http://calendarserver.org/ns/}getctag', '{DAV:}sync-token'] as const

/** What the server stores under a UID, as the practice's own account reads it; null where there is nothing. */
export async function stored(calendar: string, uid: string): Promise<{ readonly uri: string; readonly text: string } | null> {
	const filter = `<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:prop-filter name="UID"><c:text-match collation="i;octet">${uid}</c:text-match></c:prop-filter></c:comp-filter></c:comp-filter>`
	const body = `<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><c:filter>${filter}</c:filter></c:calendar-query>`
	const answer = await send('admin', 'REPORT', calendarUrl('admin', calendar), { body, headers: { Depth: '1', 'Content-Type': 'application/xml' } })
	const found = multistatus(answer).responses[0]
	if (found === undefined) return null
	const uri = decodeURIComponent(found.href.split('/').at(-1) ?? '')
	remember(calendar, uri)
	return { uri, text: found.properties[dataName] ?? '' }
}

/** CTag and sync-token of a calendar: what a program compares to see whether anything changed. */
export async function revision(calendar: string): Promise<readonly string[]> {
	const answer = await send('admin', 'PROPFIND', calendarUrl('admin', calendar), { headers: { Depth: '0' }, body: propfindBody(...tags) })
	const { properties = {} } = multistatus(answer).responses[0] ?? {}
	return tags.map((name) => properties[name] ?? '')
}

/** A new appointment as a program of the practice would enter it: fields, no status. */
export async function newAppointment(): Promise<{ readonly uid: string; readonly start: number; readonly ics: string }> {
	const { calendar, type } = await offered('manual')
	const start = await pickSlot(calendar, type)
	const uid = newUid()
	return { uid, start, ics: toICalendar({ events: [bookingProperties(uid, type, start)] }) }
}

/** A new entry that is no appointment. */
export async function newBlock(): Promise<{ readonly uid: string; readonly start: number; readonly ics: string }> {
	const { calendar, type } = await offered('manual')
	const start = await pickSlot(calendar, type)
	const uid = `block-${newUid()}`
	return { uid, start, ics: toICalendar({ events: [[text('UID', uid), time('DTSTAMP', iso(Math.floor(Date.now() / 1000) * 1000)), time('DTSTART', iso(start)), time('DTEND', iso(start + 30 * minute)), text('SUMMARY', 'Teambesprechung')]] }) }
}

/** An instant as a program writes it: UTC. */
export function stamp(instant: number): string {
	return iso(instant).replace(/[-:]/g, '')
}

/** Deletes an object behind a program's back. */
export async function deleteAsAdmin(calendar: string, uid: string): Promise<void> {
	const found = await stored(calendar, uid)
	if (found !== null) await send('admin', 'DELETE', objectUrl('admin', calendar, found.uri))
}

