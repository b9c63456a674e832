// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alternatives, bookableRange, freeWindows, layoutSlots, type AppointmentType, type CalendarConfig, type Interval, type Practice } from '@sprechstunde/core'
import { send, type Answer, type RequestOptions } from '../conformance/client.ts'
import { toICalendar } from '../conformance/event.ts'
import { bookingProperties, minute, newUid } from '../conformance/fixtures.ts'
import { snapshot, type Snapshot } from '../agreement/snapshot.ts'
import { seeded, type Random } from '../random.ts'
import { calendarUrls, people, roles, type AccountRole } from '../servers/accounts.ts'
import { sqlOf, type Sql } from '../servers/databases/database.ts'
import { temporaryFolder } from '../servers/folders.ts'
import { errorsIn, startNextcloud, type Nextcloud, type NextcloudOptions } from '../servers/nextcloud.ts'
import { findRelease, practiceFile } from '../servers/stack.ts'
import { auditStatements } from './audit.ts'
import type { Options } from './options.ts'
import { Report } from './report.ts'

/** A Nextcloud under load, as the scenarios see it. */
export interface World {
	readonly options: Options
	readonly nextcloud: Nextcloud
	readonly practice: Practice
	readonly sql: Sql
	readonly random: Random
	readonly report: Report
	readonly folder: string
	/** the other node each time */
	readonly node: () => string
	/** an address on the next node */
	readonly url: (account: AccountRole, calendar: string, uri?: string) => string
	readonly send: (account: AccountRole, method: string, url: string, options?: RequestOptions) => Promise<Answer>
	readonly snapshot: () => Snapshot
	/** errors in Nextcloud's log that the app has to do with, since the last call */
	readonly newErrors: () => string[]
	readonly stop: () => Promise<void>
}

/** Installs and starts it; `more` overrides how. */
export async function startWorld(options: Options, more: Partial<NextcloudOptions> = {}): Promise<World> {
	const release = await findRelease(options.nextcloud)
	if (release === null) throw new Error(`Nextcloud ${options.nextcloud ?? ''} is neither here nor to be had`)
	const folder = temporaryFolder()
	const nextcloud = await startNextcloud({ release, stateDir: join(folder, 'nextcloud'), practiceFile, smtpPort: 9, nodes: 2, workers: 4, jobs: false, database: options.database, ...more })
	const target = join(folder, 'target.json')
	writeFileSync(target, JSON.stringify({ server: { kind: 'nextcloud', version: nextcloud.version, url: nextcloud.url }, accounts: nextcloud.accounts, calendars: [] }), { mode: 0o600 })
	process.env['SPRECHSTUNDE_TARGET'] = target
	const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
	const sql = sqlOf(nextcloud.connection)
	sql(...auditStatements(options.database))
	for (const account of roles) {
		// Nextcloud itself can't note the very first sign-in of an account twice at once: UnknownKeyException, before any app is asked
		const first = await send(account, 'GET', `${nextcloud.url}/ocs/v2.php/apps/sprechstunde/api/v1/catalog?format=json`, { headers: { 'OCS-APIRequest': 'true' } })
		if (first.status !== 200) throw new Error(`${account} can't sign in: ${first.status} ${first.text.slice(0, 300)}`)
		// nor make an account's folder for files twice at once, as it does at the first DAV request: NotPermittedException
		const home = await send(account, 'PROPFIND', `${nextcloud.url}/remote.php/dav/calendars/${people[account].user}/`, { headers: { Depth: '0' } })
		if (home.status !== 207) throw new Error(`${account} has no calendars: ${home.status} ${home.text.slice(0, 300)}`)
	}
	let turn = 0
	const node = (): string => nextcloud.nodes[turn++ % nextcloud.nodes.length] ?? nextcloud.url
	let errors = 0
	return {
		options, nextcloud, practice, sql, folder, node,
		random: seeded(options.seed),
		report: new Report(),
		url: (account, calendar, uri = '') => {
			const found = calendarUrls(node(), practice).find((entry) => entry.id === calendar)
			if (found === undefined) throw new Error(`the practice has no calendar ${calendar}`)
			return found.urls[account] + encodeURIComponent(uri)
		},
		send,
		snapshot: () => snapshot(sql),
		newErrors: () => {
			const all = errorsIn(nextcloud.log)
			return all.slice(errors, errors = all.length).map((line) => line.slice(0, 600))
		},
		stop: async () => {
			await nextcloud.stop()
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
		},
	}
}

export interface Try {
	readonly calendar: string
	readonly type: AppointmentType
	readonly start: number
	readonly uri: string
	/** epoch milliseconds */
	readonly sent: number
	readonly answered: number
	readonly answer: Answer
}

/** PUTs a booking as the website does. */
export async function book(world: World, calendar: string, type: AppointmentType, start: number): Promise<Try> {
	const uid = newUid()
	const uri = `${uid}.ics`
	const sent = Date.now()
	const body = toICalendar({ events: [bookingProperties(uid, type, start, { 'X-INSURANCE-TYPE': 'PRIVAT' })] })
	const answer = await world.send('booking', 'PUT', world.url('booking', calendar, uri), { body, headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'If-None-Match': '*' } })
	return { calendar, type, start, uri, sent, answered: Date.now(), answer }
}

/** Time that an appointment of a type takes, buffers included. */
export function claim(type: AppointmentType, start: number): Interval {
	return { start: start - type.bufferBeforeMinutes * minute, end: start + (type.durationMinutes + type.bufferAfterMinutes) * minute }
}

/** All slots of a type beside what is busy, by the TypeScript core. */
export function slotsOf(world: World, calendar: CalendarConfig, type: AppointmentType, busy: readonly Interval[]): number[] {
	const now = Date.now()
	const windows = freeWindows(world.practice, calendar, busy, bookableRange(world.practice, now), now)
	return layoutSlots(type, windows, world.practice.booking.gridMinutes, world.practice.practice.timeZone).map((slot) => slot.start)
}

/** Those from the day after tomorrow on, which no clock makes too late while a test runs. */
export function later(slots: readonly number[]): number[] {
	return slots.filter((start) => start > Date.now() + 2 * 86_400_000)
}

/** What the core offers instead of a taken slot. */
export function nearest(world: World, calendar: CalendarConfig, type: AppointmentType, busy: readonly Interval[], wanted: number): number[] {
	return alternatives(world.practice, calendar, type, busy, wanted, Date.now()).map((slot) => slot.start)
}

/** Busy time of a calendar as the index has it, epoch milliseconds. */
export function indexed(seen: Snapshot, uri: string): Interval[] {
	const id = seen.calendars.find((row) => row['uri'] === uri)?.['id']
	return seen.occurrences.filter((row) => String(row['calendar_id']) === String(id)).map((row) => ({ start: Number(row['start_at']) * 1000, end: Number(row['end_at']) * 1000 }))
}
