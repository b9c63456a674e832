// SPDX-License-Identifier: AGPL-3.0-or-later
import { undoSeconds } from '@sprechstunde/core'
import { computed, onScopeDispose, reactive, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { patientLabel } from '../../format/labels.ts'
import { n, t } from '../../l10n.ts'
import type { Outcome } from '../../services/changeAppointment.ts'
import type { AppointmentRequest } from '../../types.ts'
import { approval, moving, rejection, type Act } from './acts.ts'
import { failureText } from './failureText.ts'
import type { Inbox } from './inbox.ts'
import type { Slot } from '../slots/layout.ts'

/** The server counts from its own write; the way there and back must fit in as well. */
const margin = 1_000
/** Writes at once: each takes its calendar's lock. */
const atOnce = 3

/** One decision, or what was done with several at once. */
export interface Undoable {
	readonly text: string
	readonly acts: readonly Act[]
	/** epoch milliseconds */
	readonly until: number
}

/** How far one of several is. */
export type Progress = 'waiting' | 'running' | 'done' | 'failed'

export interface Decisions {
	/** what can be undone last; null where nothing can */
	readonly undoable: ComputedRef<Undoable | null>
	/** the last result, for the live region */
	readonly message: Ref<string>
	/** why undoing failed; its request is in no list that could show it */
	readonly notice: Ref<string | null>
	/** why the last decision on a request failed, by uid */
	readonly failures: ReadonlyMap<string, string>
	/** of the decisions that were made together, by uid */
	readonly progress: ReadonlyMap<string, Progress>
	/** `done`: whether it went through */
	approve(request: AppointmentRequest): Promise<boolean>
	reject(request: AppointmentRequest, reason: string): Promise<boolean>
	move(request: AppointmentRequest, slot: Slot, approve: boolean): Promise<boolean>
	/** each with an outcome of its own, one undo for all; how many went through */
	approveAll(requests: readonly AppointmentRequest[]): Promise<number>
	rejectAll(requests: readonly AppointmentRequest[], reason: string): Promise<number>
	/** the requests that are open again */
	undo(): Promise<readonly AppointmentRequest[]>
	/** drops what is known about failures of that request */
	forget(uid: string | null): void
	/** drops how far several together are */
	clearProgress(): void
	/** hides the offer to undo, and the notice */
	dismiss(): void
}

export function createDecisions(inbox: Inbox): Decisions {
	const stack = shallowRef<readonly Undoable[]>([])
	const message = ref('')
	const notice = ref<string | null>(null)
	const failures = reactive(new Map<string, string>())
	const progress = reactive(new Map<string, Progress>())
	const timers = new Set<ReturnType<typeof setTimeout>>()
	onScopeDispose(() => timers.forEach(clearTimeout))

	function offer(text: string, acts: readonly Act[], until: number): void {
		const entry = { text, acts, until }
		stack.value = [...stack.value, entry]
		timers.add(setTimeout(() => withdraw(entry), until - Date.now()))
		message.value = text
	}
	function withdraw(entry: Undoable): void {
		stack.value = stack.value.filter((other) => other !== entry)
	}

	/** One write; the list is renewed by whoever asked for it. */
	async function perform(act: Act): Promise<Outcome | null> {
		const { uid } = act.request
		if (inbox.busy.has(uid)) return null
		inbox.busy.add(uid)
		failures.delete(uid)
		notice.value = null
		const outcome = await act.run()
		inbox.busy.delete(uid)
		if (outcome.kind !== 'done') failures.set(uid, message.value = await failureText(act.request, outcome))
		else if (act.closes) inbox.remove(uid)
		return outcome
	}

	async function one(act: Act): Promise<boolean> {
		const until = deadline()
		const outcome = await perform(act)
		if (outcome === null) return false
		if (outcome.kind === 'done') {
			offer(act.text, [act], until)
			void inbox.refresh(true)
			return true
		}
		if (outcome.kind === 'stale' || outcome.problem.kind === 'refused') await inbox.refresh(true)
		return false
	}

	async function all(acts: readonly Act[], text: (done: number) => string): Promise<number> {
		progress.clear()
		acts.forEach(({ request }) => progress.set(request.uid, 'waiting'))
		const until = deadline()
		const done: Act[] = []
		const waiting = [...acts]
		async function work(): Promise<void> {
			for (let act = waiting.shift(); act !== undefined; act = waiting.shift()) {
				progress.set(act.request.uid, 'running')
				const succeeded = (await perform(act))?.kind === 'done'
				progress.set(act.request.uid, succeeded ? 'done' : 'failed')
				if (succeeded) done.push(act)
			}
		}
		await Promise.all(Array.from({ length: atOnce }, work))
		// of very many the first may be past undoing; undo tells which
		if (done.length > 0) offer(text(done.length), done, Math.max(until, Date.now() + 5_000))
		await inbox.refresh(true)
		return done.length
	}

	async function undo(): Promise<readonly AppointmentRequest[]> {
		const entry = stack.value.at(-1)
		if (entry === undefined) return []
		withdraw(entry)
		const open: AppointmentRequest[] = []
		const failed: string[] = []
		// the oldest first: its time is up first
		for (const act of entry.acts) {
			const outcome = await act.undo()
			if (outcome.kind === 'done') open.push(act.request)
			else failed.push(await failureText(act.request, outcome))
			progress.delete(act.request.uid)
		}
		const [first] = open
		if (failed.length > 0) notice.value = message.value = entry.acts.length === 1 ? failed[0] ?? '' : n('%n decision could not be undone: {problem}', '%n decisions could not be undone: {problem}', failed.length, { problem: failed[0] ?? '' })
		else if (first !== undefined) message.value = open.length === 1 ? t('Undone: the request of {patient} is open again.', { patient: patientLabel(first) }) : n('Undone: %n request is open again.', 'Undone: %n requests are open again.', open.length)
		await inbox.refresh(true)
		return open
	}

	return {
		undoable: computed(() => stack.value.at(-1) ?? null),
		message,
		notice,
		failures,
		progress,
		approve: (request) => one(approval(request)),
		reject: (request, reason) => one(rejection(request, reason)),
		move: (request, slot, approve) => one(moving(request, slot, approve, inbox.catalog.value)),
		approveAll: (requests) => all(requests.map(approval), (done) => n('%n appointment approved', '%n appointments approved', done)),
		rejectAll: (requests, reason) => all(requests.map((request) => rejection(request, reason)), (done) => n('%n request rejected', '%n requests rejected', done)),
		undo,
		forget: (uid) => { if (uid !== null) failures.delete(uid) },
		clearProgress: () => progress.clear(),
		dismiss: () => {
			stack.value = []
			notice.value = null
		},
	}
}

/** Until when a decision made now can be undone. */
function deadline(): number {
	return Date.now() + undoSeconds * 1_000 - margin
}
