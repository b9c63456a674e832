// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the conformance suite: `tsx test/conformance/run.ts TARGET.json [vitest arguments]`, or with `embedded` against an
// embedded calendar server of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Practice } from '@sprechstunde/core'
import { startEmbedded } from '../servers/embedded/server.ts'
import { embeddedTarget } from './embeddedTarget.ts'

const [where, ...rest] = process.argv.slice(2)
if (where === undefined) {
	console.error('which server? `embedded`, or the path of a JSON file as `npm run demo -- --json` prints it')
	process.exit(2)
}

async function suite(path: string): Promise<number> {
	const child = spawn('npx', ['vitest', 'run', '--config', 'test/conformance/vitest.config.ts', ...rest], { stdio: 'inherit', cwd: join(import.meta.dirname, '../..'), env: { ...process.env, SPRECHSTUNDE_TARGET: path } })
	return new Promise((done) => { child.on('exit', (code) => { done(code ?? 1) }) })
}

if (where === 'embedded') {
	const practice = JSON.parse(readFileSync(join(import.meta.dirname, '../servers/practice.json'), 'utf8')) as Practice
	const server = await startEmbedded({ practice })
	const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-conformance-'))
	const path = join(folder, 'target.json')
	writeFileSync(path, JSON.stringify(embeddedTarget(server, practice)), { mode: 0o600 })
	process.exitCode = await suite(path)
	await server.stop()
	rmSync(folder, { recursive: true })
} else {
	process.exitCode = await suite(resolve(where))
}
