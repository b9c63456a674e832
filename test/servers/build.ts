// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { made, projectFolder } from './folders.ts'
import { run } from './process.ts'

const skipped = new Set(['node_modules', 'vendor', '.git', 'tests'])

/** Copies the PHP core into app and plugin where the copy is older than its source. */
export function bundlePhp(part: 'nextcloud-app' | 'wordpress-plugin'): void {
	const source = join(projectFolder, 'shared/php')
	const target = join(projectFolder, part, 'vendor/sprechstunde/core')
	// in the copy, the contract also stands as PHP
	const same = existsSync(join(target, 'resources/contract.php')) && (['src', 'resources/contract.json', 'autoload.php', 'composer.json'] as const).every((name) =>
		fingerprint(join(source, name)) === fingerprint(join(target, name)))
	if (!same) run('npx', ['tsx', 'shared/cli/bundlePhp.ts'], { cwd: projectFolder })
}

/** Builds the front end of `part` where `output` is missing or older than the sources it is made from. */
export function buildIfStale(part: 'nextcloud-app' | 'wordpress-plugin', output: string): void {
	const built = join(projectFolder, part, output)
	const sources = [`${part}/src`, `${part}/package.json`, `${part}/vite.config.ts`, 'shared/src'].map((path) => join(projectFolder, path))
	if (!existsSync(join(projectFolder, part, 'src'))) return
	const newest = Math.max(...sources.map(newestChange))
	// bundlers leave files alone that come out the same, so the time of the last build counts as well
	const mark = join(made(join(projectFolder, '.cache')), `built-${part}`)
	if (existsSync(built) && Math.max(newestChange(built), newestChange(mark)) >= newest) return
	const begun = new Date()
	// vitest sets another, and what is built so has Vue's warnings and tools in it
	run('npm', ['run', 'build', '-w', part, '--silent'], { cwd: projectFolder, env: { NODE_ENV: 'production' } })
	writeFileSync(mark, '')
	utimesSync(mark, begun, begun)
}

/** Latest modification under `path` in milliseconds since the epoch; 0 where it doesn't exist. */
export function newestChange(path: string): number {
	if (!existsSync(path)) return 0
	const stat = statSync(path)
	if (!stat.isDirectory()) return stat.mtimeMs
	return Math.max(0, ...readdirSync(path).filter((name) => !skipped.has(name)).map((name) => newestChange(join(path, name))))
}

/** Names and sizes alone would miss an edit that keeps the length, so the content counts. */
function fingerprint(path: string): string {
	if (!existsSync(path)) return ''
	return run('sh', ['-c', 'cd "$1" 2>/dev/null && find . -type f -print0 | sort -z | xargs -0 cat | cksum || cksum < "$1"', 'sum', path])
}
