// SPDX-License-Identifier: AGPL-3.0-or-later
import { watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Inbox } from './inbox.ts'

/**
 * Keeps the selected request in the address as `?request=<uid>` (a random name, nothing about the patient): reloading keeps
 * it, and on a phone “back” leads from the request to the list.
 */
export function useSelectionInAddress(inbox: Inbox, isMobile: Readonly<Ref<boolean>>): void {
	const route = useRoute()
	const router = useRouter()
	const own = route.name
	const read = (): string | null => typeof route.query.request === 'string' ? route.query.request : null

	inbox.select(read())
	watch(() => route.query.request, () => {
		if (route.name === own) inbox.select(read())
	})
	watch(inbox.selected, (uid, before) => {
		if (uid === read() || route.name !== own) return
		const query = { ...route.query, request: uid ?? undefined }
		if (before === null && isMobile.value) void router.push({ query })
		else void router.replace({ query })
	})
}
