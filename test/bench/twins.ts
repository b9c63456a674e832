// SPDX-License-Identifier: GPL-3.0-or-later
import { chmodSync, copyFileSync, cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { people } from '../servers/accounts.ts'
import { made } from '../servers/folders.ts'
import { startNextcloud, type Nextcloud, type NextcloudOptions } from '../servers/nextcloud.ts'
import { phpSettings } from '../servers/nextcloud/occ.ts'
import { run } from '../servers/process.ts'
import type { Release } from '../servers/releases.ts'
import { manyEvents, vcalendar, vevent } from './events.ts'
import { time } from './measure.ts'
import { benchPractice, writePractice } from './practice.ts'

/** The same data twice: calendars, groups, shares and events are alike; the app is enabled on one server only. */
export interface Twins {
	readonly on: Nextcloud
	readonly off: Nextcloud
	readonly stop: () => Promise<void>
}

export interface TwinOptions {
	readonly release: Release
	/** events in the first calendar */
	readonly events: number
	readonly folder: string
	readonly now: Date
	readonly say: (text: string) => void
}

/** The owner's address of a calendar. */
export function calendarAt(server: Nextcloud, id: string): string {
	return `${server.url}/remote.php/dav/calendars/${people.admin.user}/${id}/`
}

export function basic(account: { readonly user: string; readonly password: string }): string {
	return `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`
}

/** Makes (once per release and size) a Nextcloud with that many events, sets the practice up in a copy, and starts that and a copy of it where the app is disabled. */
export async function startTwins(options: TwinOptions): Promise<Twins> {
	const { folder, say } = options
	const practiceFile = writePractice(join(made(folder), 'practice.json'))
	const common = { release: options.release, practiceFile, smtpPort: 9, jobs: false, workers: 2 } satisfies Partial<NextcloudOptions>
	const seed = await seeded(options, common)
	say(`two copies with ${options.events} events, one with the app …`)
	const setUp = { ...common, stateDir: copied(seed, join(folder, 'on')) }
	await (await startNextcloud(setUp)).stop()
	const without = { ...common, stateDir: copied(setUp.stateDir, join(folder, 'off')), withApp: false }
	const on = await startNextcloud(setUp)
	const off = await startNextcloud(without)
	off.occ(['app:disable', 'sprechstunde'])
	return { on, off, stop: async () => { await Promise.all([on.stop(), off.stop()]) } }
}

/** The folder of an installation without the app that holds the events; kept between runs. */
async function seeded({ release, events, now, say }: TwinOptions, common: Omit<NextcloudOptions, 'stateDir'>): Promise<string> {
	const month = now.toISOString().slice(0, 7)
	const cache = made(join(tmpdir(), `sprechstunde-bench-${userInfo().uid}`))
	chmodSync(cache, 0o700)
	const seed = join(cache, `${release.version}-${events}-${month}`)
	if (existsSync(seed)) return seed
	const unfinished = `${seed}.unfinished`
	say(`Nextcloud ${release.version} with ${events} events …`)
	const server = await startNextcloud({ ...common, stateDir: unfinished, reset: true, withApp: false })
	try {
		const headers = { Authorization: basic(server.accounts.admin), 'Content-Type': 'text/calendar; charset=utf-8' }
		for (const { id } of benchPractice().calendars) await time({ method: 'MKCALENDAR', url: calendarAt(server, id), headers: { Authorization: headers.Authorization } })
		await time({ method: 'PUT', url: `${calendarAt(server, 'arzt-1')}first.ics`, headers, body: vcalendar([vevent('first', now)]) })
		const file = join(unfinished, 'events.ics')
		writeFileSync(file, manyEvents(events, now))
		run('php', [...phpSettings, '-d', 'memory_limit=2G', fileURLToPath(new URL('./fill.php', import.meta.url)), server.folder, people.admin.user, 'arzt-1', file])
	} finally {
		await server.stop()
	}
	renameSync(unfinished, seed)
	return seed
}

/** A copy of an installation: its code by hard links, its configuration and data in earnest. */
function copied(seed: string, stateDir: string): string {
	rmSync(stateDir, { recursive: true, force: true })
	made(join(stateDir, 'logs'))
	run('cp', ['-al', join(seed, 'server'), join(stateDir, 'server')])
	for (const name of readdirSync(join(seed, 'server/config'))) {
		const file = join(stateDir, 'server/config', name)
		rmSync(file)
		copyFileSync(join(seed, 'server/config', name), file)
	}
	const configuration = join(stateDir, 'server/config/config.php')
	// the data lay where the installation was made
	writeFileSync(configuration, readFileSync(configuration, 'utf8').replace(/('datadirectory' => ')[^']*/, `$1${join(stateDir, 'data')}`))
	cpSync(join(seed, 'data'), join(stateDir, 'data'), { recursive: true })
	copyFileSync(join(seed, 'installed.json'), join(stateDir, 'installed.json'))
	return stateDir
}
