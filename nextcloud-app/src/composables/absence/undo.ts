// SPDX-License-Identifier: AGPL-3.0-or-later
import { undoSeconds } from '@sprechstunde/core'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** The server counts from its own write; the way there and back must fit in as well. */
const margin = 1_000
/** Writes at once: each takes its calendar's lock. */
const atOnce = 3
/** However long all of it took, there is time to read what was done. */
const atLeast = 5_000

/** One write, and its way back; `undo` tells in words why it failed, null where it did not. */
export interface DoneStep {
	readonly undo: () => Promise<string | null>
}

export interface StepsUndo {
	/** what can be undone, and until when (epoch milliseconds); null: nothing */
	readonly offer: ShallowRef<{ readonly text: string, readonly until: number } | null>
	/** what could not be undone, and why */
	readonly notice: ShallowRef<string | null>
	/** notes when the first step begins */
	begin(): void
	/** all steps are done: they can be undone for the rest of the time */
	propose(text: string, steps: readonly DoneStep[]): void
	/** takes all steps back; how many failed */
	undo(): Promise<number>
	dismiss(): void
}

/** Many writes that are taken back together. Patients hear of none that is undone before its mail is due. */
export function useStepsUndo(): StepsUndo {
	const offer: StepsUndo['offer'] = shallowRef(null)
	const notice: StepsUndo['notice'] = shallowRef(null)
	let steps: readonly DoneStep[] = []
	let begun = 0
	let timer: ReturnType<typeof setTimeout> | undefined
	onScopeDispose(() => clearTimeout(timer))

	function withdraw(): void {
		clearTimeout(timer)
		offer.value = null
	}
	return {
		offer,
		notice,
		begin() {
			begun = Date.now()
			withdraw()
			notice.value = null
		},
		propose(text, done) {
			steps = done
			const until = Math.max(begun + undoSeconds * 1_000 - margin, Date.now() + atLeast)
			if (done.length === 0) return
			offer.value = { text, until }
			timer = setTimeout(withdraw, until - Date.now())
		},
		async undo() {
			withdraw()
			const problems: string[] = []
			// the oldest first: its time is up first
			const waiting = [...steps]
			steps = []
			async function work(): Promise<void> {
				for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
					const problem = await step.undo()
					if (problem !== null) problems.push(problem)
				}
			}
			await Promise.all(Array.from({ length: atOnce }, work))
			notice.value = problems[0] ?? null
			return problems.length
		},
		dismiss() {
			withdraw()
			notice.value = null
		},
	}
}
