// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

export interface Counts {
	readonly passed: number
	readonly failed: number
	readonly skipped: number
}

export interface StageResult extends Counts {
	readonly name: string
	readonly seconds: number
	/** what ran on which server, or what could not run and why */
	readonly note?: string
	/** what failed, a line each */
	readonly failures?: readonly string[]
}

export const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '')
const reports = mkdtempSync(join(tmpdir(), 'sprechstunde-test-'))

export interface Run {
	readonly code: number
	readonly seconds: number
}

/**
 * Runs a command; never throws.
 *
 * @param output file that takes what it prints; not given: it is passed through
 */
export async function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = root, output?: string): Promise<Run> {
	const start = Date.now()
	const stream = output === undefined ? 'inherit' : openSync(output, 'a')
	const code = await new Promise<number>((resolve) => {
		const child = spawn(command, args, { cwd, stdio: ['ignore', stream, stream], env: { ...process.env, ...env } })
		child.on('error', (error) => {
			console.error(`${command}: ${error.message}`)
			resolve(127)
		})
		child.on('exit', (exitCode) => resolve(exitCode ?? 1))
	})
	if (stream !== 'inherit') closeSync(stream)
	return { code, seconds: (Date.now() - start) / 1000 }
}

/**
 * A command that either holds or doesn't: a linter, a type check.
 *
 * @param output file that takes what it prints
 */
export async function check(name: string, command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, output?: string): Promise<StageResult> {
	const { code, seconds } = await run(command, args, env, root, output)
	return { name, seconds, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/**
 * vitest with its own counts; a run that counted nothing has failed.
 *
 * @param output file that takes what it prints
 */
export async function vitest(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, output?: string): Promise<StageResult> {
	const file = join(reports, `${name.replace(/\W+/g, '-')}.json`)
	const { code, seconds } = await run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], env, root, output)
	const report = existsSync(file) ? readFileSync(file, 'utf8') : null
	const counts = report === null ? { passed: 0, failed: 0, skipped: 0 } : vitestCounts(report)
	return honest({ name, seconds, ...counts, failures: report === null ? [] : vitestFailures(report) }, code)
}

/** PHPUnit with its own counts, read from its JUnit log. */
export async function phpunit(name: string, args: readonly string[]): Promise<StageResult> {
	const file = join(reports, `${name.replace(/\W+/g, '-')}.xml`)
	const { code, seconds } = await run('php', ['test/vendor/bin/phpunit', '--log-junit', file, ...args])
	const counts = existsSync(file) ? junitCounts(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 }
	return honest({ name, seconds, ...counts }, code)
}

/**
 * A program of ours that writes its own counts, and with them what failed; one that wrote none has failed.
 *
 * @param output file that takes what it prints
 */
export async function counted(name: string, script: string, args: readonly string[], output?: string): Promise<StageResult> {
	const file = join(reports, `${name.replace(/\W+/g, '-')}.json`)
	const { code, seconds } = await run('npx', ['tsx', script, ...args], { SPRECHSTUNDE_COUNTS: file }, root, output)
	const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Counts & Partial<StageResult> : { passed: 0, failed: 0, skipped: 0 }
	return honest({ ...counts, name, seconds }, code)
}

/** What could not run is named and counted as skipped. */
export function notRun(name: string, reason: string): StageResult {
	return { name, seconds: 0, passed: 0, failed: 0, skipped: 1, note: `not run: ${reason}` }
}

export function vitestCounts(json: string): Counts {
	const report = JSON.parse(json) as { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests?: number }
	return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + (report.numTodoTests ?? 0) }
}

/** Each failed test with the first line of why; a file that failed as a whole likewise. */
export function vitestFailures(json: string): string[] {
	const report = JSON.parse(json) as { testResults?: { name: string; message?: string; assertionResults: { status: string; fullName: string; failureMessages?: string[] }[] }[] }
	const line = (name: string, why = ''): string => `${name}: ${why.split('\n')[0] ?? ''}`.slice(0, 300)
	return (report.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
		const tests = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => line(fullName, failureMessages?.[0]))
		return message === undefined || message === '' ? tests : [...tests, line(basename(name), message)]
	})
}

export function junitCounts(xml: string): Counts {
	const head = /<testsuite\b[^>]*>/.exec(xml)?.[0] ?? ''
	const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0)
	const failed = number('failures') + number('errors')
	return { passed: number('tests') - failed - number('skipped'), failed, skipped: number('skipped') }
}

/** A runner that failed, or that ran no test, is a failure whatever it counted. */
function honest(result: StageResult, code: number): StageResult {
	return result.failed === 0 && (code !== 0 || result.passed === 0) ? { ...result, failed: 1 } : result
}
