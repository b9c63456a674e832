// SPDX-License-Identifier: GPL-3.0-or-later
import { addressTable } from '../addresses/addressTable.ts'
import type { WebhookEvent } from '../practice/webhooks.ts'
import { formatInstant } from '../scheduling/zonedTime.ts'

/** One event, as it was at that moment; instants in epoch milliseconds. */
export interface AppointmentEvent {
	readonly id: string
	readonly kind: WebhookEvent
	readonly at: number
	readonly uid: string
	/** id in the practice configuration */
	readonly calendar: string
	/** name of the object in its calendar */
	readonly uri: string
	/** with its quotes; empty where it was deleted */
	readonly etag: string
	readonly status: string
	readonly start: number
	readonly end: number
	/** where it was before it moved */
	readonly previous: { readonly calendar: string; readonly start: number; readonly end: number } | null
}

/** What a webhook says, as JSON: which appointment, when, and what has happened; never whom it is about. The same event always gives the same bytes. */
export function webhookBody({ id, kind, at, uid, calendar, uri, etag, status, start, end, previous }: AppointmentEvent): string {
	const span = (from: number, to: number): { start: string; end: string } => ({ start: formatInstant(from), end: formatInstant(to) })
	return JSON.stringify({
		id,
		type: `appointment.${kind}`,
		at: formatInstant(at),
		uid,
		calendar,
		href: `${addressTable.prefix}/calendars/${segment(calendar)}/${segment(uri)}`,
		etag: etag === '' ? null : etag,
		status,
		...span(start, end),
		...(previous === null ? {} : { previous: { calendar: previous.calendar, ...span(previous.start, previous.end) } }),
	})
}

/** About nothing: to see whether somebody listens. */
export function webhookPing(id: string, now: number): string {
	return JSON.stringify({ id, type: 'ping', at: formatInstant(now) })
}

/** Encoded as RFC 3986 says, like PHP does it. */
function segment(text: string): string {
	return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
