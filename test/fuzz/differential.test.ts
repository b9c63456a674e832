// SPDX-License-Identifier: GPL-3.0-or-later
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { startTwins, type Compared } from './differential.ts'
import type { Write } from './judge.ts'
import { writes } from './writes.ts'

const count = Number(process.env['SPRECHSTUNDE_FUZZ_WRITES'] ?? 1000)
const seed = Number(process.env['SPRECHSTUNDE_FUZZ_SEED'] ?? 20261124)
const twins = startTwins()
afterAll(twins.stop)

/**
 * What the libraries decide before the core is asked: what is no iCalendar, and how ical.js follows a rule or a far date.
 * Few of a thousand; decision 16 says why.
 */
function isOfTheParsers(write: Write, { differences }: Compared): boolean {
	return differences.every((one) => (one.includes('OBJECT_MALFORMED') || (one.startsWith('claims') && /RRULE|"rrule"|1600|0001|9999/.test(write.next))))
}

describe('the two guards', () => {
	it(`agree about ${count} random writes`, { timeout: 600_000 }, async () => {
		const found: string[] = []
		let tolerated = 0
		let accepted = 0
		for (let done = 0; done < count; done += 250) {
			for (const write of fc.sample(writes, { numRuns: 250, seed: seed + done })) {
				const compared = await twins.compare(write)
				if ('ok' in compared.ts && compared.ts.ok) accepted++
				if (compared.differences.length === 0) continue
				if (isOfTheParsers(write, compared)) tolerated++
				else found.push(`${compared.differences.join('; ')}\n${write.role} ${write.operation}\n${write.next}`)
			}
		}
		console.log(`two guards, seed ${seed}: ${count} writes, ${accepted} accepted, ${tolerated} differences of the parsers, ${found.length} others`)
		expect(found).toEqual([])
		expect(tolerated / count).toBeLessThan(0.03)
		expect(accepted).toBeGreaterThan(count / 3)
	})
})
