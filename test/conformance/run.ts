// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the conformance suite: `tsx test/conformance/run.ts SERVER [vitest arguments]`, where SERVER is `embedded`,
// `nextcloud`, `nextcloud=34` (started for this run and thrown away), or a file as `npm run demo -- --json` prints it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startStack } from '../servers/stack.ts'

const [where, ...rest] = process.argv.slice(2)
const [server, release] = (where ?? '').split('=')
if (where === undefined) {
	console.error('which server? embedded, nextcloud, nextcloud=VERSION, or a JSON file as `npm run demo -- --json` prints it')
	process.exitCode = 2
} else if (server === 'embedded' || server === 'nextcloud') {
	const stack = await startStack({ server, website: false, fresh: true, say: (text) => { console.error(text) }, ...(release === undefined ? {} : { release }) })
	const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-conformance-'))
	const path = join(folder, 'target.json')
	writeFileSync(path, JSON.stringify(stack.info), { mode: 0o600 })
	process.exitCode = await suite(path)
	rmSync(folder, { recursive: true })
	await stack.stop()
} else {
	process.exitCode = await suite(resolve(where))
}

async function suite(path: string): Promise<number> {
	const args = ['vitest', 'run', '--config', 'test/conformance/vitest.config.ts', ...rest]
	const child = spawn('npx', args, { stdio: 'inherit', cwd: join(import.meta.dirname, '../..'), env: { ...process.env, SPRECHSTUNDE_TARGET: path } })
	return new Promise((done) => { child.on('exit', (code) => { done(code ?? 1) }) })
}
