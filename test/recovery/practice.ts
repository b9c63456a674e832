// SPDX-License-Identifier: GPL-3.0-or-later
// What the suites of this folder do with a practice: appointments, mails, `occ`, and a look into the app's tables.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { multistatus, send, type Answer } from '../conformance/client.ts'
import { toICalendar } from '../conformance/event.ts'
import { bookingProperties, iso, minute, newUid, objectUrl, offered, pickSlot, put, type Overrides } from '../conformance/fixtures.ts'
import { command } from '../conformance/inside.ts'
import { mailsTo, methodOf, newAddress, waitFor } from '../conformance/mailbox.ts'
import { target } from '../conformance/target.ts'
import { database, select, type Row } from '../servers/nextcloud/database.ts'

export interface Entered {
	readonly calendar: string
	readonly uri: string
	readonly uid: string
	readonly start: number
	readonly length: number
	readonly address: string
}

const folder = (): string => target().folder ?? expect.fail('the target names no installation')

/** An appointment that the PVS enters at a free time; its patient has an address of their own. */
export async function enter(overrides: Overrides = {}): Promise<Entered> {
	const { calendar, type } = await offered('manual')
	const uid = newUid()
	const start = await pickSlot(calendar, type)
	const address = newAddress()
	const properties = bookingProperties(uid, type, start, { 'X-PATIENT-EMAIL': address, ...overrides })
	const answer = await put('pvs', calendar, `${uid}.ics`, toICalendar({ events: [properties] }))
	expect(answer.status, answer.text).toBe(201)
	return { calendar, uri: `${uid}.ics`, uid, start, length: type.durationMinutes * minute, address }
}

/** A PUT's changes that move an appointment. */
export function at(start: number, length: number): Record<string, string> {
	const stamp = (instant: number): string => iso(instant).replace(/[-:]/g, '')
	return { DTSTART: stamp(start), DTEND: stamp(start + length) }
}

/** Waits until all that was noted before has been mailed or dropped: mails go out in the order in which they are due. */
export async function settled(): Promise<void> {
	const last = await enter()
	expect((await waitFor(last.address, 1, 90)).length).toBe(1)
}

export async function methods({ address }: Pick<Entered, 'address'>): Promise<string[]> {
	return (await mailsTo(address)).map(methodOf)
}

export function remove(account: 'pvs' | 'admin', { calendar, uri }: Pick<Entered, 'calendar' | 'uri'>): Promise<Answer> {
	return send(account, 'DELETE', objectUrl(account, calendar, uri))
}

/** The trash of the calendars' owner. */
export const trash = (): string => `/remote.php/dav/calendars/${target().accounts.admin?.user ?? ''}/trashbin`

/** Where an object lies in the trash. */
export async function inTrash({ uid }: Pick<Entered, 'uid'>): Promise<string> {
	const report = '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>'
	const { responses } = multistatus(await send('admin', 'REPORT', `${trash()}/objects/`, { headers: { Depth: '1', 'Content-Type': 'application/xml' }, body: report }))
	return responses.find(({ properties }) => (properties['{urn:ietf:params:xml:ns:caldav}calendar-data'] ?? '').includes(uid))?.href ?? expect.fail('it is not in the trash')
}

export interface Report {
	readonly ok: boolean
	readonly objects: Readonly<Record<string, number>>
	readonly differences: readonly { readonly calendar: string; readonly uri: string | null; readonly kind: string; readonly detail: string }[]
}

/** What `occ sprechstunde:check` says. */
export function check(): Report {
	const output = command('sprechstunde:check', '--json')
	return JSON.parse(/\{"ok":.*\}/.exec(output)?.[0] ?? expect.fail(output)) as Report
}

/** What the practice is configured with. */
export const configuration = (): Record<string, unknown> => JSON.parse(String(rows('SELECT json FROM *PREFIX*sprechstunde_document WHERE name = ?', 'practice')[0]?.['json'])) as Record<string, unknown>

/** Provisions the practice, once more or with another configuration; what `occ` says. */
export function provision(document = configuration()): string {
	const place = mkdtempSync(join(tmpdir(), 'sprechstunde-practice-'))
	const file = join(place, 'practice.json')
	writeFileSync(file, JSON.stringify(document))
	const said = command('sprechstunde:provision', file)
	rmSync(place, { recursive: true })
	return said
}

/** Runs one of the app's timed jobs now. */
export function runJob(name: string): void {
	const [entry] = rows('SELECT id FROM *PREFIX*jobs WHERE class = ?', `OCA\\Sprechstunde\\${name}`)
	command('background-job:execute', '--force-execute', String(entry?.['id'] ?? expect.fail(`there is no job ${name}`)))
}

export function rows(sql: string, ...parameters: (string | number)[]): Row[] {
	return select(folder(), sql, ...parameters)
}

export function run(sql: string, ...parameters: (string | number)[]): void {
	database(folder(), [[sql, ...parameters]])
}

/** What is known of an object; undefined: nothing. */
export const stateOf = ({ uri }: Pick<Entered, 'uri'>): Row | undefined => rows('SELECT * FROM *PREFIX*sprechstunde_state WHERE uri = ?', uri)[0]

/** The news about an appointment that its patient is to hear, the oldest first. */
export const outboxOf = ({ uid }: Pick<Entered, 'uid'>): Row[] => rows('SELECT id, state, due_at, attempts FROM *PREFIX*sprechstunde_outbox WHERE uid = ? ORDER BY id', uid)
