// SPDX-License-Identifier: AGPL-3.0-or-later

/** Milliseconds of work between two chances for the page to answer its user: half of a frame. */
const slice = 8

/** Does `each` for all, a slice at a time, so that the page answers meanwhile. */
export async function inSlices<T>(all: readonly T[], each: (one: T) => unknown): Promise<void> {
	let since = performance.now()
	for (const one of all) {
		if (performance.now() - since > slice) {
			await pause()
			since = performance.now()
		}
		each(one)
	}
}

function pause(): Promise<void> {
	const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } }
	return scheduler?.yield?.() ?? new Promise((resolve) => { setTimeout(resolve) })
}
