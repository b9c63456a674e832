// SPDX-License-Identifier: AGPL-3.0-or-later
import { problemOf } from './problem.ts'

/** Milliseconds before each further try. */
const waits = [300, 1_000, 2_500]

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds) })

/** Asks again where the database could not store anything for a moment (STORAGE_UNAVAILABLE); rejects with what `ask` rejected with last. */
export async function patiently<T>(ask: () => Promise<T>, wait: (milliseconds: number) => Promise<void> = pause): Promise<T> {
	for (const milliseconds of waits) {
		try {
			return await ask()
		} catch (error) {
			if (!problemOf(error).codes.includes('STORAGE_UNAVAILABLE')) throw error
			await wait(milliseconds)
		}
	}
	return ask()
}
