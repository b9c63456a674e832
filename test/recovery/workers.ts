// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { script } from '../conformance/installation.ts'
import { target } from '../conformance/target.ts'
import { commandSettings } from '../servers/nextcloud/occ.ts'

/** Several workers at the outbox that begin together, when `meanwhile` is done; how many rows each settled. */
export async function atOnce(count: number, meanwhile: () => void): Promise<number[]> {
	const folder = target().folder ?? ''
	const workers = Array.from({ length: count }, () => {
		const child = spawn('php', [...commandSettings(folder), script('processOutbox.php')], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] })
		const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
		return { child, lines, ended: once(child, 'exit') }
	})
	for (const { lines } of workers) if ((await lines.next()).value !== 'ready') throw new Error('a worker did not start')
	meanwhile()
	for (const { child } of workers) child.stdin.end('go\n')
	return Promise.all(workers.map(async ({ lines, ended }) => {
		const { value } = await lines.next() as { value: string }
		await ended
		return Number(value)
	}))
}
