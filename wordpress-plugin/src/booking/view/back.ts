// SPDX-License-Identifier: GPL-3.0-or-later
import { stepsOf, type State, type Step } from './state.ts'
import type { Config } from './model.ts'

/** What of the window it needs. */
export type HistoryWindow = Pick<Window, 'history' | 'addEventListener' | 'removeEventListener'>

const key = 'sprechstundeStep'

/**
 * Lets the browser's Back, on phones the first thing people press, lead one step back in the form and not away from it with all that was typed.
 *
 * @param go shows a step
 * @returns what to call with the state after each change, and what ends it
 */
export function stepHistory(window: HistoryWindow, config: Config, state: () => State, go: (step: Step) => void): { readonly follow: () => void; readonly stop: () => void } {
	let shown: Step | null = null
	const stored = (): Record<string, unknown> => (window.history.state ?? {}) as Record<string, unknown>

	function onBack(event: PopStateEvent): void {
		const now = state()
		const steps = stepsOf(now, config)
		const wanted = ((event.state ?? {}) as Record<string, unknown>)[key]
		const step = wanted === undefined ? steps[0] : steps.find((one) => one === wanted)
		// what is sent can't be filled in any more
		if (now.phase !== 'choosing' || step === undefined || step === now.step || !isReachable(step, now, steps)) return
		shown = step
		go(step)
	}
	window.addEventListener('popstate', onBack)

	return {
		follow() {
			const now = state()
			if (now.phase !== 'choosing' || now.step === shown) return
			const steps = stepsOf(now, config)
			const isForward = shown !== null && steps.indexOf(now.step) > steps.indexOf(shown)
			shown = now.step
			const entry = { ...stored(), [key]: now.step }
			if (isForward) window.history.pushState(entry, '')
			else window.history.replaceState(entry, '')
		},
		stop: () => { window.removeEventListener('popstate', onBack) },
	}
}

/** The page may have been loaded anew, or the slot be gone, since the step was on show. */
function isReachable(step: Step, { type, slot }: State, steps: readonly Step[]): boolean {
	return step === steps[0] || (type !== '' && (step === 'doctor' || step === 'slot' || slot !== null))
}
