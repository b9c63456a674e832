// SPDX-License-Identifier: GPL-3.0-or-later
import { layoutSlots, type Practice } from '@sprechstunde/core'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import practiceJson from '../practice.json' with { type: 'json' }
import { startEmbedded, type Embedded } from './server.ts'

// The protocol is the conformance suite's; here is what HTTP alone can't show.
const practice = practiceJson as Practice
const now = Date.parse('2026-03-26T09:00:00Z')
const folders: string[] = []
const running: Embedded[] = []

async function start(stateDir: string | null = null, rules: Practice = practice): Promise<Embedded> {
	const server = await startEmbedded({ practice: rules, now: () => now, ...(stateDir === null ? {} : { stateDir }) })
	running.push(server)
	return server
}

afterEach(async () => {
	await Promise.all(running.splice(0).map((server) => server.stop()))
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function ask(server: Embedded, account: keyof Embedded['accounts'], method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
	const { user, password } = server.accounts[account]
	const response = await fetch(server.url + path, { method, headers: { Authorization: `Basic ${btoa(`${user}:${password}`)}`, 'Content-Type': 'text/calendar', Depth: '1', ...headers }, ...(body === undefined ? {} : { body }) })
	return { status: response.status, text: await response.text() }
}

const block = (uid: string): string => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260330T080000Z\r\nDTEND:20260330T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`
const calendar = '/remote.php/dav/calendars/pvs/dr-mueller_shared_by_praxis/'

describe('the journal', () => {
	it('keeps objects, deletions, accounts and calendars; a last line cut off by a crash is dropped', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-embedded-'))
		folders.push(folder)
		const first = await start(folder)
		for (const name of ['a', 'b']) expect((await ask(first, 'pvs', 'PUT', `${calendar}${name}.ics`, block(name))).status).toBe(201)
		expect((await ask(first, 'pvs', 'DELETE', `${calendar}b.ics`)).status).toBe(204)
		expect((await ask(first, 'pvs', 'MKCALENDAR', '/remote.php/dav/calendars/pvs/own/')).status).toBe(201)
		await first.stop()
		appendFileSync(join(folder, 'journal.jsonl'), '{"op":"put","collection":"praxis/dr-mu')

		const second = await start(folder)
		expect(second.accounts).toEqual(first.accounts)
		expect((await ask(second, 'pvs', 'GET', `${calendar}a.ics`)).text).toContain('UID:a')
		expect((await ask(second, 'pvs', 'GET', `${calendar}b.ics`)).status).toBe(404)
		expect((await ask(second, 'pvs', 'PROPFIND', '/remote.php/dav/calendars/pvs/own/')).status).toBe(207)
		expect((await ask(second, 'pvs', 'PUT', `${calendar}c.ics`, block('c'))).status).toBe(201)
		await second.stop()

		const third = await start(folder)
		expect((await ask(third, 'pvs', 'GET', `${calendar}c.ics`)).text).toContain('UID:c')
	})
})

describe('the clock', () => {
	it('goes to summer time without moving the opening hours', async () => {
		const server = await start()
		const free = async (day: string): Promise<number[]> => {
			const { text } = await ask(server, 'booking', 'GET', `/ocs/v2.php/apps/sprechstunde/api/v1/calendars/dr-mueller/free?from=${day}T00:00:00Z&to=${day}T23:59:00Z`)
			const { windows } = (JSON.parse(text) as { ocs: { data: { windows: { start: string; end: string }[] } } }).ocs.data
			const type = { durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 }
			return layoutSlots(type, windows.map((window) => ({ start: Date.parse(window.start), end: Date.parse(window.end) })), 15, 'Europe/Berlin').map((slot) => slot.start)
		}
		// 08:00 in Berlin: UTC+1 on the Friday before, UTC+2 on the Monday after
		expect((await free('2026-03-27'))[0]).toBe(Date.parse('2026-03-27T07:00:00Z'))
		expect((await free('2026-03-30'))[0]).toBe(Date.parse('2026-03-30T06:00:00Z'))
	})
})

describe('the daily maximum', () => {
	it('counts what came from the website, per day and calendar', async () => {
		const server = await start(null, { ...practice, booking: { ...practice.booking, dailyMaximum: 1 } })
		const book = async (start: string, end: string, random: string): Promise<{ status: number; text: string }> => {
			const uid = `appointment-20260326-090000-${random.repeat(22)}@praxis.example`
			const lines = [`UID:${uid}`, 'DTSTAMP:20260326T090000Z', `DTSTART:${start}`, `DTEND:${end}`, 'X-PATIENT-NAME:Erika Mustermann', 'X-PATIENT-BIRTHDATE:1964-08-12', 'X-PATIENT-PHONE:0151 123456', 'X-INSURANCE-TYPE:PRIVAT', 'X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG']
			return ask(server, 'booking', 'PUT', `/remote.php/dav/calendars/buchung/app-generated--sprechstunde--dr-mueller/${uid}.ics`, `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n${lines.join('\r\n')}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`, { 'If-None-Match': '*' })
		}
		expect((await book('20260330T080000Z', '20260330T083000Z', 'a')).status).toBe(201)
		const second = await book('20260330T120000Z', '20260330T123000Z', 'b')
		expect([second.status, second.text]).toEqual([409, expect.stringContaining('DAILY_MAXIMUM_REACHED')])
		expect((await book('20260331T080000Z', '20260331T083000Z', 'c')).status).toBe(201)
	})
})

describe('connections', () => {
	it('that send nonsense get a 4xx, and the server goes on', async () => {
		const server = await start()
		for (const path of ['//', '/%ff', '/remote.php/dav/%00', '/ocs/v2.php/nothing', '/remote.php/dav/calendars/praxis/dr-mueller/%']) {
			const { status } = await ask(server, 'pvs', 'GET', path)
			expect([308, 400, 404, 405]).toContain(status)
		}
		expect((await ask(server, 'pvs', 'PUT', `${calendar}big.ics`, 'x'.repeat(1_500_000))).status).toBe(413)
		expect((await ask(server, 'pvs', 'PROPFIND', calendar)).status).toBe(207)
	})
})
