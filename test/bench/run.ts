// SPDX-License-Identifier: GPL-3.0-or-later
// What the app costs: two servers on the same data, one with the app, asked in turns. Ratios only; prints what was met.
// --size=ci (1,000 events, few rounds; ends with 1 where something is far off) or full; --events=N,N and --rounds=N instead.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { databaseLacks } from '../servers/databases/programs.ts'
import { chooseRelease, locateReleases } from '../servers/releases.ts'
import { compare, judged, pairs, type Verdict } from './measure.ts'
import { booking, floor, freeWindows, operations, syncToken } from './operations.ts'
import { parallel } from './parallel.ts'
import { slot } from './practice.ts'
import { idlePolls, minutePolls, pollRate, reaction, webhookDelivery } from './programs.ts'
import { storedObjects } from './stored.ts'
import { startTwins, type Twins } from './twins.ts'
import { viewScript } from './viewScript.ts'

const { values } = parseArgs({ options: { 'size': { type: 'string', default: 'full' }, 'events': { type: 'string' }, 'rounds': { type: 'string' }, 'nextcloud': { type: 'string' }, 'no-parallel': { type: 'boolean', default: false } } })
const ci = values.size === 'ci'
const sizes = (values.events ?? (ci ? '1000' : '1000,5000,50000')).split(',').map(Number)
const rounds = Number(values.rounds ?? (ci ? 8 : 40))
/** Few rounds on a busy machine are noisy: with --size=ci only that fails of which three quarters of the pairs are this far beyond the target. */
const tolerance = 1.25
const now = new Date()

const release = chooseRelease(locateReleases(), values.nextcloud)
const verdicts: Verdict[] = []
const report = (verdict: Verdict): void => {
	verdicts.push(verdict)
	console.log(verdict.line)
}

async function measure(twins: Twins, isFirst: boolean): Promise<ReadonlyMap<string, number>> {
	const { on, off } = twins
	const tokens = new Map([[on, await syncToken(on)], [off, await syncToken(off)]])
	const stored = await storedObjects(on, booking(on, 'arzt-1', now, 0), slot(now, 1))
	const before = verdicts.length
	for (const { label, request } of operations(now, tokens, stored)) {
		report(compare(label, await pairs(rounds, (index) => request(on, index), (index) => request(off, index)), 1.05))
	}
	report(compare('a booking : a native PUT', await pairs(rounds, (index) => booking(on, 'arzt-1', now, index), (index) => booking(off, 'arzt-1', now, index, stored)), 1.25))
	report(compare('free windows of a month : PROPFIND, depth 0', await pairs(rounds, () => freeWindows(on, now), () => floor(on)), 1.25))
	const ratios = new Map(verdicts.slice(before).map(({ label, ratio }) => [label, ratio]))
	if (isFirst) await measurePrograms(twins)
	return ratios
}

/** What practice programs do all day: not a matter of how much the calendar holds. */
async function measurePrograms(twins: Twins): Promise<void> {
	for (const verdict of await idlePolls(twins, rounds)) report(verdict)
	const { verdict, line } = await pollRate(twins, ci ? 2 : 6, ci ? 3 : 10)
	report(verdict)
	for (const said of [line, await minutePolls(twins, ci ? 5 : 50), ...await reaction(twins, now, rounds), await webhookDelivery(twins, now, rounds)]) console.log(said)
}

if (release === null) {
	console.log(viewScript())
	console.log('NOT RUN on against off: no Nextcloud release was found')
	process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-bench-'))
const say = (text: string): void => { console.error(text) }
try {
	const ratios: ReadonlyMap<string, number>[] = []
	for (const events of sizes) {
		const twins = await startTwins({ release, events, folder: join(folder, String(events)), now, say })
		try {
			console.log(`\nNextcloud ${release.version}, SQLite, ${events} events; medians, with the app : without it`)
			ratios.push(await measure(twins, ratios.length === 0))
		} finally {
			await twins.stop()
			rmSync(join(folder, String(events)), { recursive: true, force: true })
		}
	}
	const [smallest, largest] = [ratios[0], ratios.at(-1)]
	if (smallest !== undefined && largest !== undefined && ratios.length > 1) {
		console.log(`\nGrowth: the ratio at ${sizes.at(-1) ?? ''} events against that at ${sizes[0] ?? ''}; 1 is as steep as native`)
		for (const [label, ratio] of largest) {
			const small = smallest.get(label) ?? NaN
			report(judged(label, ratio / small, 1.05, `${ratio.toFixed(3)} : ${small.toFixed(3)}`))
		}
	}
	const lacks = databaseLacks('mariadb')
	if (!ci && lacks !== null) console.log(`\nNOT RUN bookings at once: ${lacks}`)
	if (!ci && lacks === null && !values['no-parallel']) {
		console.log(`\nNextcloud ${release.version}, MariaDB, empty calendars; medians`)
		for (const verdict of await parallel({ release, folder, now, say }, 6, 6)) report(verdict)
	}
	console.log(`\n${viewScript()}`)
	const missed = verdicts.filter(({ ratio, target }) => !(ratio <= target)).length
	const far = verdicts.filter(({ low, target }) => !(low <= target * tolerance)).length
	console.log(`${verdicts.length - missed} met, ${missed} missed${ci ? `; ${far} clearly so` : ''}`)
	const counts = process.env['SPRECHSTUNDE_COUNTS']
	if (ci && counts !== undefined) writeFileSync(counts, JSON.stringify({ passed: verdicts.length - far, failed: far, skipped: 0 }))
	process.exitCode = ci && far > 0 ? 1 : 0
} finally {
	rmSync(folder, { recursive: true, force: true })
}
