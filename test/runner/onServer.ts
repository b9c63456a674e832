// SPDX-License-Identifier: GPL-3.0-or-later
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { databaseKinds, type DatabaseKind } from '../servers/databases/database.ts'
import { databaseLacks } from '../servers/databases/programs.ts'
import { errorsIn } from '../servers/nextcloud.ts'
import { stopAll } from '../servers/process.ts'
import { startStack, type Stack, type StackOptions } from '../servers/stack.ts'
import { vitest, type StageResult } from './stage.ts'

export interface SuiteOptions extends Pick<StackOptions, 'manageUrl' | 'website'> {
	/** false: errors in Nextcloud's log don't count as failures; a mail server that is away gives some */
	readonly isCalm?: boolean
}

/**
 * Runs suites as the command line asks: `SERVER [database=KIND] [vitest arguments]`, where SERVER is `embedded`, `nextcloud`,
 * `nextcloud=34` (started for this run and thrown away), or a file as `npm run demo -- --json` prints it; a Nextcloud that is
 * started runs on SQLite, or on a private `mariadb` or `postgresql`.
 * `config` is the suites' vitest configuration, seen from the project's folder; `options`: of the server that is started.
 * Where SPRECHSTUNDE_COUNTS names a file, the counts are written there.
 */
export async function runOnServer(config: string, options: SuiteOptions = {}): Promise<void> {
	const [where, ...others] = process.argv.slice(2)
	const [server, release] = where?.split('=') ?? []
	const rest = others.filter((argument) => !argument.startsWith('database='))
	const database = others.find((argument) => argument.startsWith('database='))?.slice('database='.length)
	const wrong = misused(server, database)
	if (where === undefined || wrong !== null) {
		console.error(wrong ?? 'which server? embedded, nextcloud, nextcloud=VERSION, or a JSON file as `npm run demo -- --json` prints it')
		process.exitCode = 2
		return
	}
	const result = server === 'embedded' || server === 'nextcloud'
		? await onStack(config, { server, ...(release === undefined ? {} : { release }), ...(isKind(database) ? { nextcloud: { database } } : {}) }, options, rest)
		: await suite(config, resolve(where), rest)
	const counts = process.env.SPRECHSTUNDE_COUNTS
	if (counts !== undefined) writeFileSync(counts, JSON.stringify(result))
	// a server that came up halfway is still there
	await stopAll()
	process.exit(result.failed === 0 ? 0 : 1)
}

const isKind = (name: string | undefined): name is DatabaseKind => databaseKinds.some((kind) => kind === name)

/** Why there can be no such database; null where none is asked for, or it can be had. */
function misused(server: string | undefined, database: string | undefined): string | null {
	if (database === undefined) return null
	if (!isKind(database)) return `database is one of ${databaseKinds.join(', ')}`
	return server === 'nextcloud' ? databaseLacks(database) : 'only a Nextcloud that is started for this run has a database to choose'
}

async function onStack(config: string, where: Pick<StackOptions, 'server' | 'release' | 'nextcloud'>, { isCalm = true, ...options }: SuiteOptions, rest: readonly string[]): Promise<StageResult> {
	const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-target-'))
	try {
		const stack: Stack = await startStack({ ...where, website: false, fresh: true, ...options, say: (text) => { console.error(text) } })
		const target = join(folder, 'target.json')
		writeFileSync(target, JSON.stringify({ ...stack.info, logins: stack.nextcloud?.logins ?? null, folder: stack.nextcloud?.folder ?? null }), { mode: 0o600 })
		const result = await suite(config, target, rest)
		const errors = stack.nextcloud === null || !isCalm ? [] : errorsIn(stack.nextcloud.log)
		if (errors.length === 0) return result
		console.error(`Nextcloud's own log has ${errors.length} errors, the first:\n${errors[0]?.slice(0, 2000)}`)
		return { ...result, failed: result.failed + 1, note: 'errors in Nextcloud\'s log', failures: [...result.failures ?? [], logged(errors[0] ?? '')] }
	} catch (error) {
		console.error(error)
		return { name: config, seconds: 0, passed: 0, failed: 1, skipped: 0, note: 'the servers did not start' }
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}

function suite(config: string, target: string, rest: readonly string[]): Promise<StageResult> {
	return vitest(config, ['--config', config, ...rest], { SPRECHSTUNDE_TARGET: target })
}

/** What a line of Nextcloud's log says, in short. */
function logged(line: string): string {
	const { message = line, exception } = JSON.parse(line) as { message?: string; exception?: { Exception?: string; Message?: string; File?: string; Line?: number } }
	return `${message.slice(0, 120)} ${exception?.Exception ?? ''} ${exception?.Message ?? ''} ${exception?.File ?? ''}:${exception?.Line ?? ''}`.slice(0, 300)
}
