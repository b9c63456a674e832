// SPDX-License-Identifier: AGPL-3.0-or-later
import { onScopeDispose, reactive, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { keepSame } from '../keepSame.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import { fetchBoard, makeOffer, removeEntry, withdrawOffer, type OpenOffer, type WaitingBoard, type WaitingItem } from '../../services/waiting.ts'

/** Milliseconds between two questions where no appointment changes: patients decline, and offers end. */
const pause = 20_000

export interface Board {
	readonly board: ShallowRef<WaitingBoard | null>
	/** why the list could not be read */
	readonly problem: Ref<Problem | null>
	/** why the last action failed; empty: it didn't */
	readonly failure: Ref<string>
	/** UIDs of entries that something is being done about */
	readonly busy: ReadonlySet<string>
	refresh(): Promise<boolean>
	offer(entry: string, calendar: string, start: string): Promise<boolean>
	withdraw(offer: OpenOffer): Promise<boolean>
	remove(item: WaitingItem): Promise<boolean>
}

/** The waiting list as the page shows it; asked anew with each change of an appointment. */
export function useBoard(revision: Readonly<Ref<string | null>>): Board {
	const board = shallowRef<WaitingBoard | null>(null)
	const problem = ref<Problem | null>(null)
	const failure = ref('')
	const busy = reactive(new Set<string>())
	let asked = 0

	async function refresh(): Promise<boolean> {
		const number = ++asked
		try {
			const found = await fetchBoard()
			// an older answer may come later
			if (number === asked) board.value = { ...found, entries: keepSame(board.value?.entries ?? [], found.entries) }
			problem.value = null
			return true
		} catch (error) {
			problem.value = problemOf(error)
			return false
		}
	}

	async function act(entry: string, action: () => Promise<void>): Promise<boolean> {
		if (busy.has(entry)) return false
		busy.add(entry)
		failure.value = ''
		try {
			await action()
			return true
		} catch (error) {
			failure.value = problemOf(error).text
			return false
		} finally {
			await refresh()
			busy.delete(entry)
		}
	}

	void refresh()
	watch(revision, () => void refresh())
	const timer = setInterval(() => { if (!document.hidden) void refresh() }, pause)
	onScopeDispose(() => clearInterval(timer))
	return {
		board, problem, failure, busy, refresh,
		offer: (entry, calendar, start) => act(entry, () => makeOffer(entry, calendar, start)),
		withdraw: (offer) => act(offer.entry, () => withdrawOffer(offer.id)),
		remove: (item) => act(item.uid, () => removeEntry(item)),
	}
}
