// SPDX-License-Identifier: GPL-3.0-or-later
import { join } from 'node:path'
import { startNextcloud, type Nextcloud, type NextcloudOptions } from '../servers/nextcloud.ts'
import { judged, median, time, type Verdict } from './measure.ts'
import { booking, floor } from './operations.ts'
import { calendarCount, slot, writePractice } from './practice.ts'
import { storedObjects, type StoredObjects } from './stored.ts'
import { basic, calendarAt, type TwinOptions } from './twins.ts'

const clients = 8

/** Bookings a second by eight clients at once, against native PUTs of the same objects, in rounds that take turns; on MariaDB, since SQLite lets one write at a time. */
export async function parallel({ release, folder, now, say }: Omit<TwinOptions, 'events'>, rounds: number, each: number): Promise<Verdict[]> {
	say('two servers on MariaDB, one with the app …')
	const common = { release, practiceFile: writePractice(join(folder, 'practice.json')), smtpPort: 9, jobs: false, workers: clients, database: 'mariadb' } satisfies Partial<NextcloudOptions>
	const on = await startNextcloud({ ...common, stateDir: join(folder, 'parallel-on') })
	let off: Nextcloud | undefined
	try {
		off = await startNextcloud({ ...common, stateDir: join(folder, 'parallel-off') })
		off.occ(['app:disable', 'sprechstunde'])
		// an account's first request writes its preferences, which Nextcloud can't do many at once
		await time(floor(on))
		for (const server of [on, off]) await time({ method: 'PROPFIND', url: calendarAt(server, 'arzt-1'), headers: { Authorization: basic(server.accounts.admin), Depth: '0' } })
		const stored = await storedObjects(on, booking(on, 'arzt-1', now, 0), slot(now, 1))
		const verdicts: Verdict[] = []
		let used = 0
		for (const calendars of [1, calendarCount]) {
			const rates = { on: [] as number[], off: [] as number[] }
			for (let round = -1; round < rounds; round++) {
				for (const side of round % 2 === 0 ? ['on', 'off'] as const : ['off', 'on'] as const) {
					const rate = await burst(side === 'on' ? on : off, calendars, each, now, used, side === 'off' ? stored : undefined)
					if (round >= 0) rates[side].push(rate)
				}
				used += clients * each
			}
			const values = `${median(rates.on).toFixed(1).padStart(7)} /s : ${median(rates.off).toFixed(1).padStart(7)} /s`
			const label = `bookings, ${clients} at once on ${calendars === 1 ? 'one calendar' : `${calendars} calendars`} (native : ours)`
			verdicts.push(judged(label, median(rates.off) / median(rates.on), 1.25, values, `${rounds} rounds of ${clients * each}`))
		}
		return verdicts
	} finally {
		await Promise.all([on.stop(), off?.stop()])
	}
}

/** Bookings a second while every client makes one after the other; each has a slot of its own. */
async function burst(server: Nextcloud, calendars: number, each: number, now: Date, first: number, native?: StoredObjects): Promise<number> {
	const start = performance.now()
	await Promise.all(Array.from({ length: clients }, async (_, client) => {
		for (let index = 0; index < each; index++) await time(booking(server, `arzt-${(client % calendars) + 1}`, now, first + client * each + index, native))
	}))
	return clients * each / (performance.now() - start) * 1000
}
