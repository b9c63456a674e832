// SPDX-License-Identifier: GPL-3.0-or-later
// Every cell of the table in test/access: role × method × expected answer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filled, removePrivateCalendars, revealed, scene, type Scene } from './accessFixtures.ts'
import { accessTable, askers, expectation, type Asker, type Credential, type Row } from './accessTable.ts'
import { authorization, send, type Answer } from './client.ts'
import { valueOf } from './event.ts'
import { fetchObject, freeSlots, hasAccountWithoutRole, newUid, offered } from './fixtures.ts'
import { command } from './inside.ts'
import { folder, forgetTokens, oauthToken, php, script } from './installation.ts'
import { calendarUrl, target } from './target.ts'

const kind = target().server.kind

async function credentialOf(asker: Asker, credential: Credential): Promise<Record<string, string>> {
	if (asker === 'anonymous') return {}
	return { Authorization: credential === 'oauth2' ? `Bearer ${await oauthToken(asker)}` : authorization(asker, credential === 'bearer') }
}

async function ask(row: Row, asker: Asker, credential: Credential, values: Scene['values']): Promise<{ answer: Answer; request: string }> {
	const url = filled(row.at ?? '', values)
	const body = row.body === undefined ? undefined : filled(row.body, values)
	const headers = Object.fromEntries(Object.entries(row.headers ?? {}).map(([name, value]) => {
		const text = filled(value, values)
		return [name, name === 'Destination' ? new URL(text, target().server.url).href : text]
	}))
	const xml: Record<string, string> = body?.startsWith('<') ? { 'Content-Type': 'application/xml' } : {}
	const answer = await send(null, row.method ?? 'GET', url, { headers: { ...xml, ...headers, ...await credentialOf(asker, credential) }, ...(body === undefined ? {} : { body }) })
	const asked = [url, body ?? '', ...Object.values(headers)].join('\n')
	return { answer, request: `${asked}\n${asked.replace(/%40/g, '@')}` }
}

async function stateOf({ watched }: Scene): Promise<unknown> {
	return Promise.all(watched.map(async ({ calendar, uri }) => {
		const { status, text } = await fetchObject('admin', calendar, uri)
		return status === 200 ? text : status
	}))
}

function judge(row: Row, asker: Asker, answer: Answer): void {
	const expected = expectation(row.expected[asker] ?? '')
	expect(answer.status, answer.text).toBe(expected.status)
	if (expected.code !== null) expect(answer.codes).toEqual([expected.code])
	if (expected.inner !== null) expect(answer.text).toMatch(new RegExp(`HTTP/1\\.1 ${expected.inner} `))
}

async function overHttp(row: Row, asker: Asker, credential: Credential): Promise<void> {
	const at = await scene(row, asker)
	const before = row.changes ? await stateOf(at) : null
	if (row.enables !== undefined) command('config:app:set', row.enables, 'enabled', '--value=yes')
	const { answer, request } = await ask(row, asker, credential, at.values)
	if (row.enables !== undefined) command('config:app:delete', row.enables, 'enabled')
	judge(row, asker, answer)
	const isStranger = asker === 'booking' || asker === 'anonymous'
	if (isStranger) expect(await revealed(answer.text + JSON.stringify([...answer.headers]), request, at)).toEqual([])
	else if (row.shows !== undefined && answer.status < 300) expect(decodeURIComponent(answer.text.replace(/%(?![\dA-F]{2})/gi, '%25'))).toContain(at.values[row.shows])
	if (row.hides && isStranger) {
		const nothing = `${newUid()}.ics`
		const { answer: other } = await ask(row, asker, credential, { ...at.values, object: encodeURIComponent(nothing) })
		const plain = (text: string, uri: string): string => text.replaceAll(encodeURIComponent(uri), 'X').replaceAll(uri, 'X')
		expect([other.status, plain(other.text, nothing)]).toEqual([answer.status, plain(answer.text, at.object.uri)])
	}
	if (before !== null && (row.keeps || answer.status >= 300)) expect(await stateOf(at)).toEqual(before)
	if (row.changes && !['GET', 'PUT', 'PATCH', 'LOCK'].includes(row.method ?? '')) await stillThere(asker)
	if (row.trashed && answer.status >= 300) expect((await send('admin', 'GET', `${at.values.ownersHome}trashbin/objects/${at.values.trashed}`)).status).toBe(200)
	if (row.removes !== undefined && answer.status < 300 && asker !== 'anonymous') await send(asker, 'DELETE', filled(row.removes, at.values))
}

/** No cell costs anybody a calendar. */
async function stillThere(asker: Asker): Promise<void> {
	if (asker === 'anonymous') return
	for (const { id } of target().calendars) expect((await send(asker, 'PROPFIND', calendarUrl(asker, id), { headers: { Depth: '0' } })).status).toBe(207)
}

async function fromInside(row: Row, asker: Exclude<Asker, 'anonymous'>): Promise<void> {
	const at = await scene(row, asker)
	const { user = '' } = target().accounts[asker] ?? {}
	const body = filled(row.body ?? '', at.values)
	const uri = `${at.fresh.uid}.ics`
	const { type } = await offered('manual')
	if (row.way === 'import') {
		const once = () => php(['occ', 'calendar:import', user, at.values.calendarName ?? ''], body)
		let done = once()
		// it asks our plugin nothing, so on SQLite a background job that writes meanwhile makes it fail
		for (let tries = 1; tries < 5 && done.output.includes('database is locked'); tries++) done = once()
		expect(done).toMatchObject({ code: 0, output: expect.stringContaining('Total Created: 1') })
		expect(await freeSlots(at.calendar, type)).not.toContain(at.fresh.start)
		return
	}
	const { output } = php([script('createFromString.php'), user, at.values.calendarName ?? '', uri], body)
	expect(output.split(/[:\n]/)[0], output).toBe(row.expected[asker])
	const stored = await fetchObject('admin', at.calendar, uri)
	expect(stored.status).toBe(row.expected[asker] === 'stored' ? 200 : 404)
	if (row.expected[asker] !== 'stored') return
	// it was judged and completed like a PUT
	expect([valueOf(stored.text, 'STATUS'), valueOf(stored.text, 'X-BOOKING-SOURCE'), valueOf(stored.text, 'SUMMARY')]).toEqual(['CONFIRMED', asker === 'pvs' ? 'PVS' : 'PRACTICE', expect.stringContaining('Erika')])
	expect(await freeSlots(at.calendar, type)).not.toContain(at.fresh.start)
}

const here = accessTable().map(({ file, rows }) => ({ file, rows: rows.filter((row) => row.servers?.includes(kind) ?? true) })).filter(({ rows }) => rows.length > 0)

/** What only reads may be asked by several at once: it finds what it is about made already. */
const isAlone = ({ changes, trashed, soon, enables, way }: Row): boolean => changes === true || trashed === true || soon === true || enables !== undefined || way !== undefined

describe.each(here)('$file', ({ rows }) => {
	for (const row of rows) (isAlone(row) ? describe : describe.concurrent)(row.name, () => {
		for (const asker of askers) {
			if (row.expected[asker] === undefined) continue
			const isAbsent = asker === 'none' && !hasAccountWithoutRole()
			if (row.way !== undefined && asker !== 'anonymous') {
				it.skipIf(isAbsent || folder() === undefined)(`${asker}: ${row.expected[asker]}${folder() === undefined ? ' (needs the installation on this machine)' : ''}`, () => fromInside(row, asker))
				continue
			}
			for (const credential of row.credentials ?? ['basic'] as const) {
				if (asker === 'anonymous' && credential !== 'basic') continue
				const needsFolder = (credential === 'oauth2' || row.enables !== undefined) && folder() === undefined
				it.skipIf(isAbsent || needsFolder)(`${asker} by ${credential}: ${row.expected[asker]}${needsFolder ? kind === 'embedded' ? ' (the embedded server has no OAuth2)' : ' (needs the installation on this machine)' : ''}`, () => overHttp(row, asker, credential))
			}
		}
	})
})

beforeAll(async () => { await offered('manual') })
afterAll(removePrivateCalendars)
afterAll(forgetTokens)
