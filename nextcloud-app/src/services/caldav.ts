// SPDX-License-Identifier: AGPL-3.0-or-later
import axios from '@nextcloud/axios'
import { getLanguage } from '@nextcloud/l10n'
import { getRootUrl } from '@nextcloud/router'
import { timeout } from './ocs.ts'
import { patiently } from './patience.ts'

export interface CalendarObject {
	/** RFC 5545 */
	readonly text: string
	/** as in the header, with its quotes (RFC 9110 §8.8.3) */
	readonly etag: string
}

const headers = (): Record<string, string> => ({ 'Accept-Language': getLanguage() })

/** The path with the folder that Nextcloud lies in, where it has one and the path has not. */
export function address(href: string): string {
	const root = getRootUrl()
	return href.startsWith(`${root}/`) ? href : root + href
}

/** GET of one calendar object; rejects with an AxiosError. */
export async function load(href: string): Promise<CalendarObject> {
	const answer = await axios.get<string>(address(href), {
		// a browser may answer from its cache, without asking
		headers: { ...headers(), Accept: 'text/calendar', 'Cache-Control': 'no-cache' },
		responseType: 'text',
		timeout,
	})
	return { text: answer.data, etag: String(answer.headers.etag ?? '') }
}

/**
 * PUT that only replaces the version with this ETag, or with `null` only makes an object that isn't there yet; rejects with an AxiosError
 * (412 where there is a newer one).
 *
 * @return the new ETag; empty where the server didn't say (it has changed what was sent)
 */
export async function store(href: string, text: string, etag: string | null): Promise<string> {
	const condition = etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag }
	const answer = await patiently(() => axios.put(address(href), text, { headers: { ...headers(), 'Content-Type': 'text/calendar; charset=utf-8', ...condition }, timeout }))
	return String(answer.headers?.etag ?? '')
}

/** MOVE to another calendar, of the version with this ETag (`null`: whichever); rejects with an AxiosError, also where the target is there already. */
export async function relocate(href: string, target: string, etag: string | null): Promise<void> {
	await patiently(() => axios.request({
		method: 'MOVE',
		url: address(href),
		headers: { ...headers(), Destination: new URL(address(target), location.origin).href, Overwrite: 'F', ...(etag === null ? {} : { 'If-Match': etag }) },
		timeout,
	}))
}

/** DELETE of the version with this ETag; rejects with an AxiosError. */
export async function erase(href: string, etag: string): Promise<void> {
	await patiently(() => axios.delete(address(href), { headers: { ...headers(), 'If-Match': etag }, timeout }))
}

/** Equal but for the marks of weak comparison, quotes and compression suffixes that web servers add. */
export function sameEtag(one: string, other: string): boolean {
	return bare(one) === bare(other)
}

function bare(etag: string): string {
	return etag.replace(/^W\//, '').replaceAll('"', '').replace(/-gzip$|;gzip$|-br$/, '')
}
