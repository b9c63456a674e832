// SPDX-License-Identifier: AGPL-3.0-or-later
import { computed, reactive, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { fetchCatalog, fetchCounts, fetchRequests } from '../../services/ocs.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import type { AppointmentRequest, Catalog, RequestList } from '../../types.ts'
import { keepSame } from '../keepSame.ts'
import { byUrgency, defaultEscalationHours } from './urgency.ts'

/** The open requests and what the page knows about them. */
export interface Inbox {
	readonly catalog: ShallowRef<Catalog | null>
	/** the most urgent first */
	readonly requests: ShallowRef<readonly AppointmentRequest[]>
	readonly count: Ref<number>
	/** conflicts that nobody has dealt with */
	readonly conflicts: Ref<number>
	/** after so many hours an unanswered request counts as overdue; null: never */
	readonly escalationHours: ComputedRef<number | null>
	/** changes with every appointment; null: not known, or about to be another */
	readonly revision: Readonly<Ref<string | null>>
	/** false until the first list */
	readonly loaded: Ref<boolean>
	/** why the last question had no answer; the list stays as it was */
	readonly problem: ShallowRef<Problem | null>
	/** uids whose decision is on its way */
	readonly busy: Set<string>
	readonly selected: Ref<string | null>
	/** the selected request; still there when it has left the list, so that nothing vanishes while somebody reads */
	readonly shown: ComputedRef<AppointmentRequest | null>
	/** whether `shown` is still open */
	readonly open: ComputedRef<boolean>
	select(uid: string | null): void
	/** takes a request out at once, before the server's next list */
	remove(uid: string): void
	/** asks for revision and counts, and where the list is on show and of another revision (or `always`), for the list; whether there was an answer */
	refresh(always?: boolean): Promise<boolean>
}

/** @param isListed whether the list is on show: elsewhere its counts will do */
export function createInbox(isListed: () => boolean = () => true): Inbox {
	const catalog = shallowRef<Catalog | null>(null)
	const requests = shallowRef<readonly AppointmentRequest[]>([])
	const problem = shallowRef<Problem | null>(null)
	const last = shallowRef<AppointmentRequest | null>(null)
	const count = ref(0)
	const conflicts = ref(0)
	const loaded = ref(false)
	const selected = ref<string | null>(null)
	const busy = reactive(new Set<string>())
	const revision = ref<string | null>(null)
	/** the revision that the list shows; null: the list is to be asked for */
	let listed: string | null = null
	/** of the list; an answer to a question from before its last change is no news */
	let edition = 0

	const escalationHours = computed(() => {
		const hours = catalog.value?.booking.escalationHours
		return hours === undefined ? defaultEscalationHours : hours
	})
	const current = computed(() => requests.value.find((request) => request.uid === selected.value) ?? null)
	const shown = computed(() => current.value ?? (last.value?.uid === selected.value ? last.value : null))

	function select(uid: string | null): void {
		selected.value = uid
		last.value = current.value
	}
	function remove(uid: string): void {
		requests.value = requests.value.filter((request) => request.uid !== uid)
		count.value = requests.value.length
		revision.value = listed = null
		edition++
	}
	function sorted(list: readonly AppointmentRequest[]): readonly AppointmentRequest[] {
		return byUrgency(list, Date.now(), escalationHours.value)
	}
	/** Time alone makes a request urgent. */
	function resort(): void {
		const next = sorted(requests.value)
		if (next.some((request, index) => request !== requests.value[index])) requests.value = next
	}
	function take(list: RequestList): void {
		requests.value = sorted(keepSame(requests.value, list.requests))
		count.value = list.counts.requests
		conflicts.value = list.counts.conflicts ?? 0
		revision.value = listed = list.revision
		edition++
		last.value = current.value ?? last.value
	}
	/** Asks whether the list is as it was; nothing else is asked for where it isn't on show. */
	async function isCurrent(): Promise<boolean> {
		const counts = await fetchCounts()
		conflicts.value = counts.conflicts ?? 0
		if (counts.revision === listed) return true
		if (isListed()) return false
		count.value = counts.requests
		revision.value = counts.revision
		return true
	}
	async function bringList(): Promise<void> {
		const asked = edition
		const list = await fetchRequests()
		if (asked === edition) take(list)
		loaded.value = true
	}
	async function refresh(always = false): Promise<boolean> {
		try {
			catalog.value ??= await fetchCatalog()
			if (isListed() && (always || listed === null) || !await isCurrent()) await bringList()
			else resort()
			problem.value = null
			return true
		} catch (error) {
			problem.value = problemOf(error)
			return false
		}
	}
	return { catalog, requests, count, conflicts, escalationHours, revision, loaded, problem, busy, selected, shown, open: computed(() => current.value !== null), select, remove, refresh }
}
