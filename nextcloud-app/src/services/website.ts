// SPDX-License-Identifier: AGPL-3.0-or-later
import type { JcalComponent } from '@sprechstunde/core'
import { generateOcsUrl, generateRemoteUrl } from '@nextcloud/router'
import type { Connection } from './setup.ts'

/** A free window of a calendar, UTC. */
export interface Window {
	readonly calendar: string
	readonly start: string
	readonly end: string
}

/** As the website asks: with its app password and without the cookies of whoever is logged in here. */
async function ask(url: string, { user, password }: Connection, init: RequestInit = {}): Promise<Response> {
	const bytes = new TextEncoder().encode(`${user}:${password}`)
	const headers = { 'OCS-APIRequest': 'true', 'Accept': 'application/json', 'Authorization': `Basic ${btoa(String.fromCharCode(...bytes))}`, ...init.headers as Record<string, string> | undefined }
	const answer = await fetch(url, { ...init, headers, credentials: 'omit', cache: 'no-store' })
	if (!answer.ok) throw new Error(`${answer.status} ${/<p:text>([^<]+)/.exec(await answer.text())?.[1] ?? ''}`.trim())
	return answer
}

/** Free windows of all calendars; `from` and `to` are ISO 8601 instants. */
export async function freeWindowsOnline(connection: Connection, from: string, to: string): Promise<readonly Window[]> {
	const query = new URLSearchParams({ from, to, format: 'json' })
	const answer = await ask(`${generateOcsUrl('apps/sprechstunde/api/v1/calendars/any/free')}?${query}`, connection)
	return (await answer.json() as { ocs: { data: { windows: Window[] } } }).ocs.data.windows
}

const objectUrl = ({ user }: Connection, calendar: string, uid: string): string => `${generateRemoteUrl('dav')}/calendars/${encodeURIComponent(user)}/app-generated--sprechstunde--${calendar}/${encodeURIComponent(uid)}.ics`

/** Books, as the website's relay does. */
export async function bookOnline(connection: Connection, calendar: string, uid: string, jcal: JcalComponent): Promise<void> {
	await ask(objectUrl(connection, calendar, uid), connection, { method: 'PUT', body: JSON.stringify(jcal), headers: { 'Content-Type': 'application/calendar+json', 'If-None-Match': '*' } })
}

/** iCalendar of what was booked, as the calendar holds it. */
export async function readBooked(connection: Connection, calendar: string, uid: string): Promise<string> {
	return (await ask(objectUrl(connection, calendar, uid), connection, { headers: { Accept: 'text/calendar' } })).text()
}
