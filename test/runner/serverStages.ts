// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manageUrl } from '../conformance/target.ts'
import { databaseKinds, databaseNames } from '../servers/databases/database.ts'
import { databaseLacks } from '../servers/databases/programs.ts'
import { errorsIn } from '../servers/nextcloud.ts'
import { missing } from '../servers/prerequisites.ts'
import { chooseRelease, locateReleases, type Release } from '../servers/releases.ts'
import { findRelease, startStack, type Stack } from '../servers/stack.ts'
import { check, counted, notRun, vitest, type StageResult } from './stage.ts'

/** The suites that need a server, on every server that is to be had; each stack is started for its stage and gone afterwards. */
export async function* serverStages(): AsyncGenerator<StageResult> {
	const releases = await available()
	yield* sideBySide([
		...releases.map((release) => suiteOn(`conformance on Nextcloud ${release.version}`, { server: 'nextcloud' as const, release, website: false, fresh: true, manageUrl }, conformance)),
		// last: it runs in this process, which installing a Nextcloud keeps busy
		suiteOn('conformance on the embedded server', { server: 'embedded', website: false, fresh: true, manageUrl }, conformance),
	])
	yield* sideBySide(releases.map((release) => suiteOn(`calendar programs on Nextcloud ${release.version}`, { server: 'nextcloud', release, website: false, fresh: true }, calendarPrograms)))
	if (releases.length === 0) yield notRun('conformance and calendar programs on Nextcloud', 'no release here (NEXTCLOUD_ROOT, cache folder) and none to be downloaded')

	yield* sideBySide(releases.map((release) => (output, started) => {
		// it starts its own Nextcloud, and says nothing of when that has its copy
		setTimeout(started, 30_000).unref()
		return vitest(`index against calendars on Nextcloud ${release.version}`, ['--config', 'test/index/vitest.config.ts'], { SPRECHSTUNDE_RELEASE: release.version }, output)
	}))
	yield* sideBySide(releases.map((release) => suiteOn(`what a practice recovers from, on Nextcloud ${release.version}`, { server: 'nextcloud', release, website: false, fresh: true }, recovery, false)))

	const preferred = chooseRelease(releases)
	for (const server of ['embedded', ...releases.map(({ version }) => `nextcloud=${version}`)]) {
		yield await check(`bad input on ${server}`, 'npx', ['tsx', 'test/fuzz/run.ts', '--size=ci', '--seed=1', `--server=${server}`])
	}
	yield* robustness(preferred)
	yield preferred === null
		? notRun('what the app costs', 'it needs a real Nextcloud')
		: await counted(`what the app costs on Nextcloud ${preferred.version}`, 'test/bench/run.ts', ['--size=ci', `--nextcloud=${preferred.version}`])
	yield preferred === null
		? await onStack('journeys: WordPress with the embedded server', { server: 'embedded', fresh: true }, journeys)
		: await onStack(`journeys: WordPress with Nextcloud ${preferred.version}`, { server: 'nextcloud', release: preferred, fresh: true }, journeys)
	if (preferred === null) yield notRun('journey through the inbox', 'it needs a real Nextcloud')
}

/** What many at once and what fails may not break, on each database that this machine has. */
async function* robustness(release: Release | null): AsyncGenerator<StageResult> {
	for (const [name, script] of [['load', 'test/load/run.ts'], ['faults', 'test/faults/run.ts']] as const) {
		for (const database of databaseKinds) {
			const lacks = release === null ? 'it needs a real Nextcloud' : databaseLacks(database)
			yield lacks === null && release !== null
				? await counted(`${name} on Nextcloud ${release.version} with ${databaseNames[database]}`, script, ['--size=ci', `--database=${database}`, `--nextcloud=${release.version}`])
				: notRun(`${name} with ${databaseNames[database]}`, lacks ?? '')
		}
	}
}

async function available(): Promise<Release[]> {
	const here = locateReleases()
	if (here.length > 0) return here
	const downloaded = await findRelease(undefined, console.log)
	return downloaded === null ? [] : [downloaded]
}

type Options = Parameters<typeof startStack>[0]
type Suite = (name: string, env: Record<string, string>, output?: string) => Promise<StageResult>
/** `output`: file that takes what the work prints; `started`: the next may begin */
type Work = (output: string, started: () => void) => Promise<StageResult>

function suiteOn(name: string, options: Options, suite: Suite, isCalm = true): Work {
	return (output, started) => onStack(name, options, (title, env) => { started(); return suite(title, env, output) }, isCalm)
}

/**
 * Work on several servers at once, as most of its time is waiting, for mails above all. The servers start one after the other, since each
 * takes its copy of what was built; what is printed is shown when it is done.
 */
async function* sideBySide(works: readonly Work[]): AsyncGenerator<StageResult> {
	const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-output-'))
	const running: { readonly output: string; readonly result: Promise<StageResult> }[] = []
	for (const [index, work] of works.entries()) {
		const output = join(folder, `${index}.log`)
		let started: () => void = () => undefined
		const isUp = new Promise<void>((resolve) => { started = resolve })
		const result = work(output, started).finally(started)
		running.push({ output, result })
		await isUp
	}
	for (const { output, result } of running) {
		const done = await result
		if (existsSync(output)) console.log(readFileSync(output, 'utf8'))
		yield done
	}
	rmSync(folder, { recursive: true, force: true })
}

/** @param isCalm errors in Nextcloud's log count as failures; a mail server that is away gives some */
async function onStack(name: string, options: Options, suite: Suite, isCalm = true): Promise<StageResult> {
	const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-target-'))
	let stack: Stack | undefined
	try {
		stack = await startStack({ ...options, say: console.log })
		const target = join(folder, 'target.json')
		writeFileSync(target, JSON.stringify({ ...stack.info, logins: stack.nextcloud?.logins ?? null, folder: stack.nextcloud?.folder ?? null }), { mode: 0o600 })
		const result = await suite(name, { SPRECHSTUNDE_TARGET: target })
		const errors = stack.nextcloud === null || !isCalm ? [] : errorsIn(stack.nextcloud.log)
		if (errors.length === 0) return result
		console.error(`Nextcloud's own log has ${errors.length} errors, the first:\n${errors[0]?.slice(0, 2000)}`)
		return { ...result, failed: result.failed + 1, note: 'errors in Nextcloud\'s log', failures: [...result.failures ?? [], logged(errors[0] ?? '')] }
	} catch (error) {
		console.error(error)
		return { name, seconds: 0, passed: 0, failed: 1, skipped: 0, note: 'the servers did not start' }
	} finally {
		await stack?.stop()
		rmSync(folder, { recursive: true, force: true })
	}
}

/** What a line of Nextcloud's log says, in short. */
function logged(line: string): string {
	const { message = line, exception } = JSON.parse(line) as { message?: string; exception?: { Exception?: string; Message?: string; File?: string; Line?: number } }
	return `${message.slice(0, 120)} ${exception?.Exception ?? ''} ${exception?.Message ?? ''} ${exception?.File ?? ''}:${exception?.Line ?? ''}`.slice(0, 300)
}

function conformance(name: string, env: Record<string, string>, output?: string): Promise<StageResult> {
	return vitest(name, ['--config', 'test/conformance/vitest.config.ts'], env, output)
}

function recovery(name: string, env: Record<string, string>, output?: string): Promise<StageResult> {
	return vitest(name, ['--config', 'test/recovery/vitest.config.ts'], env, output)
}

function journeys(name: string, env: Record<string, string>): Promise<StageResult> {
	return vitest(name, ['--config', 'test/journeys/vitest.config.ts'], env)
}

async function calendarPrograms(name: string, env: Record<string, string>, output?: string): Promise<StageResult> {
	const result = await vitest(name, ['--config', 'test/clients/vitest.config.ts'], env, output)
	const lacking = missing(['calendar-programs', 'thunderbird'])
	return lacking.length === 0 ? result : { ...result, note: `not run: ${lacking.map(({ what }) => what).join(', ')}, not installed` }
}
