// SPDX-License-Identifier: GPL-3.0-or-later
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { disagreements } from '../agreement/disagreements.ts'
import type { World } from '../load/world.ts'
import type { MailCatcher } from '../servers/mail.ts'
import { phpSettings } from '../servers/nextcloud/occ.ts'
import { launch } from '../servers/process.ts'
import { operations } from './operations.ts'
import { kill, settled } from './victim.ts'

/** Runs `occ` and kills it after some milliseconds; null: lets it end. How long it ran. */
async function occ(world: World, args: readonly string[], after: number | null): Promise<number> {
	const began = Date.now()
	const worker = launch({ name: 'occ', command: 'php', args: [...phpSettings, 'occ', ...args], cwd: world.nextcloud.folder, log: join(world.folder, 'occ.log') })
	if (after === null) while (worker.running()) await pause(10)
	else {
		await pause(after)
		kill(worker.pid)
	}
	await worker.stop()
	return Date.now() - began
}

/** `occ sprechstunde:reindex` killed at random moments. */
export async function reindexKills(world: World, kills: number): Promise<void> {
	const command = ['sprechstunde:reindex']
	const duration = await occ(world, command, null)
	const before = JSON.stringify(world.snapshot().objects)
	const problems: string[] = []
	for (let round = 0; round < kills; round++) {
		await occ(world, command, world.random.below(duration))
		const seen = world.snapshot()
		problems.push(...disagreements(seen, world.practice, Date.now()))
		if (JSON.stringify(seen.objects) !== before) problems.push('the calendars changed')
	}
	world.report.figure(`occ sprechstunde:reindex (${duration} ms) killed ${kills} times`)
	world.report.holds('re-indexing that is killed leaves index and calendars in agreement', problems)
}

/**
 * The worker that sends mails, killed at random moments. What a killed one had begun is taken over after its lease, so a
 * mail goes out at least once, and at most once more for each worker that died between sending it and noting that.
 */
export async function outboxKills(world: World, mail: MailCatcher, kills: number): Promise<void> {
	const { report, random } = world
	settled(world)
	const [jobs = []] = world.sql('SELECT id FROM oc_jobs WHERE class LIKE \'%ProcessOutboxJob\'')
	const command = ['background-job:execute', '--force-execute', String(jobs[0]?.['id'])]
	const booking = operations['a booking'] as NonNullable<typeof operations[string]>
	const uids: string[] = []
	let duration = 0
	for (let round = 0; round <= kills; round++) {
		const { uid, send } = await booking(world)
		await send(world.nextcloud.url)
		uids.push(uid)
		if (round === 0) duration = await occ(world, command, null)
		else await occ(world, command, Math.round(duration * (0.4 + random.below(700) / 1000)))
	}
	// what the five-minute job finds once the leases are over
	for (let left = kills + 1; left > 0 && open(world) > 0; left--) {
		world.sql('UPDATE oc_sprechstunde_outbox SET due_at = 0 WHERE state IN (\'pending\', \'sending\')')
		await occ(world, command, null)
	}
	const mails = await mail.mails()
	const counts = uids.map((uid) => mails.filter(({ attachments }) => attachments.some(({ content }) => content.replace(/\r?\n[ \t]/g, '').includes(uid))).length)
	report.figure(`the worker for mails (${duration} ms) killed ${kills} times: ${counts.filter((count) => count === 1).length} told once, ${counts.filter((count) => count > 1).length} more than once`)
	report.holds('every patient is told, at most once too often for a worker that died', counts.flatMap((count, index) => count === 1 || (index > 0 && count === 2) ? [] : [`${uids[index]}: ${count} mails`]))
	report.holds('no message is left', open(world) === 0 ? [] : [`${open(world)} are`])
	report.holds('calendars, index, states and outbox agree', disagreements(world.snapshot(), world.practice, Date.now()))
}

function open(world: World): number {
	return world.snapshot().outbox.filter((row) => row['state'] !== 'done').length
}
