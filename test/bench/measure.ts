// SPDX-License-Identifier: GPL-3.0-or-later

export interface Request {
	readonly method: string
	readonly url: string
	readonly headers: Readonly<Record<string, string>>
	readonly body?: string
}

/** Sends requests one after the other; milliseconds each until the whole answer was read. An unexpected status ends the run. */
export async function times(requests: readonly Request[]): Promise<number[]> {
	const result: number[] = []
	for (const { method, url, headers, body } of requests) {
		const start = performance.now()
		const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
		const text = await response.text()
		result.push(performance.now() - start)
		if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 300)}`)
	}
	return result
}

/** The middle value; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b)
	const middle = sorted.length >> 1
	const upper = sorted[middle] ?? NaN
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** One line of the result: two medians and their ratio against a target. */
export function compare(label: string, ours: readonly number[], native: readonly number[], target: number): string {
	const ratio = median(ours) / median(native)
	return `${ratio <= target ? 'met   ' : 'MISSED'} ${label.padEnd(42)} ${median(ours).toFixed(1).padStart(7)} ms : ${median(native).toFixed(1).padStart(7)} ms = ${ratio.toFixed(2)} (target ≤ ${target.toFixed(2)})`
}
