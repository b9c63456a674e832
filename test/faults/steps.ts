// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../load/world.ts'
import type { DatabaseKind } from '../servers/databases/database.ts'
import { operations } from './operations.ts'
import { outcome } from './outcome.ts'
import { answerOf, settleOutbox, startVictim } from './victim.ts'

/** By which system calls PHP writes to a database: a statement sent to a server, a page or a lock written by SQLite. */
export const writes: Readonly<Record<DatabaseKind, string>> = { sqlite: 'pwrite64', mariadb: 'sendto', postgresql: 'sendto' }

/**
 * At which of the calls that strace wrote down a kill says something, counted from 1: at a server's, each from the app's lock on. At
 * SQLite's, where each frame of its log begins (24 bytes, https://sqlite.org/fileformat2.html#walformat): the frame's page is the same
 * step, and the rest goes to PHP's session and to a journal that nobody reads again.
 */
export function stepsIn(lines: readonly string[], kind: DatabaseKind): number[] {
	const steps = lines.map((_, index) => index + 1)
	if (kind === 'sqlite') return steps.filter((step) => / 24, \d+\) += 24$/.test(lines[step - 1] ?? ''))
	return steps.slice(Math.max(0, lines.findIndex((line) => line.includes('_sprechstunde_lock'))))
}

/** Why strace can't be used here; null where it can. */
export function straceLacks(): string | null {
	const tried = spawnSync('strace', ['-qq', '-o', '/dev/null', '-e', 'trace=none', 'true'])
	return tried.status === 0 ? null : 'strace is not here, or may not trace'
}

/** Attaches strace to a process; resolves once it watches. */
export async function attach(pid: number, args: readonly string[]): Promise<ChildProcess> {
	const strace = spawn('strace', ['-p', String(pid), ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
	let said = ''
	strace.stderr.on('data', (part: Buffer) => { said += part.toString() })
	for (let waited = 0; !said.includes('attached'); waited += 10) {
		if (waited > 5000 || strace.exitCode !== null) throw new Error(`strace: ${said}`)
		await pause(10)
	}
	return strace
}

async function detach(strace: ChildProcess): Promise<void> {
	if (strace.exitCode !== null || strace.signalCode !== null) return
	await new Promise<void>((resolve) => {
		strace.once('exit', () => { resolve() })
		strace.kill('SIGTERM')
	})
}

/** Kills the process before each single thing that it says to its database from the lock on, to the commit and beyond. */
export async function killsAtEachStep(world: World, names: readonly string[], stride: number): Promise<void> {
	const { report } = world
	const call = writes[world.options.database]
	const trace = join(world.folder, 'trace')
	const problems: string[] = []
	let killed = 0
	for (const name of names) {
		const operation = operations[name]
		if (operation === undefined) throw new Error(`there is no operation ${name}`)
		// first none: left alone, to see which steps there are
		const steps: (number | null)[] = [null]
		let happened = 0
		let count = 0
		let survived = 0
		for (const step of steps) {
			const [prepared, victim] = await Promise.all([operation(world), startVictim(world)])
			settleOutbox(world)
			const before = world.snapshot()
			const strace = await attach(victim.pid, step === null
				? ['-f', '-s', '60', '-o', trace, '-e', `trace=${call}`]
				: ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:signal=KILL:when=${step}`])
			const answer = await answerOf(prepared.send(victim.url))
			// the last steps come after the answer
			for (let waited = 0; step !== null && victim.running() && waited < 200; waited += 10) await pause(10)
			const died = !victim.running()
			await detach(strace)
			await victim.stop()
			if (step === null) {
				const lines = readFileSync(trace, 'utf8').split('\n').filter((line) => line.includes(`${call}(`))
				if (answer === null || answer.status >= 300) problems.push(`${name}, undisturbed: ${answer?.status} ${answer?.text.slice(0, 300)}`)
				steps.push(...stepsIn(lines, world.options.database).filter((_, index) => index % stride === 0))
			} else if (died) {
				count++
			} else {
				// it may need a step more or less than the one that was left alone
				survived++
			}
			const result = outcome(before, world.snapshot(), prepared.uid, answer?.status ?? null, world.practice, Date.now())
			if (died) happened += result.happened ? 1 : 0
			problems.push(...result.problems.map((text) => `${name}, step ${step ?? 'none'} of ${steps.at(-1)}: ${text}`))
		}
		killed += count
		report.figure(`  ${name}: killed before ${count} steps (${call}, ${steps[1]} to ${steps.at(-1)}), ${happened} took effect${survived === 0 ? '' : `; ${survived} came to no such step`}`)
		if (count === 0) problems.push(`${name}: no step was found`)
	}
	report.figure(`${killed} kills before a step`)
	report.holds('a worker killed before any step leaves all of its write or nothing', problems)
}
