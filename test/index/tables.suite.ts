// SPDX-License-Identifier: GPL-3.0-or-later
// The app's tables against the calendars: what `occ sprechstunde:check` says of spoilt ones, and what mends them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { occCheck, type CheckReport } from '../agreement/occCheck.ts'
import { database, select, type Row } from '../servers/nextcloud/database.ts'
import { startStack, type Stack } from '../servers/stack.ts'

const day = 86_400
const now = Math.floor(Date.now() / 1000)
/** a day so many from today, as iCalendar writes it */
const on = (days: number): string => new Date((now + days * day) * 1000).toISOString().slice(0, 10).replace(/-/g, '')
let stack: Stack
let folder: string

beforeAll(async () => {
	stack = await startStack({ server: 'nextcloud', website: false, fresh: true, nextcloud: { jobs: false }, ...(process.env.SPRECHSTUNDE_RELEASE === undefined ? {} : { release: process.env.SPRECHSTUNDE_RELEASE }) })
	folder = stack.nextcloud?.folder ?? ''
	await put('single', [`DTSTART;TZID=Europe/Berlin:${on(100)}T090000`, `DTEND;TZID=Europe/Berlin:${on(100)}T093000`])
	await put('weekly', [`DTSTART;TZID=Europe/Berlin:${on(7)}T130000`, `DTEND;TZID=Europe/Berlin:${on(7)}T140000`, 'RRULE:FREQ=WEEKLY'])
	await put('ended', [`DTSTART;TZID=Europe/Berlin:${on(7)}T150000`, `DTEND;TZID=Europe/Berlin:${on(7)}T151500`, 'RRULE:FREQ=DAILY;COUNT=10'])
	await put('holiday', [`DTSTART;VALUE=DATE:${on(200)}`, `DTEND;VALUE=DATE:${on(231)}`])
	await put('far', [`DTSTART;VALUE=DATE:${on(2000)}`, `DTEND;VALUE=DATE:${on(2001)}`])
	await put('appointment', [`DTSTART;TZID=Europe/Berlin:${on(101)}T090000`, `DTEND;TZID=Europe/Berlin:${on(101)}T093000`, 'STATUS:CONFIRMED',
		'X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG', 'X-PATIENT-NAME:Erika Mustermann', 'X-PATIENT-EMAIL:erika@mustermann.example', 'X-PATIENT-BIRTHDATE:1964-08-12', 'X-INSURANCE-TYPE:PRIVAT', 'X-VISIT-REASON:Kontrolle'])
})

afterAll(async () => { await stack.stop() })

async function put(name: string, lines: readonly string[]): Promise<void> {
	const answer = await send('pvs', 'PUT', `${name}.ics`, [`UID:${name}@pvs.example`, 'SUMMARY:Block', ...lines])
	expect(answer.status, await answer.text()).toBe(201)
}

async function send(role: 'pvs' | 'booking', method: 'PUT' | 'DELETE', name: string, event: readonly string[] = []): Promise<Response> {
	const body = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//PVS//EN', 'BEGIN:VEVENT', 'DTSTAMP:20261101T000000Z', ...event, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
	const url = `${stack.info.calendars.find(({ id }) => id === 'dr-mueller')?.urls[role] ?? ''}${name}`
	return fetch(new URL(url, stack.info.server.url), { method, ...(method === 'PUT' ? { body } : {}), headers: { 'Content-Type': 'text/calendar', ...(role === 'booking' ? { 'If-None-Match': '*' } : {}), Authorization: login(role) } })
}

function login(role: 'pvs' | 'booking'): string {
	const { user, password } = stack.info.accounts[role]
	return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/** Ends of the free windows between two days from today. */
async function freeEnds(from: number, to: number): Promise<string[]> {
	const at = (days: number): string => new Date((now + days * day) * 1000).toISOString().replace(/\.\d+/, '')
	const answer = await fetch(new URL(`/ocs/v2.php/apps/sprechstunde/api/v1/calendars/dr-mueller/free?from=${at(from)}&to=${at(to)}`, stack.info.server.url), {
		headers: { 'OCS-APIRequest': 'true', Accept: 'application/json', Authorization: login('booking') },
	})
	return ((await answer.json()) as { ocs: { data: { windows: { start: string; end: string }[] } } }).ocs.data.windows.map(({ end }) => end)
}

function runJob(name: string): void {
	const [entry] = select(folder, 'SELECT id FROM *PREFIX*jobs WHERE class = ?', `OCA\\Sprechstunde\\Index\\${name}`)
	stack.occ(['background-job:execute', '--force-execute', String(entry?.['id'] ?? expect.fail('the job is not there'))])
}

const check = (): CheckReport => occCheck(stack.occ)
const named = ({ differences }: CheckReport): string[] => differences.map(({ calendar, uri, kind }) => `${calendar} ${uri} ${kind}`).sort()
const state = (name: string): Row => select(folder, 'SELECT * FROM *PREFIX*sprechstunde_state WHERE uri = ?', `${name}.ics`)[0] ?? expect.fail(`nothing is known of ${name}`)
const rows = (name: string): Row[] => select(folder, 'SELECT start_at, end_at FROM *PREFIX*sprechstunde_occ WHERE object_id = ? ORDER BY start_at', Number(state(name)['object_id']))
const spoil = (sql: string, name: string): void => { database(folder, [[sql, Number(state(name)['object_id'])]]) }

function mended(): void {
	stack.occ(['sprechstunde:reindex'])
	expect(check()).toMatchObject({ ok: true, differences: [] })
}

describe('occ sprechstunde:check', () => {
	it('finds nothing where nothing is wrong', () => {
		expect(check()).toEqual({ ok: true, objects: { 'dr-mueller': 6, 'dr-schmidt': 0 }, differences: [] })
	})

	it.each([
		['busy time that is missing', 'single', 'DELETE FROM *PREFIX*sprechstunde_occ WHERE object_id = ?', 'busy'],
		['one occurrence of a series that is missing', 'weekly', `DELETE FROM *PREFIX*sprechstunde_occ WHERE object_id = ? AND start_at BETWEEN ${now + 20 * day} AND ${now + 27 * day}`, 'busy'],
		['busy time that there isn\'t', 'ended', 'UPDATE *PREFIX*sprechstunde_occ SET end_at = end_at + 900 WHERE object_id = ?', 'busy'],
		['busy time in the wrong calendar', 'holiday', 'UPDATE *PREFIX*sprechstunde_occ SET calendar_id = calendar_id + 1 WHERE object_id = ?', 'busy'],
		['a series that is said to be there as a whole', 'weekly', 'UPDATE *PREFIX*sprechstunde_state SET indexed_until = 0 WHERE object_id = ?', 'horizon'],
		['a status of before', 'appointment', 'UPDATE *PREFIX*sprechstunde_state SET status = \'TENTATIVE\' WHERE object_id = ?', 'state'],
		['another time', 'appointment', 'UPDATE *PREFIX*sprechstunde_state SET start_at = start_at + 60 WHERE object_id = ?', 'state'],
		['one said to be deleted', 'appointment', 'UPDATE *PREFIX*sprechstunde_state SET deleted_at = 1 WHERE object_id = ?', 'state'],
	])('names %s, and reindex mends it', (_, name, sql, kind) => {
		const before: Readonly<Record<string, unknown>> = { ...state(name), rows: rows(name) }
		spoil(sql, name)
		const calendars = kind === 'busy' && name === 'holiday' ? ['dr-mueller holiday.ics busy', 'dr-schmidt holiday.ics busy-surplus'] : [`dr-mueller ${name}.ics ${kind}`]
		expect(named(check())).toEqual(calendars)
		mended()
		const after: Readonly<Record<string, unknown>> = { ...state(name), rows: rows(name) }
		for (const key of ['owner', 'actor', 'created_at', 'uid', 'status', 'start_at', 'end_at', 'rows', 'indexed_until']) expect(after[key], key).toEqual(before[key])
	})

	it('names an object that nothing is known of, and reindex makes it known', () => {
		spoil('DELETE FROM *PREFIX*sprechstunde_state WHERE object_id = ?', 'single')
		expect(named(check())).toEqual(['dr-mueller single.ics state-missing'])
		mended()
		expect(state('single')).toMatchObject({ kind: 'block', uid: 'single@pvs.example' })
	})

	it('names what is left of an object that is gone behind the app\'s back', () => {
		database(folder, [['DELETE FROM *PREFIX*calendarobjects WHERE uri = ?', 'ended.ics']])
		expect(named(check())).toEqual(['dr-mueller ended.ics busy-surplus', 'dr-mueller ended.ics state-surplus'])
		mended()
		// its creator's sync hears of it
		expect(Number(state('ended')['deleted_at'])).toBeGreaterThan(0)
		expect(rows('ended')).toEqual([])
	})

	it('names a calendar without a lock row', () => {
		database(folder, [['DELETE FROM *PREFIX*sprechstunde_lock']])
		expect(named(check())).toEqual(['dr-mueller null lock', 'dr-schmidt null lock'])
		mended()
	})

	it('names no patient', () => {
		spoil('DELETE FROM *PREFIX*sprechstunde_occ WHERE object_id = ?', 'appointment')
		expect(JSON.stringify(check())).not.toMatch(/Erika|Mustermann/)
		mended()
	})
})

describe('a series beyond what is indexed', () => {
	it('is known to go on; what has an end within is not', () => {
		expect(Number(state('weekly')['indexed_until'])).toBeGreaterThan(now + 700 * day)
		expect(Number(state('far')['indexed_until'])).toBeGreaterThan(now + 700 * day)
		for (const name of ['single', 'holiday', 'appointment']) expect(Number(state(name)['indexed_until']), name).toBe(0)
	})

	it('is followed further by the job when it is due, and only then', () => {
		const all = rows('weekly')
		const before = state('weekly')
		const early = now + 300 * day
		// as it was when it had been followed 300 days ahead, half a year and more ago
		database(folder, [
			['DELETE FROM *PREFIX*sprechstunde_occ WHERE object_id = ? AND start_at >= ?', Number(before['object_id']), early],
			['UPDATE *PREFIX*sprechstunde_state SET indexed_until = ? WHERE object_id = ?', early, Number(before['object_id'])],
			// not due, so that the job leaves what is wrong there: it looks at what is due only
			['DELETE FROM *PREFIX*sprechstunde_occ WHERE object_id = ?', Number(state('single')['object_id'])],
		])
		expect(rows('weekly').length).toBeLessThan(all.length)
		runJob('ExtendIndexJob')
		expect(rows('weekly')).toEqual(all)
		expect(state('weekly')['indexed_until']).toEqual(before['indexed_until'])
		expect(rows('single')).toEqual([])
		mended()
	})

	it('can not be booked where it has not been followed', async () => {
		const before = await freeEnds(1, 60)
		const until = now + 20 * day
		stack.occ(['config:app:set', 'sprechstunde', 'indexed_until', '--type=integer', `--value=${until}`])
		expect(named(check())).toEqual(['any null horizon'])
		const meanwhile = await freeEnds(1, 60)
		expect(meanwhile.length).toBeGreaterThan(0)
		expect(meanwhile.every((end) => Date.parse(end) <= until * 1000)).toBe(true)
		runJob('ExtendIndexJob')
		expect(check().ok).toBe(true)
		expect(await freeEnds(1, 60)).toEqual(before)
	})
})

describe('a series that repeats more often than a request may follow it', () => {
	/** a quarter past ten on the first Friday so many days from today, when nobody but such a series could stand in the way */
	function slot(days: number): { start: string; end: string } {
		const friday = days + (5 - new Date((now + days * day) * 1000).getUTCDay() + 7) % 7
		return { start: `${on(friday)}T101500`, end: `${on(friday)}T104500` }
	}

	async function book({ start, end }: { start: string; end: string }): Promise<number> {
		const uid = `appointment-${start.slice(0, 8)}-${start.slice(9)}-AbCdEfGhIjKlMnOpQrStUv@praxis.example`
		const answer = await send('booking', 'PUT', `${uid}.ics`, [`UID:${uid}`, `DTSTART;TZID=Europe/Berlin:${start}`, `DTEND;TZID=Europe/Berlin:${end}`, 'X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG',
			'X-PATIENT-NAME:Erika Mustermann', 'X-PATIENT-EMAIL:erika@mustermann.example', 'X-PATIENT-BIRTHDATE:1964-08-12', 'X-INSURANCE-TYPE:PRIVAT', 'X-VISIT-REASON:Kontrolle'])
		return answer.status
	}

	it('is free beyond what was followed only when the job has followed it', async () => {
		// ten minutes of each hour: a thousand of them are over in 42 days
		await put('hourly', [`DTSTART:${on(1)}T000000Z`, `DTEND:${on(1)}T001000Z`, 'RRULE:FREQ=HOURLY'])
		const until = Number(state('hourly')['indexed_until'])
		expect(until).toBeGreaterThan(now + 35 * day)
		expect(until).toBeLessThan(now + 43 * day)
		const meanwhile = await freeEnds(25, 86)
		expect(meanwhile.length).toBeGreaterThan(0)
		expect(meanwhile.every((end) => Date.parse(end) <= until * 1000)).toBe(true)
		expect(await book(slot(50))).toBe(409)
		expect(check()).toMatchObject({ ok: true, differences: [] })

		runJob('FollowSeriesJob')
		expect(Number(state('hourly')['indexed_until'])).toBeGreaterThan(now + 700 * day)
		expect(check()).toMatchObject({ ok: true, differences: [] })
		const afterwards = await freeEnds(25, 86)
		expect(afterwards.slice(0, meanwhile.length)).toEqual(meanwhile)
		expect(Math.max(...afterwards.map((end) => Date.parse(end)))).toBeGreaterThan((now + 80 * day) * 1000)
		expect(await book(slot(50))).toBe(201)
		expect(await book({ start: slot(60).start.replace('1015', '1000'), end: slot(60).end.replace('1045', '1030') })).toBe(409)
		expect((await send('pvs', 'DELETE', 'hourly.ics')).status).toBe(204)
	})

	it('that is past for the most part is followed from today on', async () => {
		await put('long', [`DTSTART:${on(-300)}T000000Z`, `DTEND:${on(-300)}T001000Z`, 'RRULE:FREQ=HOURLY'])
		const meanwhile = await freeEnds(2, 60)
		expect(meanwhile.length).toBeGreaterThan(0)
		runJob('FollowSeriesJob')
		expect(check()).toMatchObject({ ok: true, differences: [] })
		expect((await freeEnds(2, 60)).slice(0, meanwhile.length)).toEqual(meanwhile)
		expect((await send('pvs', 'DELETE', 'long.ics')).status).toBe(204)
	})

	it('takes no more rows where an event lasts until the year 9999', async () => {
		await put('endless', [`DTSTART:${on(400)}T080000Z`, 'DTEND:99991231T235959Z'])
		expect(rows('endless').length).toBeLessThan(60)
		expect(Number(state('endless')['indexed_until'])).toBeGreaterThan(now + 700 * day)
		expect(check()).toMatchObject({ ok: true, differences: [] })
		expect((await send('pvs', 'DELETE', 'endless.ics')).status).toBe(204)
	})
})
