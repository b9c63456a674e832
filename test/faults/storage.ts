// SPDX-License-Identifier: GPL-3.0-or-later
import { setTimeout as pause } from 'node:timers/promises'
import { tally } from '../load/report.ts'
import type { World } from '../load/world.ts'
import { operations } from './operations.ts'
import { outcome } from './outcome.ts'
import { readOnly } from './readOnly.ts'
import { attach, writes } from './steps.ts'
import { answerOf, settled, startVictim } from './victim.ts'

interface Fault {
	/** what a node's command is prefixed with */
	readonly prefix?: readonly string[]
	/** called while the request is on its way; `victim` is the process that answers */
	readonly strike: (victim: number) => Promise<void>
	/** what `strike` began while the request had not been sent */
	readonly prepare?: (victim: number) => Promise<unknown>
	readonly mend: () => Promise<void>
}

/** Sends each kind of write into a fault, mends it, and sees whether all agree and the service works again. */
async function through(world: World, what: string, rounds: number, fault: (round: number) => Fault): Promise<void> {
	const { report } = world
	const names = Object.keys(operations)
	const problems: string[] = []
	const statuses: string[] = []
	let happened = 0
	for (let round = 0; round < rounds; round++) {
		const name = names[round % names.length] as string
		const operation = operations[name] as NonNullable<typeof operations[string]>
		const prepared = await operation(world)
		const before = settled(world)
		const { prefix, prepare, strike, mend } = fault(round)
		const victim = await startVictim(world, prefix)
		await prepare?.(victim.pid)
		const answering = answerOf(prepared.send(victim.url))
		await strike(victim.pid)
		const answer = await answering
		await victim.stop()
		await mend()
		const result = outcome(before, world.snapshot(), prepared.uid, answer?.status ?? null, world.practice, Date.now())
		happened += result.happened ? 1 : 0
		statuses.push(`${answer?.status ?? 'no answer'}${answer !== null && answer.codes.length > 0 ? ` ${answer.codes.join()}` : ''}`)
		problems.push(...result.problems.map((text) => `${name}, round ${round}: ${text}`))
		if (answer !== null && answer.status >= 500 && !understood(answer.status, answer.codes, answer.headers)) problems.push(`${name}, round ${round}: ${answer.status} ${answer.text.slice(0, 400)}`)
		const again = await answerOf((await operation(world)).send(world.nextcloud.url))
		if (again === null || again.status >= 300) problems.push(`${name}, round ${round}: afterwards ${again?.status} ${again?.text.slice(0, 200)}`)
	}
	report.figure(`${what}, ${rounds} times: ${tally(statuses)}; ${happened} took effect`)
	report.holds(`${what}: all or nothing, answered with 503 or 504 and what to do, and the service works again`, problems)
}

/** Ours says so and when to ask again; Nextcloud's own, before any app is asked, is what it is. */
function understood(status: number, codes: readonly string[], headers: Headers): boolean {
	return codes.length === 0 ? !headers.get('content-type')?.includes('application/xml') || status === 503 : status === (codes.includes('STORAGE_UNCERTAIN') ? 504 : 503) && headers.has('retry-after')
}

const nothing = (): Promise<void> => Promise.resolve()

/** A database that lets nobody write. */
export function readOnlyDatabase(world: World, rounds: number): Promise<void> {
	return through(world, 'a read-only database', rounds, () => {
		const { prefix, begin, end } = readOnly(world)
		return { prefix, prepare: async () => { begin() }, strike: nothing, mend: async () => { end() } }
	})
}

/** A disk that is full from some write of the request on; SQLite, which writes in the process itself. */
export function fullDisk(world: World, rounds: number): Promise<void> {
	const call = writes.sqlite
	return through(world, 'a full disk', rounds, () => ({
		prepare: (victim) => attach(victim, ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:error=ENOSPC:when=${1 + world.random.below(150)}+`]),
		strike: nothing,
		mend: nothing,
	}))
}

/** The database ends the connections of those at work. */
export function lostConnections(world: World, rounds: number): Promise<void> {
	return through(world, 'a lost connection', rounds, () => ({
		strike: async () => {
			await pause(world.random.below(250))
			if (world.options.database === 'postgresql') {
				world.sql('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = \'nextcloud\'')
				return
			}
			const [rows = []] = world.sql('SELECT id FROM information_schema.processlist WHERE user = \'nextcloud\'')
			for (const { id } of rows) {
				try {
					world.sql(`KILL ${Number(id)}`)
				} catch { /* it has ended by itself */ }
			}
		},
		mend: nothing,
	}))
}

/** The database server itself is killed, and comes back. */
export function crashes(world: World, rounds: number): Promise<void> {
	const { database } = world.nextcloud
	if (database === null) throw new Error('SQLite has no server')
	return through(world, 'a crash of the database server', rounds, () => ({
		strike: async () => {
			await pause(world.random.below(300))
			await database.crash()
		},
		mend: () => database.start(),
	}))
}
