// SPDX-License-Identifier: AGPL-3.0-or-later
import { onScopeDispose } from 'vue'

/** Milliseconds between two questions while all is well, and the longest pause. */
export const interval = 5_000
export const longest = 60_000

/** Pause before the next question: short while visible, long while hidden, doubled with each failure in a row. */
export function nextDelay(hidden: boolean, failures: number): number {
	return hidden ? longest : Math.min(longest, interval * 2 ** Math.min(failures, 10))
}

export interface Polling {
	/** asks at once (or says what a question under way finds) and begins the pause anew */
	now(): Promise<boolean>
}

/** Asks again and again, until the surrounding scope ends; `ask` tells whether it got an answer. */
export function usePolling(ask: () => Promise<boolean>): Polling {
	let timer: ReturnType<typeof setTimeout> | undefined
	let running: Promise<boolean> | null = null
	let failures = 0
	let ended = false

	async function round(): Promise<boolean> {
		clearTimeout(timer)
		const answered = await ask()
		failures = answered ? 0 : failures + 1
		running = null
		schedule()
		return answered
	}
	const now = (): Promise<boolean> => running ??= round()

	function schedule(): void {
		clearTimeout(timer)
		if (!ended) timer = setTimeout(() => void now(), nextDelay(document.hidden, failures))
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
	return { now }
}
