// SPDX-License-Identifier: AGPL-3.0-or-later
import { onScopeDispose, ref, type Ref } from 'vue'

/** The time, renewed twice a minute: enough for “waiting since”. */
export function useNow(): Ref<number> {
	const now = ref(Date.now())
	const timer = setInterval(() => { now.value = Date.now() }, 30_000)
	onScopeDispose(() => clearInterval(timer))
	return now
}
