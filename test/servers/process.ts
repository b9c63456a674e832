// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { portFreed } from './ports.ts'

export interface Launch {
	readonly name: string
	readonly command: string
	readonly args: readonly string[]
	readonly cwd?: string
	readonly env?: Readonly<Record<string, string>>
	/** file that receives standard output and errors */
	readonly log: string
	/** port that must be free again after `stop()` */
	readonly port?: number
}

export interface Launched {
	readonly pid: number
	/** false once the process has ended by itself */
	readonly running: () => boolean
	/** Ends the whole process group, and waits until it is gone and its port is free. */
	readonly stop: () => Promise<void>
}

const groups = new Set<number>()
const closers = new Set<() => Promise<void>>()
let guarded = false

/**
 * Starts a server in its own process group. Whatever happens to this process (end, Ctrl-C, an error,
 * even SIGKILL), the group is ended.
 */
export function launch(what: Launch): Launched {
	guardThisProcess()
	const log = openSync(what.log, 'a')
	const child = spawn(what.command, what.args, {
		cwd: what.cwd,
		env: { ...process.env, ...what.env },
		detached: true,
		stdio: ['ignore', log, log],
	})
	closeSync(log)
	const pid = child.pid
	if (pid === undefined) throw new Error(`${what.name}: ${what.command} can't be started`)
	child.on('error', () => undefined)
	groups.add(pid)
	const guard = watchOver(pid)
	let stopped: Promise<void> | null = null
	const stop = (): Promise<void> => (stopped ??= (async () => {
		await endGroup(pid)
		groups.delete(pid)
		closers.delete(stop)
		guard.kill('SIGKILL')
		if (what.port !== undefined && !(await portFreed(what.port))) {
			throw new Error(`${what.name}: port ${what.port} is still taken`)
		}
	})())
	closers.add(stop)
	return { pid, running: () => child.exitCode === null && child.signalCode === null, stop }
}

/** Has `close` called by `stopAll()`, for servers inside this process; returns it so that it can be called earlier, and runs once. */
export function onStop(close: () => Promise<void>): () => Promise<void> {
	guardThisProcess()
	let closed: Promise<void> | null = null
	const once = (): Promise<void> => {
		closers.delete(once)
		return closed ??= close()
	}
	closers.add(once)
	return once
}

/** Stops all that was started, the latest first. */
export async function stopAll(): Promise<void> {
	const errors: unknown[] = []
	for (const close of [...closers].reverse()) {
		closers.delete(close)
		await close().catch((error: unknown) => errors.push(error))
	}
	if (errors.length > 0) throw errors[0]
}

/** Waits until `url` answers with 200; throws with the end of the log when the server dies, keeps answering otherwise, or time runs out. */
export async function answered(url: string, launched: Launched, log: string, seconds = 60): Promise<void> {
	const end = Date.now() + seconds * 1000
	let last = 'no answer'
	for (let refused = 0; refused < 20 && Date.now() < end && launched.running(); await pause(60)) {
		try {
			const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(20_000) })
			await response.arrayBuffer()
			if (response.status === 200) return
			last = `HTTP ${response.status}`
			refused++
		} catch { /* not up yet */ }
	}
	const lines = readFileSync(log, 'utf8').split('\n').filter((line) => !/ (?:Accepted|Closing)$/.test(line))
	throw new Error(`${url}: ${last}\n${lines.slice(-20).join('\n')}`)
}

/** Runs a command to its end; throws with its output when it fails. */
export function run(command: string, args: readonly string[], options: { cwd?: string; env?: Readonly<Record<string, string>>; input?: string } = {}): string {
	const result = spawnSync(command, args, {
		...(options.cwd === undefined ? {} : { cwd: options.cwd }),
		...(options.input === undefined ? {} : { input: options.input }),
		env: { ...process.env, ...options.env },
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	})
	if (result.error) throw new Error(`${command}: ${result.error.message}`)
	if (result.status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${result.status}\n${result.stdout}${result.stderr}`)
	return result.stdout
}

async function endGroup(pid: number): Promise<void> {
	if (!signal(pid, 'SIGTERM')) return
	for (let waited = 0; waited < 5000; waited += 40) {
		await pause(40)
		if (!signal(pid, 0)) return
	}
	signal(pid, 'SIGKILL')
	for (let waited = 0; waited < 2000 && signal(pid, 0); waited += 40) await pause(40)
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(-pid, name)
	} catch {
		return false
	}
}

/** A shell whose input closes when this process is gone in whatever way; it then ends the group. */
function watchOver(pid: number): ChildProcess {
	const script = 'read -r _; kill -s TERM -- -"$1" 2>/dev/null && sleep 5 && kill -s KILL -- -"$1" 2>/dev/null'
	const guard = spawn('sh', ['-c', script, 'guard', String(pid)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
	guard.unref()
	;(guard.stdin as unknown as { unref?: () => void }).unref?.()
	return guard
}

function guardThisProcess(): void {
	if (guarded) return
	guarded = true
	process.on('exit', () => { for (const pid of groups) signal(pid, 'SIGTERM') })
	let leaving = false
	const leave = (code: number): void => {
		// Ctrl-C reaches us twice: from the terminal, and passed on by the program that runs TypeScript
		if (leaving) return
		leaving = true
		stopAll().catch((error: unknown) => console.error(error)).finally(() => process.exit(code))
	}
	for (const [name, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
		process.on(name, () => leave(code))
	}
	process.on('uncaughtException', (error) => { console.error(error); leave(1) })
	process.on('unhandledRejection', (error) => { console.error(error); leave(1) })
}
