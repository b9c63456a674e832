// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Row } from './database.ts'
import { phpSettings } from './occ.ts'

const script = fileURLToPath(new URL('./session.php', import.meta.url))

/** A PHP that stays inside an installation: starting one for each question takes longer than the question. This process goes on meanwhile. */
export interface Session {
	/** The rows of a SELECT; of any other statement none. `*PREFIX*` before a table's name, `?` for parameters. */
	sql(statement: string, ...parameters: readonly (string | number)[]): Promise<Row[]>
	/** Sends what programs that listen are to hear and that is due, as the job does it; how much. */
	deliver(): Promise<number>
	close(): void
}

export function openSession(folder: string): Session {
	const child = spawn('php', [...phpSettings, script], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] })
	const waiting: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = []
	let said = ''
	child.stderr.on('data', (text: Buffer) => { said += text.toString() })
	createInterface({ input: child.stdout }).on('line', (line) => {
		const answer = JSON.parse(line) as { error?: string }
		const asked = waiting.shift()
		if (answer.error === undefined) asked?.resolve(answer)
		else asked?.reject(new Error(answer.error))
	})
	child.on('exit', () => { for (const { reject } of waiting.splice(0)) reject(new Error(`the session ended: ${said}`)) })
	const ask = (order: string, parameters: readonly (string | number)[]): Promise<unknown> => new Promise((resolve, reject) => {
		waiting.push({ resolve, reject })
		child.stdin.write(`${JSON.stringify([order, parameters])}\n`)
	})
	return {
		sql: async (statement, ...parameters) => {
			const answer = await ask(statement, parameters)
			return Array.isArray(answer) ? answer as Row[] : []
		},
		deliver: async () => Number(await ask('deliver', [])),
		close: () => { child.stdin.end() },
	}
}
