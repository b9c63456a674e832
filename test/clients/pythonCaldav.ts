// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { installed, python } from './installed.ts'
import type { Changes, Opening, Outcome, Program, Pulled, Replica } from './program.ts'

interface Reply {
	readonly answer?: unknown
	/** what the library raised about the server's answer */
	readonly refused?: string
}

/** The Python library python-caldav, as Debian ships it. It sends no If-Match. */
export const pythonCaldav: Program = { name: 'python-caldav', version: installed.caldav, careful: false, open }

async function open({ server, root = '/remote.php/dav/', user, password, calendar }: Opening): Promise<Replica> {
	const child = spawn(python, [new URL('./pythonCaldav.py', import.meta.url).pathname], { stdio: ['pipe', 'pipe', 'inherit'] })
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
	const call = async (command: string, ...values: readonly unknown[]): Promise<Reply> => {
		child.stdin.write(`${JSON.stringify({ do: command, with: values })}\n`)
		const { value, done } = await lines.next()
		if (done === true) throw new Error(`python-caldav ended at ${command}`)
		return JSON.parse(value as string) as Reply
	}
	const ask = async <T>(command: string, ...values: readonly unknown[]): Promise<T> => {
		const { answer, refused } = await call(command, ...values)
		if (refused !== undefined) throw new Error(refused)
		return answer as T
	}
	const write = async (command: string, ...values: readonly unknown[]): Promise<Outcome> => {
		const { refused } = await call(command, ...values)
		return refused === undefined ? { done: true } : { done: false, shown: refused }
	}
	await ask('open', new URL(root, server).href, user, password, calendar)
	return {
		calendars: () => ask('calendars'),
		pull: () => ask<Pulled>('pull'),
		read: (uid) => ask('read', uid),
		create: (ics) => write('create', ics),
		edit: (uid, changes: Changes) => write('edit', uid, changes),
		remove: (uid) => write('remove', uid),
		giveUp: (uid) => ask('give_up', uid),
		close: async () => {
			child.stdin.end()
			if (child.exitCode === null) await once(child, 'exit')
		},
	}
}
