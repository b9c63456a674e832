// SPDX-License-Identifier: GPL-3.0-or-later
// What the app costs: on against off on one Nextcloud, in turns, on a calendar of 5,000 events. Ratios only; prints what was met.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Practice } from '@sprechstunde/core'
import { calendarUrls } from '../servers/accounts.ts'
import { startNextcloud } from '../servers/nextcloud.ts'
import { freePort } from '../servers/ports.ts'
import { chooseRelease, locateReleases } from '../servers/releases.ts'
import { manyEvents, vcalendar, vevent } from './events.ts'
import { compare, times } from './measure.ts'
import { freeBusyQuery, freeWindows, operations } from './operations.ts'

const events = Number(process.argv.find((entry) => entry.startsWith('--events='))?.slice(9) ?? 5000)
const rounds = 8
const now = new Date()
const practiceFile = new URL('../servers/practice.json', import.meta.url).pathname
const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice

function viewScript(): string {
	const folder = new URL('../../wordpress-plugin/build/', import.meta.url)
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /booking\/view\.js$/.test(file))
	if (files.length === 0) return 'NOT RUN the patient\'s view script is not built: npm run build'
	const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, folder))).length, 0)
	return `${bytes <= 15_360 ? 'met   ' : 'MISSED'} ${'view script of the booking block, gzip'.padEnd(42)} ${(bytes / 1024).toFixed(1)} kB (target ≤ 15 kB)`
}

const release = chooseRelease(locateReleases())
if (release === null) {
	console.log(viewScript())
	console.log('NOT RUN on against off: no Nextcloud release was found')
	process.exit(1)
}

const stateDir = mkdtempSync(join(tmpdir(), 'sprechstunde-bench-'))
const server = await startNextcloud({ release, stateDir: join(stateDir, 'nextcloud'), practiceFile, smtpPort: await freePort(), jobs: false })
try {
	const basic = (account: { user: string; password: string }) => `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`
	const calendar = calendarUrls(server.url, practice)[0]?.urls.admin as string
	const owner = basic(server.accounts.admin)
	writeFileSync(join(stateDir, 'events.ics'), manyEvents(events, now))
	server.occ(['calendar:import', 'praxis', 'dr-mueller', join(stateDir, 'events.ics')])
	server.occ(['sprechstunde:reindex'])
	const headers = { Authorization: owner, 'Content-Type': 'text/calendar; charset=utf-8' }
	await times([{ method: 'PUT', url: `${calendar}first.ics`, headers, body: vcalendar([vevent('first', now)]) }])

	const measured = operations(calendar, owner, now).map((operation) => ({ ...operation, on: [] as number[], off: [] as number[] }))
	const free: number[] = []
	const freeBusy: number[] = []
	for (let round = 0; round < rounds; round++) {
		for (const state of round % 2 === 0 ? ['on', 'off'] as const : ['off', 'on'] as const) {
			server.occ([state === 'on' ? 'app:enable' : 'app:disable', 'sprechstunde'])
			for (const operation of measured) {
				await times(operation.requests(2))
				operation[state].push(...await times(operation.requests(8)))
			}
			const question = state === 'on' ? freeWindows(server.url, 'dr-mueller', basic(server.accounts.booking), now) : freeBusyQuery(calendar, owner, now)
			const answers = state === 'on' ? free : freeBusy
			await times([question])
			answers.push(...await times([question, question, question, question]))
		}
	}
	console.log(`\nNextcloud ${server.version}, SQLite, ${events} events; medians of ${rounds * 8} requests each, on : off`)
	for (const { label, on, off } of measured) console.log(compare(label, on, off, 1.1))
	console.log(compare('free windows : native free-busy, one month', free, freeBusy, 0.5))
	console.log(viewScript())
} finally {
	await server.stop()
	rmSync(stateDir, { recursive: true, force: true })
}
