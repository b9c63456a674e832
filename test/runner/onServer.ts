// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startStack, type StackOptions } from '../servers/stack.ts'

/**
 * Runs suites as the command line asks: `SERVER [vitest arguments]`, where SERVER is `embedded`, `nextcloud`,
 * `nextcloud=34` (started for this run and thrown away), or a file as `npm run demo -- --json` prints it.
 * `config` is the suites' vitest configuration, seen from the project's folder; `options`: of the server that is started.
 */
export async function runOnServer(config: string, options: Pick<StackOptions, 'manageUrl'> = {}): Promise<void> {
	const [where, ...rest] = process.argv.slice(2)
	const [server, release] = (where ?? '').split('=')
	if (where === undefined) {
		console.error('which server? embedded, nextcloud, nextcloud=VERSION, or a JSON file as `npm run demo -- --json` prints it')
		process.exitCode = 2
	} else if (server === 'embedded' || server === 'nextcloud') {
		const stack = await startStack({ server, website: false, fresh: true, ...options, say: (text) => { console.error(text) }, ...(release === undefined ? {} : { release }) })
		const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-target-'))
		const path = join(folder, 'target.json')
		writeFileSync(path, JSON.stringify({ ...stack.info, folder: stack.nextcloud?.folder ?? null }), { mode: 0o600 })
		process.exitCode = await suite(config, path, rest)
		rmSync(folder, { recursive: true })
		await stack.stop()
	} else {
		process.exitCode = await suite(config, resolve(where), rest)
	}
}

async function suite(config: string, target: string, rest: readonly string[]): Promise<number> {
	const child = spawn('npx', ['vitest', 'run', '--config', config, ...rest], { stdio: 'inherit', cwd: join(import.meta.dirname, '../..'), env: { ...process.env, SPRECHSTUNDE_TARGET: target } })
	return new Promise((done) => { child.on('exit', (code) => { done(code ?? 1) }) })
}
