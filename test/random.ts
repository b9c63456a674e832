// SPDX-License-Identifier: GPL-3.0-or-later

/** Choices that a seed repeats. */
export interface Random {
	readonly seed: number
	/** a whole number in [0, below) */
	readonly below: (below: number) => number
	/** one of the values, of which there must be one */
	readonly pick: <T>(values: readonly T[]) => T
}

/** mulberry32: 32 bits of state are enough for tests. */
export function seeded(seed: number): Random {
	let state = seed >>> 0
	const below = (limit: number): number => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
		return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * limit)
	}
	return {
		seed,
		below,
		pick: (values) => {
			if (values.length === 0) throw new Error('there is nothing to pick from')
			return values[below(values.length)] as (typeof values)[number]
		},
	}
}
