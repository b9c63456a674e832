// SPDX-License-Identifier: AGPL-3.0-or-later
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { searchPatients, type KnownPatient } from '../../services/patients.ts'
import { problemOf, type Problem } from '../../services/problem.ts'

/** Pause after the last key, in milliseconds, before anybody is looked for; letters below which nobody is. */
const pause = 150
const fewest = 2

export interface Finding {
	/** what stands in the field */
	readonly typed: Ref<string>
	/** null: nothing was asked yet, or too little typed */
	readonly found: ShallowRef<readonly KnownPatient[] | null>
	readonly looking: Ref<boolean>
	readonly problem: ShallowRef<Problem | null>
}

/** Looks for patients while a name is typed; what is found for older letters is dropped. */
export function useFinding(search: typeof searchPatients = searchPatients): Finding {
	const typed = ref('')
	const found: Finding['found'] = shallowRef(null)
	const looking = ref(false)
	const problem: Finding['problem'] = shallowRef(null)
	let timer: ReturnType<typeof setTimeout> | undefined
	let asking: AbortController | null = null

	function stop(): void {
		clearTimeout(timer)
		asking?.abort()
		asking = null
	}
	async function look(name: string): Promise<void> {
		const mine = asking = new AbortController()
		try {
			const answer = await search(name, mine.signal)
			if (mine !== asking) return
			found.value = answer
			problem.value = null
		} catch (error) {
			if (mine !== asking) return
			problem.value = problemOf(error)
		}
		looking.value = false
	}
	watch(() => typed.value.trim(), (name) => {
		stop()
		looking.value = name.length >= fewest
		if (looking.value) timer = setTimeout(() => void look(name), pause)
		else found.value = problem.value = null
	})
	onScopeDispose(stop)
	return { typed, found, looking, problem }
}
