// SPDX-License-Identifier: AGPL-3.0-or-later
import { useHotKey } from '@nextcloud/vue/composables/useHotKey'
import { onScopeDispose } from 'vue'

export interface ShortcutActions {
	next(): unknown
	previous(): unknown
	open(): unknown
	approve(): unknown
	reject(): unknown
	move(): unknown
	mark(): unknown
}

/** One key each; quiet in fields, in dialogs, and where the user has switched shortcuts off in Nextcloud. */
export function useShortcuts(actions: ShortcutActions): void {
	const options = { prevent: true }
	const stops = [
		useHotKey('j', () => void actions.next(), options),
		useHotKey('k', () => void actions.previous(), options),
		useHotKey('a', () => void actions.approve(), options),
		useHotKey('r', () => void actions.reject(), options),
		useHotKey('m', () => void actions.move(), options),
		useHotKey('x', () => void actions.mark(), options),
		// buttons and links have their own Enter; in the list it opens the request and moves into it
		useHotKey((event) => event.key === 'Enter' && isRequestLink(event.target), () => void setTimeout(() => actions.open()), {}),
	]
	onScopeDispose(() => stops.forEach((stop) => stop()))
}

function isRequestLink(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest('[data-request]') !== null
}
