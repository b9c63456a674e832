// SPDX-License-Identifier: GPL-3.0-or-later
// What fails may break nothing: `tsx test/faults/run.ts --size=full --database=postgresql --nextcloud=34`.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkDifferences } from '../agreement/occCheck.ts'
import { readOptions } from '../load/options.ts'
import { startWorld } from '../load/world.ts'
import { databaseNames } from '../servers/databases/database.ts'
import { databaseLacks } from '../servers/databases/programs.ts'
import { temporaryFolder } from '../servers/folders.ts'
import { startMailCatcher } from '../servers/mail.ts'
import { randomKills } from './kills.ts'
import { operations } from './operations.ts'
import { crashes, fullDisk, lostConnections, readOnlyDatabase } from './storage.ts'
import { jsonRoutes } from './jsonRoutes.ts'
import { outboxKills, reindexKills } from './workers.ts'
import { atEachStep, cutOff, killed, straceLacks } from './steps.ts'

const parts = ['random-kills', 'read-only', 'full-disk', 'lost-connections', 'crashes', 'reindex', 'mails', 'steps', 'lost-at-steps'] as const
const options = readOptions(process.argv.slice(2), parts)
const lacks = databaseLacks(options.database)
if (lacks !== null) throw new Error(lacks)
const full = options.size === 'full'
const mailFolder = temporaryFolder()
const mail = await startMailCatcher({ folder: join(mailFolder, 'mail') })
const world = await startWorld(options, { nodes: 1, workers: 2, smtpPort: mail.smtpPort })
try {
	const { nextcloud, report } = world
	console.log(`faults on Nextcloud ${nextcloud.version}, ${databaseNames[options.database]} ${nextcloud.database?.version ?? ''}, seed ${options.seed}`)
	const began = Date.now()
	const traceless = straceLacks()
	const isSqlite = options.database === 'sqlite'
	const faults: Readonly<Record<typeof parts[number], (() => Promise<void>) | null>> = {
		'random-kills': () => randomKills(world, full ? 200 : 12),
		'read-only': async () => {
			await readOnlyDatabase(world, full ? 12 : 2)
			await jsonRoutes(world)
		},
		'full-disk': isSqlite ? () => fullDisk(world, full ? 30 : 3) : null,
		'lost-connections': isSqlite ? null : () => lostConnections(world, full ? 30 : 3),
		'crashes': isSqlite ? null : () => crashes(world, full ? 12 : 1),
		'reindex': () => reindexKills(world, full ? 20 : 2),
		'mails': () => outboxKills(world, mail, full ? 20 : 2),
		'steps': () => atEachStep(world, killed, full ? Object.keys(operations) : ['a booking'], full ? 1 : 8),
		// PostgreSQL's library waits for the last words of a server that only one side takes for gone
		'lost-at-steps': options.database !== 'mariadb' ? null : () => atEachStep(world, cutOff, full ? Object.keys(operations) : ['a deletion', 'a move to another calendar'], full ? 1 : 12),
	}
	for (const part of parts) {
		const fault = faults[part]
		if (fault === null || !options.only.includes(part)) continue
		if (traceless !== null && ['full-disk', 'steps', 'lost-at-steps'].includes(part)) {
			report.leaves(part, traceless)
			continue
		}
		await fault()
		report.holds('occ sprechstunde:check finds no difference', checkDifferences(nextcloud.occ))
	}
	report.figure(`${((Date.now() - began) / 1000).toFixed(0)} s`)
} finally {
	await world.stop()
	await mail.stop()
	rmSync(mailFolder, { recursive: true, force: true })
}
process.exit(world.report.close())
