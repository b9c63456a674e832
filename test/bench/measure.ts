// SPDX-License-Identifier: GPL-3.0-or-later

export interface Request {
	readonly method: string
	readonly url: string
	readonly headers: Readonly<Record<string, string>>
	readonly body?: string
}

/** Sends one request; milliseconds until the whole answer was read. An unexpected status ends the run. */
export async function time({ method, url, headers, body }: Request): Promise<number> {
	const start = performance.now()
	const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
	const text = await response.text()
	const taken = performance.now() - start
	if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 300)}`)
	return taken
}

/** Milliseconds after which no further pair is begun, and how many there are even so. */
const longest = 120_000
const fewest = 6

/** What was measured: milliseconds of each pair, ours and what it is measured against. */
export interface Pairs {
	readonly ours: readonly number[]
	readonly base: readonly number[]
}

/**
 * Measures two things request by request, each going first in every other pair, so that whatever else the machine
 * does meets both. The first two pairs warm up and don't count. What takes long is measured less often, but six times at least.
 */
export async function pairs(count: number, ours: (index: number) => Request, base: (index: number) => Request): Promise<Pairs> {
	const result = { ours: [] as number[], base: [] as number[] }
	const until = performance.now() + longest
	for (let index = 0; index < count + 2 && (index < fewest + 2 || performance.now() < until); index++) {
		const sides = index % 2 === 0 ? ['ours', 'base'] as const : ['base', 'ours'] as const
		for (const side of sides) {
			const taken = await time((side === 'ours' ? ours : base)(index))
			if (index >= 2) result[side].push(taken)
		}
	}
	return result
}

/** The value below which a share of the values lies, between neighbours in proportion. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b)
	const place = share * (sorted.length - 1)
	const low = sorted[Math.floor(place)] ?? NaN
	return low + ((sorted[Math.ceil(place)] ?? NaN) - low) * (place % 1)
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export interface Verdict {
	readonly label: string
	readonly ratio: number
	readonly target: number
	/** three quarters of the pairs have a greater ratio than this */
	readonly low: number
	readonly line: string
}

/** Two medians, their ratio against a target, and the middle half of the pairs' own ratios. */
export function compare(label: string, { ours, base }: Pairs, target: number): Verdict {
	const ratio = median(ours) / median(base)
	const each = ours.map((value, index) => value / (base[index] ?? NaN))
	const [low, high] = [quantile(each, 0.25), quantile(each, 0.75)]
	return judged(label, ratio, target, `${median(ours).toFixed(1).padStart(7)} ms : ${median(base).toFixed(1).padStart(7)} ms`, `half of ${each.length} pairs in ${low.toFixed(2)}–${high.toFixed(2)}`, low)
}

/** One line of the result: a ratio that must not exceed its target. */
export function judged(label: string, ratio: number, target: number, values: string, remark = '', low = ratio): Verdict {
	const line = `${ratio <= target ? 'met   ' : 'MISSED'} ${label.padEnd(46)} ${values} = ${ratio.toFixed(3)} (target ≤ ${target.toFixed(2)})${remark === '' ? '' : `, ${remark}`}`
	return { label, ratio, target, low, line }
}
