// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that nothing is booked twice: `tsx test/load/run.ts --size=full --database=postgresql --nextcloud=34`.
// Two nodes share one database.
import { databaseNames } from '../servers/databases/database.ts'
import { databaseLacks } from '../servers/databases/programs.ts'
import { invariants } from './invariants.ts'
import { readOptions } from './options.ts'
import { mixed } from './scenarios/mixed.ts'
import { oneSlot } from './scenarios/oneSlot.ts'
import { overlaps } from './scenarios/overlaps.ts'
import { staleEtags } from './scenarios/staleEtags.ts'
import { startWorld } from './world.ts'

const options = readOptions(process.argv.slice(2), ['one-slot', 'overlaps', 'etags', 'mixed'])
const lacks = databaseLacks(options.database)
if (lacks !== null) throw new Error(lacks)
const world = await startWorld(options)
const counts = options.size === 'full' ? { oneSlot: 100, overlaps: 500, mixed: 600, writers: 20, rounds: 5 } : { oneSlot: 24, overlaps: 40, mixed: 60, writers: 8, rounds: 1 }
try {
	const { nextcloud } = world
	console.log(`load on Nextcloud ${nextcloud.version}, ${databaseNames[options.database]} ${nextcloud.database?.version ?? ''}, ${nextcloud.nodes.length} nodes, seed ${options.seed}`)
	const scenarios: Readonly<Record<string, () => Promise<void>>> = {
		'one-slot': () => oneSlot(world, counts.oneSlot),
		'overlaps': () => overlaps(world, counts.overlaps),
		'etags': () => staleEtags(world, counts.writers, counts.rounds),
		'mixed': () => mixed(world, counts.mixed),
	}
	for (const [name, scenario] of Object.entries(scenarios)) {
		if (!options.only.includes(name)) continue
		await scenario()
		invariants(world)
	}
} finally {
	await world.stop()
}
process.exit(world.report.close())
