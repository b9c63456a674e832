// SPDX-License-Identifier: AGPL-3.0-or-later
import { undoSeconds } from '@sprechstunde/core'
import { computed, onScopeDispose, ref, shallowReactive, shallowRef, type ComputedRef, type Ref } from 'vue'
import { t } from '../../l10n.ts'
import type { Outcome } from '../../services/changeAppointment.ts'
import type { Place } from './gridEvents.ts'
import type { CalendarObjects } from './objects.ts'

/** The server counts from its own write; the way there and back must fit in as well. */
const margin = 1_000

/** One change of the calendar, and how to take it back. */
export interface Change {
	/** what has happened, for the bar and the live region */
	readonly done: string
	/** whose entry, for a sentence about it */
	readonly title: string
	/** ids of the calendars that it concerns */
	readonly calendars: readonly string[]
	/** the item's id and where it stands while the change is on its way */
	readonly preview?: { readonly id: string, readonly place: Place }
	run(): Promise<Outcome>
	/** without it the change can't be undone */
	undo?(): Promise<Outcome>
}

export interface Changes {
	/** where items stand whose change is on its way, by their ids */
	readonly previews: ReadonlyMap<string, Place>
	/** what can be undone last, until when */
	readonly offer: ComputedRef<{ readonly text: string, readonly until: number } | null>
	/** the last result, for the live region */
	readonly message: Ref<string>
	/** why the last change failed */
	readonly notice: Ref<string | null>
	/** shows the change at once, and takes it back with the server's sentence where it is refused; whether it went through */
	make(change: Change): Promise<boolean>
	undo(): Promise<void>
	dismiss(): void
}

/** @param refresh tells the other pages */
export function createChanges(objects: CalendarObjects, refresh: () => Promise<unknown>): Changes {
	const previews = shallowReactive(new Map<string, Place>())
	const stack = shallowRef<readonly { readonly change: Change, readonly until: number }[]>([])
	const message = ref('')
	const notice = ref<string | null>(null)
	const timers = new Set<ReturnType<typeof setTimeout>>()
	onScopeDispose(() => timers.forEach(clearTimeout))

	function withdraw(change: Change): void {
		stack.value = stack.value.filter((entry) => entry.change !== change)
	}
	function offer(change: Change, until: number): void {
		stack.value = [...stack.value, { change, until }]
		timers.add(setTimeout(() => withdraw(change), until - Date.now()))
	}

	function tell(change: Change, outcome: Exclude<Outcome, { kind: 'done' }>): void {
		notice.value = message.value = outcome.kind === 'stale'
			? t('{title}: someone else has changed this entry in the meantime. It is shown as it is now.', { title: change.title })
			: outcome.problem.kind === 'unreachable' ? t('{title}: the change has probably not been saved. {problem}', { title: change.title, problem: outcome.problem.text }) : outcome.problem.text
	}

	/** Also after a refusal: then others may have changed it. */
	async function settle(change: Change): Promise<void> {
		await objects.reload(change.calendars)
		void refresh()
	}

	return {
		previews,
		offer: computed(() => {
			const last = stack.value.at(-1)
			return last === undefined ? null : { text: last.change.done, until: last.until }
		}),
		message,
		notice,
		async make(change) {
			const { preview } = change
			if (preview !== undefined && previews.has(preview.id)) return false
			notice.value = null
			if (preview !== undefined) previews.set(preview.id, preview.place)
			const until = Date.now() + undoSeconds * 1_000 - margin
			const outcome = await change.run()
			if (outcome.kind === 'done') {
				message.value = change.done
				if (change.undo !== undefined) offer(change, until)
			} else {
				tell(change, outcome)
			}
			await settle(change)
			if (preview !== undefined) previews.delete(preview.id)
			return outcome.kind === 'done'
		},
		async undo() {
			const entry = stack.value.at(-1)
			if (entry?.change.undo === undefined) return
			withdraw(entry.change)
			const outcome = await entry.change.undo()
			if (outcome.kind === 'done') message.value = t('Undone: {change}', { change: entry.change.done })
			else tell(entry.change, outcome)
			await settle(entry.change)
		},
		dismiss() {
			stack.value = []
			notice.value = null
		},
	}
}
