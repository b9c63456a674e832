// SPDX-License-Identifier: AGPL-3.0-or-later
import { ref, watch, type Ref } from 'vue'

const remembered = 'sprechstunde-calendar-cancelled'

/** Whether cancelled entries are shown; this browser remembers it. */
export function useShowCancelled(): Ref<boolean> {
	const shown = ref(true)
	try {
		shown.value = localStorage.getItem(remembered) !== 'no'
	} catch { /* then they are shown */ }
	watch(shown, (show) => {
		try {
			localStorage.setItem(remembered, show ? 'yes' : 'no')
		} catch { /* until the page is left */ }
	})
	return shown
}
