// SPDX-License-Identifier: AGPL-3.0-or-later
import { ref, watch, type Ref } from 'vue'
import { fetchLastChange } from '../../services/inboxRoutes.ts'
import type { AppointmentRequest } from '../../types.ts'
import { closedText } from './failureText.ts'

/** Who has decided or changed the request that is shown but no longer open; null until it is known. */
export function useClosedNote(shown: Readonly<Ref<AppointmentRequest | null>>, isOpen: Readonly<Ref<boolean>>): Ref<string | null> {
	const text = ref<string | null>(null)
	watch([shown, isOpen], async ([request, open]) => {
		text.value = null
		if (request === null || open) return
		const last = await fetchLastChange(request.uid).catch(() => null)
		// another one may be shown by now
		if (last !== null && shown.value?.uid === request.uid && !isOpen.value) text.value = closedText(request, last.status ?? 'CANCELLED', last.by)
	})
	return text
}
