// SPDX-License-Identifier: GPL-3.0-or-later
import { layoutSlots } from '@sprechstunde/core/slots'
import { randomBytes } from 'node:crypto'
import pLimit from 'p-limit'
import { ocs, send, type Answer, type Slot } from './client.ts'
import { edit, text, time, toICalendar, type Property } from './event.ts'
import { calendarUrl, target, type AccountName } from './target.ts'

export const minute = 60_000
export const day = 24 * 60 * minute

interface AppointmentType {
	readonly code: string
	readonly durationMinutes: number
	readonly bufferBeforeMinutes: number
	readonly bufferAfterMinutes: number
	readonly approval: 'manual' | 'auto'
	readonly insurances: readonly string[]
}

interface Catalog {
	readonly practice: { readonly name: string; readonly email: string; readonly timeZone: string; readonly language: 'de' | 'en' }
	readonly calendars: readonly { readonly id: string; readonly types: readonly string[] }[]
	readonly appointmentTypes: readonly AppointmentType[]
	readonly booking: { readonly minimumNoticeMinutes: number; readonly horizonDays: number; readonly gridMinutes: number; readonly holdMinutes: number }
}

let known: Catalog | undefined

/** What the booking account is told of the practice. */
export async function catalog(): Promise<Catalog> {
	known ??= (await ocs('booking', 'catalog')).data as unknown as Catalog
	return known
}

/** The calendar that the suites use, and a type offered there by approval. */
export async function offered(approval: 'manual' | 'auto'): Promise<{ calendar: string; type: AppointmentType }> {
	const { calendars, appointmentTypes } = await catalog()
	for (const calendar of calendars) {
		const type = appointmentTypes.find((entry) => entry.approval === approval && entry.bufferAfterMinutes + entry.bufferBeforeMinutes === 0 && calendar.types.includes(entry.code))
		if (type !== undefined) return { calendar: calendar.id, type }
	}
	throw new Error(`the target's practice offers no type with ${approval} approval and without buffers`)
}

export const iso = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z')

/** Free windows of a calendar in `[from, to)`, epoch milliseconds. */
export async function freeWindows(calendar: string, from: number, to: number): Promise<{ start: number; end: number }[]> {
	const { answer, data } = await ocs('booking', `calendars/${calendar}/free?from=${iso(from)}&to=${iso(to)}`)
	if (answer.status !== 200) throw new Error(`free windows: ${answer.status} ${answer.text}`)
	return (data.windows as Slot[]).map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }))
}

/** All free slots of a type in the 60 days after tomorrow. */
export async function freeSlots(calendar: string, type: AppointmentType): Promise<number[]> {
	const from = Date.now() + day
	const { practice, booking } = await catalog()
	return layoutSlots(type, await freeWindows(calendar, from, from + 60 * day), booking.gridMinutes, practice.timeZone).map((slot) => slot.start)
}

const reserved: { calendar: string; start: number; end: number }[] = []

/** The start of a free slot that no other test of this run uses. */
export async function pickSlot(calendar: string, type: AppointmentType): Promise<number> {
	const length = type.durationMinutes * minute
	const start = (await freeSlots(calendar, type)).find((slot) => !reserved.some((other) => other.calendar === calendar && slot < other.end && other.start < slot + length))
	if (start === undefined) throw new Error(`no free slot is left in ${calendar}`)
	reserved.push({ calendar, start, end: start + length })
	return start
}

/** `appointment-YYYYMMDD-HHMMSS-RANDOM@domain` with the time of the request. */
export function newUid(): string {
	const [date, clock] = iso(Date.now()).replace(/\.\d+/, '').replace(/[-:Z]/g, '').split('T')
	return `appointment-${date}-${clock}-${randomBytes(16).toString('base64url')}@praxis.example`
}

/** Changes to the properties of a valid booking: a value, or null for leaving it out. */
export type Overrides = Readonly<Record<string, string | null>>

/** The properties of a valid booking. */
export function bookingProperties(uid: string, type: AppointmentType, start: number, overrides: Overrides = {}): Property[] {
	const properties = [
		text('UID', uid),
		time('DTSTAMP', iso(Math.floor(Date.now() / 1000) * 1000)),
		time('DTSTART', iso(start)),
		time('DTEND', iso(start + type.durationMinutes * minute)),
		text('X-PATIENT-NAME', 'Erika Mustermann'),
		text('X-PATIENT-BIRTHDATE', '1964-08-12'),
		text('X-PATIENT-EMAIL', 'erika@mustermann.example'),
		text('X-PATIENT-PHONE', '+49 151 12345678'),
		text('X-INSURANCE-TYPE', 'GESETZLICH'),
		text('X-VISIT-REASON', 'Krampfadern, Kontrolle'),
		text('X-APPOINTMENT-TYPE', type.code),
	]
	const kept = properties.flatMap((property) => {
		const value = overrides[property.name]
		return value === undefined ? [property] : value === null ? [] : [{ ...property, value }]
	})
	const added = Object.entries(overrides).flatMap(([name, value]) => value === null || properties.some((property) => property.name === name) ? [] : [text(name, value)])
	return [...kept, ...added]
}

export interface Booked {
	readonly uid: string
	readonly uri: string
	readonly calendar: string
	readonly start: number
	readonly answer: Answer
}

const made = new Map<string, { calendar: string; uri: string }>()

/** Remembers an object for `cleanUp`. */
export function remember(calendar: string, uri: string): void {
	made.set(`${calendar}/${uri}`, { calendar, uri })
}

/** Deletes what this file's tests made, so that a long-lived server can be tested again. */
export async function cleanUp(): Promise<void> {
	const few = pLimit(4)
	const all = [...made.values()]
	made.clear()
	await Promise.all(all.map(({ calendar, uri }) => few(() => send('pvs', 'DELETE', objectUrl('pvs', calendar, uri)))))
}

export function objectUrl(account: AccountName, calendar: string, uri: string): string {
	return calendarUrl(account, calendar) + encodeURIComponent(uri)
}

export interface PutOptions {
	readonly type?: string
	readonly headers?: Readonly<Record<string, string>>
}

/** PUTs an object as an account; a new one is remembered for `cleanUp`. */
export async function put(account: AccountName, calendar: string, uri: string, body: string, options: PutOptions = {}): Promise<Answer> {
	remember(calendar, uri)
	return send(account, 'PUT', objectUrl(account, calendar, uri), { body, headers: { 'Content-Type': options.type ?? 'text/calendar; charset=utf-8', ...options.headers } })
}

/** Books a free slot as the website does. */
export async function book(approval: 'manual' | 'auto' = 'manual', overrides: Overrides = {}, at?: number, headers: Readonly<Record<string, string>> = {}): Promise<Booked> {
	const { calendar, type } = await offered(approval)
	const start = at ?? await pickSlot(calendar, type)
	const uid = newUid()
	const uri = `${uid}.ics`
	const answer = await put('booking', calendar, uri, toICalendar({ events: [bookingProperties(uid, type, start, overrides)] }), { headers: { 'If-None-Match': '*', ...headers } })
	return { uid, uri, calendar, start, answer }
}

/** GET of an object as an account: its text and ETag. */
export async function fetchObject(account: AccountName, calendar: string, uri: string): Promise<{ status: number; text: string; etag: string }> {
	const answer = await send(account, 'GET', objectUrl(account, calendar, uri))
	return { status: answer.status, text: answer.text, etag: answer.headers.get('etag') ?? '' }
}

/** GET, edit, PUT with If-Match, as a calendar program does it. */
export async function change(account: AccountName, booked: Pick<Booked, 'calendar' | 'uri'>, changes: Readonly<Record<string, string | null>>): Promise<Answer> {
	const { text: ics, etag } = await fetchObject(account, booked.calendar, booked.uri)
	return put(account, booked.calendar, booked.uri, edit(ics, changes), { headers: { 'If-Match': etag } })
}

/** Properties of a resource (Depth: 0), by name in Clark notation. */
export function propfindBody(...names: readonly string[]): string {
	const inner = names.map((name) => {
		const [, uri = '', local = ''] = /^\{(.*)\}(.*)$/.exec(name) ?? []
		return `<x:${local} xmlns:x="${uri}"/>`
	})
	return `<?xml version="1.0"?><d:propfind xmlns:d="DAV:"><d:prop>${inner.join('')}</d:prop></d:propfind>`
}

export const hasAccountWithoutRole = (): boolean => target().accounts.none !== undefined && target().calendars.every((entry) => (entry.urls.none ?? '') !== '')
