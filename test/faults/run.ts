// SPDX-License-Identifier: GPL-3.0-or-later
// What fails may break nothing: `tsx test/faults/run.ts --size=full --database=postgresql --nextcloud=34`.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readOptions } from '../load/options.ts'
import { startWorld } from '../load/world.ts'
import { databaseNames } from '../servers/databases/database.ts'
import { databaseLacks } from '../servers/databases/programs.ts'
import { temporaryFolder } from '../servers/folders.ts'
import { startMailCatcher } from '../servers/mail.ts'
import { randomKills } from './kills.ts'
import { operations } from './operations.ts'
import { crashes, fullDisk, lostConnections, readOnlyDatabase } from './storage.ts'
import { outboxKills, reindexKills } from './workers.ts'
import { killsAtEachStep, straceLacks } from './steps.ts'

const options = readOptions(process.argv.slice(2))
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
	await randomKills(world, full ? 200 : 12)
	await readOnlyDatabase(world, full ? 12 : 2)
	if (options.database === 'sqlite') {
		if (straceLacks() === null) await fullDisk(world, full ? 30 : 3)
		else report.leaves('a full disk', String(straceLacks()))
	} else {
		await lostConnections(world, full ? 30 : 3)
		await crashes(world, full ? 12 : 1)
	}
	await reindexKills(world, full ? 20 : 2)
	await outboxKills(world, mail, full ? 20 : 2)
	const traceless = straceLacks()
	if (traceless === null) {
		await killsAtEachStep(world, ['a booking'], full ? 1 : 15)
		if (full) await killsAtEachStep(world, Object.keys(operations).slice(1), 5)
	} else report.leaves('kills before each step', traceless)
	report.figure(`${((Date.now() - began) / 1000).toFixed(0)} s`)
} finally {
	await world.stop()
	await mail.stop()
	rmSync(mailFolder, { recursive: true, force: true })
}
process.exit(world.report.close())
