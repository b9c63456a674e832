// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import type { Asker, Row } from './accessTable.ts'
import { multistatus, send } from './client.ts'
import { edit, text, toICalendar } from './event.ts'
import { book, bookingProperties, catalog, day, fetchObject, iso, minute, newUid, objectUrl, offered, pickSlot, put, remember, type Booked } from './fixtures.ts'
import { calendarUrl, target, type AccountName } from './target.ts'

/** The patient whom nobody without rights may hear of. */
const hidden = { name: 'Geheimpatient Verborgen', phone: '+49 30 99887766', reason: 'Streng Vertrauliches' }

export interface Scene {
	/** what stands for `{name}` in the table */
	readonly values: Readonly<Record<string, string>>
	/** the practice's object, with the hidden patient */
	readonly object: Booked
	/** every place where the cell could change something */
	readonly watched: readonly { readonly calendar: string; readonly uri: string }[]
	readonly calendar: string
	/** what `{new}` and `{appointment}` are about */
	readonly fresh: { readonly uid: string; readonly start: number }
}

const stamp = (instant: number): string => iso(instant).replace(/[-:]/g, '')
const pathOf = (url: string): string => new URL(url).pathname

/** Addresses as nobody in particular: those of the staff. */
const accountOf = (asker: Asker): AccountName => asker === 'anonymous' ? 'staff' : asker
const userOf = (account: AccountName): string => target().accounts[account]?.user ?? ''
const homeOf = (account: AccountName): string => `/remote.php/dav/calendars/${userOf(account)}/`

let nights = 0

/** A start when nobody can book, and that no other object has: what the practice enters takes no slot from the tests. */
function night(): number {
	return Math.floor(Date.now() / day) * day + 20 * day + Math.floor(nights / 180) * day + (nights++ % 180) * minute
}

async function entered(account: AccountName, overrides: Record<string, string> = {}, start = night()): Promise<Booked> {
	const { calendar, type } = await offered('manual')
	const uid = newUid()
	const answer = await put(account, calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, start, { STATUS: 'TENTATIVE', ...overrides })] }))
	if (answer.status !== 201) throw new Error(`${account} could not enter an appointment: ${answer.status} ${answer.text}`)
	return { uid, uri: `${uid}.ics`, calendar, start, answer }
}

let common: Booked | undefined
let commonSoon: Booked | undefined
const commonOwn = new Map<Asker, Booked>()

/** Who may create nothing has the practice's object in place of an own one. */
async function ownOf(asker: Asker, object: Booked): Promise<Booked> {
	return asker === 'none' || asker === 'anonymous' ? object : asker === 'booking' ? book() : entered(asker)
}

const privates = new Set<AccountName>()

async function privateCalendar(account: AccountName): Promise<string> {
	if (account === 'booking') return `${homeOf(account)}personal/`
	const url = `${homeOf(account)}access-private/`
	if (!privates.has(account)) await send(account, 'MKCALENDAR', url)
	privates.add(account)
	return url
}

/** Deletes the calendars of their own that the accounts were given. */
export async function removePrivateCalendars(): Promise<void> {
	for (const account of privates) await send(account, 'DELETE', `${homeOf(account)}access-private/`)
	privates.clear()
}

async function trash(object: Booked): Promise<string> {
	await send('admin', 'DELETE', objectUrl('admin', object.calendar, object.uri))
	const answer = await send('admin', 'REPORT', `${homeOf('admin')}trashbin/objects/`, { headers: { Depth: '1' }, body: '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>' })
	const found = multistatus(answer).responses.find((entry) => (entry.properties['{urn:ietf:params:xml:ns:caldav}calendar-data'] ?? '').includes(object.uid))
	if (found === undefined) throw new Error('the deleted object is not in the trash')
	return found.href.split('/').at(-1) ?? ''
}

/** What a cell is about: addresses as the asker reaches them, objects, bodies. Only what the row mentions is made. */
export async function scene(row: Row, asker: Asker): Promise<Scene> {
	const mentions = (name: string): boolean => JSON.stringify([row.at, row.headers, row.body]).includes(`{${name}}`)
	const account = accountOf(asker)
	const { calendar, type } = await offered('manual')
	const other = target().calendars.find((entry) => entry.id !== calendar)?.id ?? calendar
	const secrets = { 'X-PATIENT-NAME': hidden.name, 'X-PATIENT-PHONE': hidden.phone, 'X-VISIT-REASON': hidden.reason }
	const object = row.soon ? commonSoon ??= await entered('pvs', secrets, Math.ceil(Date.now() / minute) * minute + minute)
		: row.changes && (mentions('object') || row.trashed) ? await entered('pvs', secrets) : common ??= await entered('pvs', secrets)
	const own = !mentions('own') ? object : row.changes ? await ownOf(asker, object) : commonOwn.get(asker) ?? await ownOf(asker, object)
	if (!row.changes && mentions('own')) commonOwn.set(asker, own)
	const approved = async ({ uri }: Booked): Promise<string> => edit((await fetchObject('admin', calendar, uri)).text, { STATUS: 'CONFIRMED' })
	const trashed = row.trashed ? await trash(object) : ''
	const uid = newUid()
	const start = mentions('appointment') ? await pickSlot(calendar, type) : night()
	const uris = [...new Set([object.uri, own.uri, ...mentions('new') || row.way !== undefined ? [`${uid}.ics`] : []])]
	const calendars = mentions('other') ? [calendar, other] : [calendar]
	for (const uri of row.changes ? uris : []) for (const id of calendars) remember(id, uri)
	const foreign: AccountName = account === 'admin' ? 'staff' : 'admin'
	const properties = bookingProperties(uid, type, start)
	const now = Math.floor(Date.now() / minute) * minute
	const values = {
		home: homeOf(account), principal: `/remote.php/dav/principals/users/${userOf(account)}/`, user: userOf(account), bookingUser: userOf('booking'),
		calendar: pathOf(calendarUrl(account, calendar)), other: pathOf(calendarUrl(account, other)), private: mentions('private') ? await privateCalendar(account) : '',
		calendarName: pathOf(calendarUrl(account, calendar)).split('/').at(-2) ?? '',
		foreignHome: homeOf(foreign), foreignCalendar: pathOf(calendarUrl(foreign, calendar)), ownersHome: homeOf('admin'),
		object: encodeURIComponent(object.uri), own: encodeURIComponent(own.uri), new: encodeURIComponent(`${uid}.ics`), trashed, random: randomBytes(6).toString('hex'),
		from: stamp(now), to: stamp(now + 80 * day), fromEpoch: String(now / 1000), toEpoch: String((now + 80 * day) / 1000),
		name: hidden.name, uri: object.uid, start: stamp(object.start),
		confirmed: mentions('confirmed') ? await approved(object) : '', ownConfirmed: mentions('ownConfirmed') ? await approved(own) : '',
		appointment: toICalendar({ events: [properties] }),
		broken: toICalendar({ events: [bookingProperties(uid, type, start, { 'X-INSURANCE-TYPE': 'PLATIN' })] }),
		block: toICalendar({ events: [[...properties.filter(({ name }) => !name.startsWith('X-')), text('SUMMARY', 'Teambesprechung')]] }),
		freeBusyRequest: await freeBusyRequest(account, object.start),
	}
	return { values, object, watched: uris.flatMap((uri) => calendars.map((id) => ({ calendar: id, uri }))), calendar, fresh: { uid, start } }
}

async function freeBusyRequest(account: AccountName, around: number): Promise<string> {
	const { practice } = await catalog()
	return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'METHOD:REQUEST', 'BEGIN:VFREEBUSY', 'UID:x', 'DTSTAMP:20260101T000000Z', `DTSTART:${stamp(around - day)}`, `DTEND:${stamp(around + day)}`,
		`ORGANIZER:mailto:${userOf(account)}@praxis.example`, `ATTENDEE:mailto:${practice.email}`, 'END:VFREEBUSY', 'END:VCALENDAR', ''].join('\r\n')
}

/** The table's text with `{name}` filled in. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** What of the hidden object stands in a text: name, phone, reason, UID, times in UTC and the practice's clock. */
export async function revealed(answer: string, request: string, { object }: Scene): Promise<string[]> {
	const { practice } = await catalog()
	const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: practice.timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(object.start).replace(/[-:]/g, '').replace(' ', 'T')
	const spellings = [hidden.name, 'Verborgen', hidden.phone, hidden.reason, object.uid, encodeURIComponent(object.uid), stamp(object.start), iso(object.start), wall]
	// an error may repeat what was asked for
	return spellings.filter((spelling) => answer.includes(spelling) && !request.includes(spelling))
}
