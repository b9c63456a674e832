// SPDX-License-Identifier: AGPL-3.0-or-later
import { onScopeDispose, watch, type Ref } from 'vue'
import type { Inbox } from './inbox.ts'

const parameter = 'request'

/**
 * Keeps the selected request in the address as `?request=<uid>` (a random name, nothing about the patient): reloading keeps
 * it, and on a phone “back” leads from the request to the list.
 */
export function useSelectionInAddress(inbox: Inbox, isMobile: Readonly<Ref<boolean>>): void {
	const read = (): string | null => new URLSearchParams(location.search).get(parameter)

	inbox.select(read())
	const onPopState = (): void => inbox.select(read())
	window.addEventListener('popstate', onPopState)
	onScopeDispose(() => window.removeEventListener('popstate', onPopState))

	watch(inbox.selected, (uid, before) => {
		if (uid === read()) return
		const address = new URL(location.href)
		if (uid === null) address.searchParams.delete(parameter)
		else address.searchParams.set(parameter, uid)
		if (before === null && isMobile.value) history.pushState(history.state, '', address)
		else history.replaceState(history.state, '', address)
	})
}
