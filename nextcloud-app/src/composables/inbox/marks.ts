// SPDX-License-Identifier: AGPL-3.0-or-later
import { reactive, watch, type Ref } from 'vue'

/** Requests that were picked to be decided together. */
export interface Marks {
	readonly uids: ReadonlySet<string>
	/** puts one in or takes it out; `range`: puts in all from the last one touched to it */
	toggle(uid: string, range?: boolean): void
	all(): void
	clear(): void
}

/** @param listed uids in the list's order; who leaves it is no longer marked */
export function createMarks(listed: Readonly<Ref<readonly string[]>>): Marks {
	const uids = reactive(new Set<string>())
	let anchor: string | null = null

	watch(listed, (now) => {
		for (const uid of [...uids]) if (!now.includes(uid)) uids.delete(uid)
	})

	function toggle(uid: string, range = false): void {
		const [from, to] = [listed.value.indexOf(anchor ?? ''), listed.value.indexOf(uid)]
		if (range && from >= 0 && to >= 0) listed.value.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((one) => uids.add(one))
		else if (!uids.delete(uid)) uids.add(uid)
		anchor = uid
	}
	return {
		uids,
		toggle,
		all: () => listed.value.forEach((uid) => uids.add(uid)),
		clear: () => {
			uids.clear()
			anchor = null
		},
	}
}
