// SPDX-License-Identifier: AGPL-3.0-or-later
import { useHotKey } from '@nextcloud/vue/composables/useHotKey'
import { onScopeDispose } from 'vue'
import type { View } from './address.ts'

export interface CalendarShortcuts {
	today(): unknown
	step(steps: 1 | -1): unknown
	view(view: View): unknown
	create(): unknown
	block(): unknown
	nextFree(): unknown
	/** of the entry that has the focus */
	move(id: string): unknown
}

/** One key each; quiet in fields, in dialogs, and where the user has switched shortcuts off in Nextcloud. */
export function useCalendarShortcuts(actions: CalendarShortcuts): void {
	const options = { prevent: true }
	const on = (key: string | string[], action: () => unknown): (() => void) => useHotKey(key, () => void action(), options)
	const stops = [
		on('t', actions.today),
		on(['j', 'ArrowRight'], () => actions.step(1)),
		on(['k', 'ArrowLeft'], () => actions.step(-1)),
		on('d', () => actions.view('day')),
		on('w', () => actions.view('week')),
		on('l', () => actions.view('list')),
		on('c', actions.create),
		on('b', actions.block),
		on('f', actions.nextFree),
		on('m', () => {
			const id = document.activeElement?.closest<HTMLElement>('[data-entry]')?.dataset['entry']
			if (id !== undefined) actions.move(id)
		}),
	]
	onScopeDispose(() => stops.forEach((stop) => stop()))
}
