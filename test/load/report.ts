// SPDX-License-Identifier: GPL-3.0-or-later
import { writeFileSync } from 'node:fs'

/** What was proven, counted; prints as it goes. */
export class Report {
	passed = 0
	failed = 0
	skipped = 0

	constructor(private readonly print: (line: string) => void = console.log) {
	}

	/** One statement that holds unless there are problems; the first few are shown. */
	holds(statement: string, problems: readonly string[]): void {
		if (problems.length === 0) {
			this.passed++
			this.print(`  ok     ${statement}`)
			return
		}
		this.failed++
		this.print(`  FAILED ${statement}: ${problems.length}`)
		for (const problem of problems.slice(0, 8)) this.print(`         ${problem}`)
	}

	/** What could not be tried here, and why. */
	leaves(statement: string, reason: string): void {
		this.skipped++
		this.print(`  NOT RUN ${statement}: ${reason}`)
	}

	/** Says the counts, also to the test command where it waits for them (SPRECHSTUNDE_COUNTS, a file); returns the exit code. */
	close(): number {
		const { passed, failed, skipped } = this
		const file = process.env['SPRECHSTUNDE_COUNTS']
		if (file !== undefined) writeFileSync(file, JSON.stringify({ passed, failed, skipped }))
		this.print(`${passed} held, ${failed} did not, ${skipped} not run`)
		return failed > 0 || passed === 0 ? 1 : 0
	}

	/** A number that the note about a run names. */
	figure(text: string): void {
		this.print(`  ${text}`)
	}
}

/** How often each value occurs, as text: `201 × 1, 409 × 99`. */
export function tally(values: readonly (string | number)[]): string {
	const counts = new Map<string, number>()
	for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
	return [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([value, count]) => `${value} × ${count}`).join(', ')
}

/** Runs `work` for each value, at most `width` at a time; results in the values' order. */
export async function parallel<T, R>(values: readonly T[], width: number, work: (value: T, index: number) => Promise<R>): Promise<R[]> {
	const results: R[] = []
	let next = 0
	await Promise.all(Array.from({ length: Math.min(width, values.length) }, async () => {
		while (next < values.length) {
			const index = next++
			results[index] = await work(values[index] as T, index)
		}
	}))
	return results
}
