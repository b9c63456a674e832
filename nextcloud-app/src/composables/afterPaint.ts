// SPDX-License-Identifier: AGPL-3.0-or-later

/** Where nothing is painted, as in a tab that isn't on show: milliseconds until the work is done all the same. */
const patience = 120

/**
 * Does a work once the next frame is on the screen, so that a key or a click is answered before it; of several works until then only the
 * last one. Of the two functions one asks for that, the other gives up what waits.
 */
export function afterPaint(): { later(work: () => void): void, cancel(): void } {
	let waiting = 0
	return {
		later(work) {
			const mine = ++waiting
			const once = (): void => {
				if (mine !== waiting) return
				waiting++
				work()
			}
			requestAnimationFrame(() => setTimeout(once))
			setTimeout(once, patience)
		},
		cancel() { waiting++ },
	}
}
