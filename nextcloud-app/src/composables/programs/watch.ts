// SPDX-License-Identifier: AGPL-3.0-or-later
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { fetchSteps, type ProgramSteps } from '../../services/programs.ts'
import { problemOf } from '../../services/problem.ts'

/** Milliseconds between two questions while somebody sets a program up, and after one that failed. */
const pause = 2_000
const longPause = 10_000

/** Asks what a program has done, every two seconds while the page is seen, until the surrounding scope ends. */
export function watchSteps(id: () => string): { readonly steps: ShallowRef<ProgramSteps | null>, readonly problem: ShallowRef<string> } {
	const steps = shallowRef<ProgramSteps | null>(null)
	const problem = shallowRef('')
	let timer: ReturnType<typeof setTimeout> | undefined
	let ended = false
	async function ask(): Promise<void> {
		if (!document.hidden) {
			try {
				steps.value = await fetchSteps(id())
				problem.value = ''
			} catch (error) {
				problem.value = problemOf(error).text
			}
		}
		if (!ended) timer = setTimeout(() => void ask(), problem.value === '' ? pause : longPause)
	}
	void ask()
	onScopeDispose(() => {
		ended = true
		clearTimeout(timer)
	})
	return { steps, problem }
}
