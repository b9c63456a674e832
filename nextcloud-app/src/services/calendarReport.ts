// SPDX-License-Identifier: AGPL-3.0-or-later
import axios from '@nextcloud/axios'
import { getLanguage } from '@nextcloud/l10n'
import { address } from './caldav.ts'
import { timeout } from './ocs.ts'

/** A calendar object as a REPORT names it. */
export interface Listed {
	/** path, as the server writes it */
	readonly href: string
	readonly etag: string
}

export interface ListedObject extends Listed {
	/** RFC 5545 */
	readonly text: string
}

/** Half-open, milliseconds since the epoch. */
interface Range {
	readonly start: number
	readonly end: number
}

const namespaces = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
const etagOnly = '<d:prop><d:getetag/></d:prop>'
const withData = '<d:prop><d:getetag/><c:calendar-data/></d:prop>'

/** The calendar's events that overlap a range (RFC 4791 §7.8); rejects with an AxiosError. */
export async function objectsWithin(calendar: string, range: Range): Promise<ListedObject[]> {
	return objects(await report(calendar, query(withData, range)))
}

/** As `objectsWithin`, without what is in them: to learn what has changed. */
export async function etagsWithin(calendar: string, range: Range): Promise<Listed[]> {
	return readMultistatus(await report(calendar, query(etagOnly, range)))
}

/** Some of a calendar's objects in one request (RFC 4791 §7.9); those that are gone are left out. */
export async function objectsAt(calendar: string, hrefs: readonly string[]): Promise<ListedObject[]> {
	const named = hrefs.map((href) => `<d:href>${escaped(href)}</d:href>`).join('')
	return objects(await report(calendar, `<c:calendar-multiget ${namespaces}>${withData}${named}</c:calendar-multiget>`))
}

/** Objects of a multistatus answer; those with another status than 200 are left out. */
export function readMultistatus(body: string): { href: string, etag: string, text: string | null }[] {
	const document = new DOMParser().parseFromString(body, 'application/xml')
	const inDav = (within: Element | Document, name: string): Element[] => [...within.getElementsByTagNameNS('DAV:', name)]
	return inDav(document, 'response').flatMap((response) => {
		const href = inDav(response, 'href')[0]?.textContent ?? ''
		const found = inDav(response, 'propstat').find((propstat) => / 200 /.test(inDav(propstat, 'status')[0]?.textContent ?? ''))
		if (href === '' || found === undefined) return []
		return [{
			href,
			etag: inDav(found, 'getetag')[0]?.textContent ?? '',
			text: found.getElementsByTagNameNS('urn:ietf:params:xml:ns:caldav', 'calendar-data')[0]?.textContent ?? null,
		}]
	})
}

function objects(body: string): ListedObject[] {
	return readMultistatus(body).flatMap(({ href, etag, text }) => text === null ? [] : [{ href, etag, text }])
}

function query(props: string, { start, end }: Range): string {
	return `<c:calendar-query ${namespaces}>${props}<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="${utc(start)}" end="${utc(end)}"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`
}

async function report(calendar: string, body: string): Promise<string> {
	const answer = await axios.request<string>({
		method: 'REPORT',
		url: address(calendar),
		data: `<?xml version="1.0" encoding="utf-8"?>${body}`,
		headers: { 'Accept-Language': getLanguage(), 'Content-Type': 'application/xml; charset=utf-8', Depth: '1' },
		responseType: 'text',
		timeout,
	})
	return answer.data
}

function utc(instant: number): string {
	return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
