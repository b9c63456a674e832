// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { launch, onStop, type Launched } from '../process.ts'
import type { DatabaseServer } from './database.ts'
import { query, type Connection } from './query.ts'
import type { Runner } from './unprivileged.ts'

interface Options {
	readonly name: string
	readonly runner: Runner
	readonly command: string
	readonly args: readonly string[]
	readonly superuser: Connection
	/** a statement whose column `version` names the server's */
	readonly version: string
}

/** Starts a database server and waits until it answers; its folder goes with it. */
export async function serverProcess(options: Options): Promise<Pick<DatabaseServer, 'version' | 'pid' | 'crash' | 'start' | 'stop'>> {
	const { runner } = options
	const log = join(runner.folder, 'server.log')
	let current: Launched
	let version = ''
	const start = async (): Promise<void> => {
		const [command = '', ...args] = [...runner.prefix, options.command, ...options.args]
		current = launch({ name: options.name, command, args, cwd: runner.folder, log })
		version = await answers(options, current, log)
	}
	const stop = onStop(async () => {
		await current.stop()
		rmSync(runner.folder, { recursive: true, force: true, maxRetries: 5 })
	})
	await start().catch(async (error: unknown) => { await stop(); throw error })
	return {
		version,
		pid: () => current.pid,
		crash: async () => {
			// children of a killed PostgreSQL end by themselves; the group makes sure of it
			process.kill(-current.pid, 'SIGKILL')
			await current.stop()
		},
		start,
		stop,
	}
}

async function answers(options: Options, launched: Launched, log: string): Promise<string> {
	let last = ''
	for (const end = Date.now() + 60_000; Date.now() < end && launched.running(); await pause(100)) {
		try {
			return String(query(options.superuser, [{ sql: options.version, values: [] }])[0]?.[0]?.['version'] ?? '')
		} catch (error) {
			last = String(error)
		}
	}
	throw new Error(`${options.name} did not start: ${last}\n${readFileSync(log, 'utf8').split('\n').slice(-20).join('\n')}`)
}
