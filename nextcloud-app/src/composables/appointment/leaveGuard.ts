// SPDX-License-Identifier: AGPL-3.0-or-later
import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'

export interface LeaveGuard {
	/** the person is to say whether the page may be left */
	readonly asking: ComputedRef<boolean>
	answer(leave: boolean): void
}

/** Asks before a page is left with something unsaved; where the whole window goes, the browser does. */
export function useLeaveGuard(isUnsaved: () => boolean): LeaveGuard {
	const leaving = ref<((leave: boolean) => void) | null>(null)
	const guard = (): Promise<boolean> | true => !isUnsaved() || new Promise((answer) => {
		leaving.value?.(false)
		leaving.value = answer
	})
	onBeforeRouteLeave(guard)
	onBeforeRouteUpdate(guard)

	function warn(event: BeforeUnloadEvent): void {
		if (isUnsaved()) event.preventDefault()
	}
	window.addEventListener('beforeunload', warn)
	onScopeDispose(() => window.removeEventListener('beforeunload', warn))

	return {
		asking: computed(() => leaving.value !== null),
		answer(leave) {
			leaving.value?.(leave)
			leaving.value = null
		},
	}
}
