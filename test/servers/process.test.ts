// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { freePort, portFreed } from './ports.ts'
import { answered, launch } from './process.ts'

const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-process-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const alive = (group: number): boolean => {
	try {
		return process.kill(-group, 0)
	} catch {
		return false
	}
}

async function gone(group: number, seconds: number): Promise<boolean> {
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(50)) if (!alive(group)) return true
	return false
}

describe('a launched server', () => {
	it('leaves nothing behind, not even the workers of PHP\'s web server', async () => {
		const port = await freePort()
		const log = join(folder, 'php.log')
		writeFileSync(join(folder, 'index.php'), '<?php echo "up";')
		const server = launch({ name: 'php', command: 'php', args: ['-S', `127.0.0.1:${port}`, '-t', folder], env: { PHP_CLI_SERVER_WORKERS: '3' }, log, port })
		await answered(`http://127.0.0.1:${port}/`, server, log)
		expect(alive(server.pid)).toBe(true)
		await server.stop()
		expect(alive(server.pid)).toBe(false)
		expect(await portFreed(port, 0)).toBe(true)
	}, 30_000)

	it('is reported with its log when it dies', async () => {
		const log = join(folder, 'dead.log')
		const server = launch({ name: 'dead', command: 'sh', args: ['-c', 'echo why it died; exit 3'], log })
		await expect(answered(`http://127.0.0.1:${await freePort()}/`, server, log)).rejects.toThrow('why it died')
	})

	it('ends when the process that started it is killed', async () => {
		const module = fileURLToPath(new URL('./process.ts', import.meta.url))
		const script = join(folder, 'parent.mts')
		const told = join(folder, 'pid')
		writeFileSync(script, `import { writeFileSync } from 'node:fs'
const { launch } = await import(${JSON.stringify(module)})
const server = launch({ name: 'sleep', command: 'sh', args: ['-c', 'sleep 300 & sleep 300'], log: ${JSON.stringify(join(folder, 'sleep.log'))} })
writeFileSync(${JSON.stringify(told)}, String(server.pid))
setInterval(() => undefined, 1000)`)
		const parent = spawn(process.execPath, ['--import', 'tsx', script], { cwd: fileURLToPath(new URL('.', import.meta.url)), stdio: 'inherit' })
		let group = 0
		for (const end = Date.now() + 15_000; group === 0 && Date.now() < end; await pause(50)) {
			try {
				group = Number(readFileSync(told, 'utf8'))
			} catch { /* not yet */ }
		}
		expect(alive(group)).toBe(true)
		parent.kill('SIGKILL')
		expect(await gone(group, 10)).toBe(true)
	}, 30_000)
})
