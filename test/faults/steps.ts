// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../load/world.ts'
import type { DatabaseKind } from '../servers/databases/database.ts'
import { operations } from './operations.ts'
import { outcome } from './outcome.ts'
import { answerOf, settled, startVictim } from './victim.ts'

/** By which system calls PHP writes to a database: a statement sent to a server, a page or a lock written by SQLite. */
export const writes: Readonly<Record<DatabaseKind, string>> = { sqlite: 'pwrite64', mariadb: 'sendto', postgresql: 'sendto' }

/**
 * At which of the calls that strace wrote down a kill says something, counted from 1. At a server's: each statement from the app's lock on;
 * that PostgreSQL is to parse one, or to forget it, changes nothing, so these are no steps of their own
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html). At SQLite's: where each frame of its log begins (24 bytes,
 * https://sqlite.org/fileformat2.html#walformat); the rest is the frame's page, PHP's session and a journal that nobody reads again.
 */
export function stepsIn(lines: readonly string[], kind: DatabaseKind): number[] {
	const steps = lines.map((_, index) => index + 1)
	if (kind === 'sqlite') return steps.filter((step) => / 24, \d+\) += 24$/.test(lines[step - 1] ?? ''))
	const fromLock = steps.slice(Math.max(0, lines.findIndex((line) => line.includes('_sprechstunde_lock'))))
	return kind === 'mariadb' ? fromLock : fromLock.filter((step) => !/sendto\(\d+, "(?:P\\|Q\\.*DEALLOCATE )/.test(lines[step - 1] ?? ''))
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

/** What befalls a worker at one of its steps. */
export interface StepFault {
	/** in words, after "a worker that" */
	readonly suffers: string
	/** what strace does to the call (its manual, INJECTION) */
	readonly inject: string
	/** whether the worker dies of it */
	readonly kills: boolean
}

export const killed: StepFault = { suffers: 'is killed', inject: 'signal=KILL', kills: true }
/** Later calls succeed again: whoever goes on over a new connection is outside the transaction. */
export const cutOff: StepFault = { suffers: 'loses its connection', inject: 'error=EPIPE', kills: false }

/** Has the fault happen before each single thing that the process says to its database from the lock on, to the commit and beyond. */
export async function atEachStep(world: World, fault: StepFault, names: readonly string[], stride: number): Promise<void> {
	const { report } = world
	const call = writes[world.options.database]
	const trace = join(world.folder, 'trace')
	const problems: string[] = []
	let struck = 0
	for (const name of names) {
		const operation = operations[name]
		if (operation === undefined) throw new Error(`there is no operation ${name}`)
		// first none: left alone, to see which steps there are
		const steps: (number | null)[] = [null]
		const count = { struck: 0, happened: 0, survived: 0 }
		for (const step of steps) {
			const [prepared, victim] = await Promise.all([operation(world), startVictim(world)])
			const before = settled(world)
			const strace = await attach(victim.pid, step === null
				? ['-f', '-s', '60', '-o', trace, '-e', `trace=${call}`]
				: ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:${fault.inject}:when=${step}`])
			const answer = await answerOf(prepared.send(victim.url))
			// the last steps come after the answer
			for (let waited = 0; step !== null && fault.kills && victim.running() && waited < 200; waited += 10) await pause(10)
			const survived = fault.kills && victim.running()
			await detach(strace)
			await victim.stop()
			const result = outcome(before, world.snapshot(), prepared.uid, answer?.status ?? null, world.practice, Date.now())
			problems.push(...result.problems.map((text) => `${name}, step ${step ?? 'none'} of ${steps.at(-1)}: ${text}`))
			if (step === null) {
				if (answer === null || answer.status >= 300) problems.push(`${name}, undisturbed: ${answer?.status} ${answer?.text.slice(0, 300)}`)
				const lines = readFileSync(trace, 'utf8').split('\n').filter((line) => line.includes(`${call}(`))
				steps.push(...stepsIn(lines, world.options.database).filter((_, index) => index % stride === 0))
				continue
			}
			// a worker that survives needed a step less than the one that was left alone
			count[survived ? 'survived' : 'struck']++
			if (!survived && result.happened) count.happened++
		}
		struck += count.struck
		report.figure(`  ${name}: ${count.struck} steps (${call}, ${steps[1]} to ${steps.at(-1)}), ${count.happened} took effect${count.survived === 0 ? '' : `; ${count.survived} came to no such step`}`)
		if (count.struck === 0) problems.push(`${name}: no step was found`)
	}
	report.figure(`${struck} times a worker ${fault.suffers} before a step`)
	report.holds(`a worker that ${fault.suffers} before any step leaves all of its write or nothing`, problems)
}
