// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import type { Nextcloud } from '../servers/nextcloud.ts'
import { vcalendar, vevent } from './events.ts'
import { time, type Request } from './measure.ts'
import { benchPractice, type } from './practice.ts'
import { basic, calendarAt } from './twins.ts'

/** An object as the app stores it, with another UID and another time. */
export type Stored = (uid: string, start: Date) => string

/** What the app made of an appointment that staff wrote, and of a booking. */
export interface StoredObjects {
	readonly appointment: Stored
	readonly booking: Stored
}

export const appointmentFields = [`X-APPOINTMENT-TYPE:${type}`, 'X-PATIENT-NAME:Erika Beispiel', 'X-INSURANCE-TYPE:PRIVAT']

/**
 * The app puts texts, categories and parameters to what a client sends, each of which Nextcloud indexes: so both servers
 * are given what is stored in the end. Writes one object of each kind to the server with the app, reads it and deletes it.
 */
export async function storedObjects(on: Nextcloud, book: Request, start: Date): Promise<StoredObjects> {
	const uid = `put-${randomBytes(16).toString('hex')}@praxis.example`
	const put = { method: 'PUT', url: `${calendarAt(on, 'arzt-1')}${uid}.ics`, headers: { ...headers(on), 'Content-Type': 'text/calendar; charset=utf-8' }, body: vcalendar([vevent(uid, start, appointmentFields)]) }
	return { appointment: await asStored(on, put), booking: await asStored(on, book) }
}

const headers = (server: Nextcloud): Record<string, string> => ({ Authorization: basic(server.accounts.admin) })

async function asStored(on: Nextcloud, write: Request): Promise<Stored> {
	await time(write)
	const name = write.url.slice(write.url.lastIndexOf('/') + 1)
	const url = `${calendarAt(on, 'arzt-1')}${name}`
	const text = await (await fetch(url, { headers: headers(on) })).text()
	await time({ method: 'DELETE', url, headers: headers(on) })
	const uid = /^UID:(.*(?:\r\n .*)*)/m.exec(text)?.[0]
	const at = text.indexOf('BEGIN:VEVENT')
	if (uid === undefined || at < 0) throw new Error(`no event is stored at ${url}`)
	const [zones, event] = [text.slice(0, at), text.slice(at).replace(uid, 'UID:$uid')]
	const zone = benchPractice().practice.timeZone
	const wall = (instant: number): string => new Date(instant).toLocaleString('sv-SE', { timeZone: zone }).replace(/[-:]/g, '').replace(' ', 'T')
	return (newUid, start) => zones + event.replace('UID:$uid', `UID:${newUid}`)
		.replace(/^DTSTART.*$/m, `DTSTART;TZID=${zone}:${wall(start.getTime())}`)
		.replace(/^DTEND.*$/m, `DTEND;TZID=${zone}:${wall(start.getTime() + 900_000)}`)
}
