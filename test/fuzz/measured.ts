// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, readFileSync } from 'node:fs'

/** What requests of one kind cost: the worst, and how many times the median that is. */
export interface Cost {
	readonly kind: string
	readonly count: number
	readonly median: number
	readonly worst: number
	readonly ratio: number
	readonly of: string
}

/** One line per request: method, microseconds of processor time, bytes at most, address. */
export function readMeasured(file: string): { method: string; micros: number; bytes: number; url: string }[] {
	if (!existsSync(file)) return []
	return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => {
		const [method = '', micros = '', bytes = '', url = ''] = line.split(' ')
		return { method, micros: Number(micros), bytes: Number(bytes), url }
	})
}

export function cost(kind: string, values: readonly { readonly value: number; readonly of: string }[]): Cost {
	const sorted = [...values].sort((a, b) => a.value - b.value)
	const median = sorted[Math.floor(sorted.length / 2)]?.value ?? 0
	const worst = sorted.at(-1)
	return { kind, count: sorted.length, median, worst: worst?.value ?? 0, ratio: median === 0 ? 0 : (worst?.value ?? 0) / median, of: worst?.of ?? '' }
}
