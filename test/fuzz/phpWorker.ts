// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A PHP process that answers one line of JSON per line. */
export interface PhpWorker {
	ask(question: unknown): Promise<unknown>
	stop(): void
}

export function startPhp(file: string): PhpWorker {
	const child = spawn('php', ['-d', 'memory_limit=512M', file], { stdio: ['pipe', 'pipe', 'pipe'] })
	const waiting: { done: (answer: unknown) => void; failed: (error: Error) => void }[] = []
	let said = ''
	createInterface({ input: child.stdout }).on('line', (line) => {
		const next = waiting.shift()
		try {
			next?.done(JSON.parse(line))
		} catch {
			next?.failed(new Error(`no JSON from PHP: ${line}`))
		}
	})
	child.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-4000) })
	const gone = (why: string): void => { for (const one of waiting.splice(0)) one.failed(new Error(`PHP ${why}: ${said}`)) }
	child.on('exit', (code) => { gone(`ended with ${code}`) })
	child.on('error', (error) => { gone(error.message) })
	return {
		ask: (question) => new Promise((done, failed) => {
			waiting.push({ done, failed })
			child.stdin.write(`${JSON.stringify(question)}\n`)
		}),
		stop: () => { child.stdin.end() },
	}
}
