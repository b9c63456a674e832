// SPDX-License-Identifier: GPL-3.0-or-later
// From the app's first tables, full of a practice's data, to today's, as Nextcloud does it: `occ upgrade`. SPRECHSTUNDE_DATABASE names the database.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { occCheck } from '../agreement/occCheck.ts'
import { ocs, send } from '../conformance/client.ts'
import { valueOf } from '../conformance/event.ts'
import { book, change, day, fetchObject, freeWindows, objectUrl, put, type Booked } from '../conformance/fixtures.ts'
import { databaseKinds } from '../servers/databases/database.ts'
import { errorsIn } from '../servers/nextcloud.ts'
import { database, select, type Row } from '../servers/nextcloud/database.ts'
import { commandSettings } from '../servers/nextcloud/occ.ts'
import { run } from '../servers/process.ts'
import { startStack, type Stack } from '../servers/stack.ts'

const firstVersion = '0.1.0'
const firstJobs = ['OCA\\Sprechstunde\\Outbox\\ProcessOutboxJob', 'OCA\\Sprechstunde\\Index\\ExtendIndexJob']
const now = Math.floor(Date.now() / 1000)
const year = now + 366 * 86_400
const on = (days: number): string => new Date((now + days * 86_400) * 1000).toISOString().slice(0, 10).replace(/-/g, '')
let stack: Stack
let folder: string
let calendar: string
/** booked by the website, mailed to nobody yet */
let waiting: Booked
let approved: Booked
let firstColumns: Record<string, string[]>
let before: { states: Row[]; occurrences: Record<string, Row[]> }

const states = (): Row[] => select(folder, 'SELECT object_id, calendar_id, uri, uid, owner, kind, status, previous_status, status_changed_at, start_at, end_at, type_code, source, visible, actor, created_at, changed_at, deleted_at FROM *PREFIX*sprechstunde_state ORDER BY object_id')
const idOf = (name: string): number => Number(before.states.find((row) => row['uri'] === `${name}.ics`)?.['object_id'] ?? expect.fail(`nothing is known of ${name}`))
const occurrences = (id: number): Row[] => select(folder, 'SELECT calendar_id, start_at, end_at FROM *PREFIX*sprechstunde_occ WHERE object_id = ? ORDER BY start_at', id)
const installed = (): string => stack.occ(['config:app:get', 'sprechstunde', 'installed_version']).trim()

/** Not by `stack.occ`, which lets nothing else go on meanwhile: the mail catcher is in this process. */
async function runJob(name: string): Promise<void> {
	const [entry] = select(folder, 'SELECT id FROM *PREFIX*jobs WHERE class = ?', `OCA\\Sprechstunde\\${name}`)
	await promisify(execFile)('php', [...commandSettings(folder), 'occ', 'background-job:execute', '--force-execute', String(entry?.['id'] ?? expect.fail(`${name} is not there`))], { cwd: folder })
}

async function block(name: string, lines: readonly string[]): Promise<void> {
	const body = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//PVS//EN', 'BEGIN:VEVENT', `UID:${name}@pvs.example`, 'DTSTAMP:20261101T000000Z', 'SUMMARY:Block', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
	expect((await put('pvs', calendar, `${name}.ics`, body)).status).toBe(201)
}

beforeAll(async () => {
	const kind = databaseKinds.find((entry) => entry === process.env.SPRECHSTUNDE_DATABASE)
	const release = process.env.SPRECHSTUNDE_RELEASE
	stack = await startStack({ server: 'nextcloud', website: false, fresh: true, nextcloud: { jobs: false, ...(kind === undefined ? {} : { database: kind }) }, ...(release === undefined ? {} : { release }) })
	folder = stack.nextcloud?.folder ?? ''
	const target = join(folder, '../target.json')
	writeFileSync(target, JSON.stringify({ ...stack.info, mail: undefined }), { mode: 0o600 })
	process.env.SPRECHSTUNDE_TARGET = target
	approved = await book('manual', { 'X-PATIENT-EMAIL': 'approved@patients.example' })
	calendar = approved.calendar
	expect((await change('staff', approved, { STATUS: 'CONFIRMED' })).status).toBe(204)
	await block('weekly', [`DTSTART;TZID=Europe/Berlin:${on(7)}T200000`, `DTEND;TZID=Europe/Berlin:${on(7)}T210000`, 'RRULE:FREQ=WEEKLY'])
	await block('leave', [`DTSTART;VALUE=DATE:${on(200)}`, `DTEND;VALUE=DATE:${on(231)}`])
	await block('gone', [`DTSTART;VALUE=DATE:${on(240)}`, `DTEND;VALUE=DATE:${on(241)}`])
	expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, 'gone.ics'))).status).toBe(204)
	await runJob('Outbox\\ProcessOutboxJob')
	waiting = await book('manual', { 'X-PATIENT-EMAIL': 'waiting@patients.example' })
	expect(waiting.answer.status).toBe(201)

	before = { states: states(), occurrences: {} }
	for (const name of ['weekly', 'leave', waiting.uid, approved.uid]) before.occurrences[name] = occurrences(idOf(name))
	firstColumns = JSON.parse(run('php', [...commandSettings(folder), fileURLToPath(new URL('../servers/nextcloud/firstTables.php', import.meta.url)), firstVersion, ...firstJobs], { cwd: folder })) as typeof firstColumns
	// as the first version left them: followed for a year and a little, and not cut into pieces
	const [first, last] = [before.occurrences['leave']?.[0], before.occurrences['leave']?.at(-1)]
	database(folder, [
		['DELETE FROM *PREFIX*sprechstunde_occ WHERE object_id = ? AND start_at > ?', idOf('weekly'), year + 86_400],
		['DELETE FROM *PREFIX*sprechstunde_occ WHERE object_id = ? AND start_at > ?', idOf('leave'), Number(first?.['start_at'])],
		['UPDATE *PREFIX*sprechstunde_occ SET end_at = ? WHERE object_id = ?', Number(last?.['end_at']), idOf('leave')],
		['UPDATE *PREFIX*calendars SET timezone = NULL'],
	])
	expect(installed()).toBe(firstVersion)
	stack.occ(['upgrade'])
})

afterAll(async () => { await stack.stop() })

describe('an app with its first tables', () => {
	it('had nothing of today\'s', () => {
		expect(Object.keys(firstColumns).sort()).toEqual(['lock', 'occ', 'outbox', 'state'].map((name) => `sprechstunde_${name}`))
		expect(firstColumns['sprechstunde_state']).not.toContain('indexed_until')
		expect(firstColumns['sprechstunde_outbox']).not.toContain('by_patient')
	})

	it('is brought to today\'s version', () => {
		expect(installed()).not.toBe(firstVersion)
		expect(select(folder, 'SELECT version FROM *PREFIX*migrations WHERE app = ? ORDER BY version', 'sprechstunde').length).toBeGreaterThan(1)
		for (const table of ['hold', 'version', 'log', 'token', 'sent']) expect(select(folder, `SELECT * FROM *PREFIX*sprechstunde_${table}`)).toEqual([])
		const jobs = select(folder, 'SELECT class FROM *PREFIX*jobs').map((row) => String(row['class']))
		for (const job of ['Outbox\\ProcessOutboxJob', 'Index\\ExtendIndexJob', 'Index\\PurgeHoldsJob', 'Record\\RetentionJob']) expect(jobs.filter((one) => one === `OCA\\Sprechstunde\\${job}`), job).toHaveLength(1)
	})

	it('gives the practice\'s calendars its time zone', () => {
		for (const { owner, uri } of stack.practice.calendars) {
			const [row] = select(folder, 'SELECT timezone FROM *PREFIX*calendars WHERE principaluri = ? AND uri = ?', `principals/users/${owner}`, uri)
			expect(row?.['timezone']).toMatch(/^TZID:Europe\/Berlin\s*$/m)
		}
	})

	it('needs nobody to re-index it', () => {
		expect(occCheck(stack.occ)).toMatchObject({ ok: true, objects: { [calendar]: 4 }, differences: [] })
	})

	it('still knows who made what and when', () => {
		expect(states()).toEqual(before.states)
	})

	it('cuts what was too long in its index', () => {
		expect(occurrences(idOf('leave'))).toEqual(before.occurrences['leave'])
	})

	it('lets nothing be booked beyond what it had followed, until its job follows the rest', async () => {
		const id = idOf('weekly')
		expect(occurrences(id).length).toBeLessThan(before.occurrences['weekly']?.length ?? 0)
		const until = Number(stack.occ(['config:app:get', 'sprechstunde', 'indexed_until']).trim())
		expect(Math.abs(until - year)).toBeLessThan(3600)
		await runJob('Index\\ExtendIndexJob')
		expect(occurrences(id)).toEqual(before.occurrences['weekly'])
		expect(Number(stack.occ(['config:app:get', 'sprechstunde', 'indexed_until']).trim())).toBeGreaterThan(until)
		expect(occCheck(stack.occ).differences).toEqual([])
	})

	it('mails what was waiting, once', async () => {
		await runJob('Outbox\\ProcessOutboxJob')
		await runJob('Outbox\\ProcessOutboxJob')
		const mails = (await stack.mail.mails()).filter(({ to }) => to.includes('waiting@patients.example'))
		expect(mails).toHaveLength(1)
		expect(mails[0]?.attachments[0]?.content.replace(/\r?\n[ \t]/g, '')).toContain(waiting.uid)
	})

	it('works on what it had', async () => {
		expect((await ocs('staff', 'requests')).answer.text).toContain(waiting.uid)
		expect((await change('staff', waiting, { STATUS: 'CONFIRMED' })).status).toBe(204)
		expect(valueOf((await fetchObject('booking', calendar, waiting.uri)).text, 'STATUS')).toBe('CONFIRMED')
		const taken = await book('manual', {}, approved.start)
		expect([taken.answer.status, taken.answer.codes]).toEqual([409, ['SLOT_TAKEN']])
		expect((await change('staff', approved, { STATUS: 'CANCELLED', 'X-STATUS-REASON': 'Die Praxis ist geschlossen.' })).status).toBe(204)
		const again = await book('manual', {}, approved.start)
		expect(again.answer.status).toBe(201)
	})

	it('takes what is new', async () => {
		const window = (await freeWindows(calendar, Date.now() + 3 * day, Date.now() + 20 * day))[0] ?? expect.fail('nothing is free')
		expect(window.end).toBeGreaterThan(window.start)
		expect((await book('auto')).answer.status).toBe(201)
		await block('daily', [`DTSTART;TZID=Europe/Berlin:${on(8)}T190000`, `DTEND;TZID=Europe/Berlin:${on(8)}T191500`, 'RRULE:FREQ=DAILY'])
		expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, 'weekly.ics'))).status).toBe(204)
		expect(occCheck(stack.occ).differences).toEqual([])
		expect(errorsIn(stack.nextcloud?.log ?? '')).toEqual([])
	})
})
