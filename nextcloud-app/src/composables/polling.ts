// SPDX-License-Identifier: AGPL-3.0-or-later
import { onScopeDispose } from 'vue'

/** Milliseconds between two questions while all is well, and the longest pause. */
export const interval = 5_000
export const longest = 60_000

/**
 * Pause before the next question: short while visible, doubled with each failure in a row; long while hidden, and where the server
 * says by itself that there is something to ask for.
 */
export function nextDelay(hidden: boolean, failures: number, pushed = false): number {
	return hidden || (pushed && failures === 0) ? longest : Math.min(longest, interval * 2 ** Math.min(failures, 10))
}

export interface Polling {
	/** asks at once (or says what a question under way finds) and begins the pause anew */
	now(): Promise<boolean>
	/** the server has said that something has changed: asks for it, after a question under way once more, for that may have come too early */
	heard(): void
}

/**
 * Asks again and again, until the surrounding scope ends; `ask` tells whether it got an answer.
 *
 * @param version what the answers are about; once it changes without the server having said so, the server is not relied on
 */
export function usePolling(ask: () => Promise<boolean>, version: () => unknown = () => null): Polling {
	let timer: ReturnType<typeof setTimeout> | undefined
	let running: Promise<boolean> | null = null
	let failures = 0
	let ended = false
	/** has been heard, and missed nothing since */
	let pushed = false
	/** heard since the last question began */
	let called = false

	async function round(): Promise<boolean> {
		clearTimeout(timer)
		const [wasCalled, before] = [called, version()]
		called = false
		const answered = await ask()
		failures = answered ? 0 : failures + 1
		if (!wasCalled && !called && before !== null && version() !== before) pushed = false
		running = null
		schedule()
		return answered
	}
	const now = (): Promise<boolean> => running ??= round()

	function schedule(): void {
		clearTimeout(timer)
		if (!ended) timer = setTimeout(() => void now(), called ? 0 : nextDelay(document.hidden, failures, pushed))
	}
	function onVisibility(): void {
		if (document.hidden) schedule()
		else void now()
	}
	document.addEventListener('visibilitychange', onVisibility)
	window.addEventListener('online', onVisibility)
	onScopeDispose(() => {
		ended = true
		clearTimeout(timer)
		document.removeEventListener('visibilitychange', onVisibility)
		window.removeEventListener('online', onVisibility)
	})
	return {
		now,
		heard: () => {
			pushed = called = true
			if (!ended) void now()
		},
	}
}
