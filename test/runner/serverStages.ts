// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { databaseKinds, databaseNames, type DatabaseKind } from '../servers/databases/database.ts'
import { databaseLacks } from '../servers/databases/programs.ts'
import { missing } from '../servers/prerequisites.ts'
import { chooseRelease, locateReleases, type Release } from '../servers/releases.ts'
import { findRelease } from '../servers/stack.ts'
import { check, counted, notRun, vitest, type StageResult } from './stage.ts'

/** The suites that need a server, on every server that is to be had; each stack is started for its stage and gone afterwards. */
export async function* serverStages(): AsyncGenerator<StageResult> {
	const releases = await available()
	const preferred = chooseRelease(releases)
	const on = ({ version }: Release): string => `nextcloud=${version}`
	// the longest first, so that none of them is left alone at the end
	yield* sideBySide(serversAtOnce, [
		...releases.map((release) => suite(`conformance on Nextcloud ${release.version}`, 'test/conformance/run.ts', on(release))),
		...releases.map((release) => suite(`what a practice recovers from, on Nextcloud ${release.version}`, 'test/recovery/run.ts', on(release))),
		...releases.map((release) => calendarPrograms(`calendar programs on Nextcloud ${release.version}`, on(release))),
		...releases.map((release) => addresses(`the website's /caldav/ on Nextcloud ${release.version}`, on(release))),
		...releases.map(({ version }) => (output: string) => vitest(`index against calendars on Nextcloud ${version}`, ['--config', 'test/index/vitest.config.ts'], { SPRECHSTUNDE_RELEASE: version }, output)),
		...databaseKinds.filter((kind) => kind !== 'sqlite').map((database) => teamsRoutes(database, preferred)),
		...releases.map((release) => suite(`days of practice programs on Nextcloud ${release.version}`, 'test/simulators/run.ts', on(release))),
		suite('conformance on the embedded server', 'test/conformance/run.ts', 'embedded'),
		...['embedded', ...releases.map(on)].map((server) => (output: string) => check(`bad input on ${server}`, 'npx', ['tsx', 'test/fuzz/run.ts', '--size=ci', '--seed=1', `--server=${server}`], {}, output)),
	])
	if (releases.length === 0) yield notRun('conformance, calendar programs and days of practice programs on Nextcloud', 'no release here (NEXTCLOUD_ROOT, cache folder) and none to be downloaded')

	// a browser beside what many at once do: two halves of the journeys, each with a website and a Nextcloud of its own
	yield* sideBySide(3, [...journeys(preferred), ...robustness(preferred)])
	yield preferred === null
		? notRun('what the app costs', 'it needs a real Nextcloud')
		: await counted(`what the app costs on Nextcloud ${preferred.version}`, 'test/bench/run.ts', ['--size=ci', `--nextcloud=${preferred.version}`])
	if (preferred === null) yield notRun('journeys through the team\'s pages', 'it needs a real Nextcloud')
}

/** Routes whose questions the app puts to the database itself. */
const askingSuites = ['log', 'overview', 'configuration', 'waitingList', 'patients.suite', 'patient.suite', 'team', 'appPasswords', 'discovery', 'webhooks', 'xconcept']

/** That a database answers the app's questions. */
function teamsRoutes(database: DatabaseKind, release: Release | null): Work {
	const lacks = release === null ? 'it needs a real Nextcloud' : databaseLacks(database)
	return (output) => lacks === null && release !== null
		? counted(`routes of the team's pages on Nextcloud ${release.version} with ${databaseNames[database]}`, 'test/conformance/run.ts', [`nextcloud=${release.version}`, `database=${database}`, ...askingSuites], output)
		: Promise.resolve(notRun(`routes of the team's pages with ${databaseNames[database]}`, lacks ?? ''))
}

/** What many at once and what fails may not break, on each database that this machine has. */
function robustness(release: Release | null): Work[] {
	return ([['load', 'test/load/run.ts'], ['faults', 'test/faults/run.ts']] as const).flatMap(([name, script]) => databaseKinds.map((database): Work => {
		const lacks = release === null ? 'it needs a real Nextcloud' : databaseLacks(database)
		return (output) => lacks === null && release !== null
			? counted(`${name} on Nextcloud ${release.version} with ${databaseNames[database]}`, script, ['--size=ci', `--database=${database}`, `--nextcloud=${release.version}`], output)
			: Promise.resolve(notRun(`${name} with ${databaseNames[database]}`, lacks ?? ''))
	}))
}

/** Browser journeys: with a real Nextcloud they lead through the team's pages too, and are as many again. */
function journeys(release: Release | null): Work[] {
	const run = 'test/journeys/run.ts'
	if (release === null) return [(output) => counted('journeys: WordPress with the embedded server', run, ['embedded'], output)]
	return [1, 2].map((half) => (output) => counted(`journeys: WordPress with Nextcloud ${release.version}, half ${half}`, run, [`nextcloud=${release.version}`, `--shard=${half}/2`], output))
}

async function available(): Promise<Release[]> {
	const here = locateReleases()
	if (here.length > 0) return here
	const downloaded = await findRelease(undefined, console.log)
	return downloaded === null ? [] : [downloaded]
}

/** `output`: file that takes what the work prints */
type Work = (output: string) => Promise<StageResult>

function suite(name: string, script: string, server: string): Work {
	return (output) => counted(name, script, [server], output)
}

/** Most of a suite's time is waiting, for mails above all; with more servers at once than this, tests wait for the processor. */
const serversAtOnce = 5

/** Works `atOnce` at a time, in this order; what is printed is shown when it is done. */
async function* sideBySide(atOnce: number, works: readonly Work[]): AsyncGenerator<StageResult> {
	const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-output-'))
	const next = pLimit(atOnce)
	const running = works.map((work, index) => {
		const output = join(folder, `${index}.log`)
		return { output, result: next(() => work(output)) }
	})
	for (const { output, result } of running) {
		const done = await result
		if (existsSync(output)) console.log(readFileSync(output, 'utf8'))
		yield done
	}
	rmSync(folder, { recursive: true, force: true })
}

/** Needs at least one web server, and says which is not here. */
function addresses(name: string, server: string): Work {
	return async (output) => {
		const webServers = missing(['web-servers'])
		if (webServers.length === 2) return notRun(name, 'neither nginx nor Apache is installed')
		const result = await suite(name, 'test/addresses/run.ts', server)(output)
		const lacking = [...webServers, ...missing(['calendar-programs']).filter(({ what }) => what !== 'khal')]
		return lacking.length === 0 ? result : { ...result, note: `not run: ${lacking.map(({ what }) => what).join(', ')}, not installed` }
	}
}

function calendarPrograms(name: string, server: string): Work {
	return async (output) => {
		const result = await suite(name, 'test/clients/run.ts', server)(output)
		const lacking = missing(['calendar-programs', 'thunderbird'])
		return lacking.length === 0 ? result : { ...result, note: `not run: ${lacking.map(({ what }) => what).join(', ')}, not installed` }
	}
}
