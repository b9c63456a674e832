// SPDX-License-Identifier: AGPL-3.0-or-later
import { undoSeconds, type Status } from '@sprechstunde/core'
import { computed, onScopeDispose, reactive, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { patientLabel } from '../format/labels.ts'
import { t } from '../l10n.ts'
import type { Problem } from '../services/problem.ts'
import { changeObject, type Outcome } from '../services/changeAppointment.ts'
import type { AppointmentRequest } from '../types.ts'
import type { Inbox } from './inbox.ts'

/** The server counts from its own write; the way there and back must fit in as well. */
const margin = 1_000

export interface Undoable {
	readonly request: AppointmentRequest
	readonly to: Status
	/** epoch milliseconds */
	readonly until: number
}

export interface Decisions {
	/** what can be undone last; null where nothing can */
	readonly undoable: ComputedRef<Undoable | null>
	/** the last result, for the live region */
	readonly message: Ref<string>
	/** why undoing failed; its request is in no list that could show it */
	readonly notice: Ref<string | null>
	/** why the last decision on a request failed, by uid */
	readonly failures: ReadonlyMap<string, string>
	/** `done`: whether it went through */
	approve(request: AppointmentRequest): Promise<boolean>
	reject(request: AppointmentRequest, reason: string): Promise<boolean>
	/** the request that is open again, or null */
	undo(): Promise<AppointmentRequest | null>
	/** drops what is known about failures of that request */
	forget(uid: string | null): void
	/** hides the offer to undo, and the notice */
	dismiss(): void
}

export function createDecisions(inbox: Inbox): Decisions {
	const stack = shallowRef<readonly Undoable[]>([])
	const message = ref('')
	const notice = ref<string | null>(null)
	const failures = reactive(new Map<string, string>())
	const timers = new Set<ReturnType<typeof setTimeout>>()
	onScopeDispose(() => timers.forEach(clearTimeout))

	function offer(entry: Undoable): void {
		stack.value = [...stack.value, entry]
		timers.add(setTimeout(() => withdraw(entry), entry.until - Date.now()))
	}
	function withdraw(entry: Undoable): void {
		stack.value = stack.value.filter((other) => other !== entry)
	}

	async function decide(request: AppointmentRequest, to: 'CONFIRMED' | 'CANCELLED', reason?: string): Promise<boolean> {
		if (inbox.busy.has(request.uid)) return false
		inbox.busy.add(request.uid)
		failures.delete(request.uid)
		notice.value = null
		const until = Date.now() + undoSeconds * 1_000 - margin
		const outcome = await changeObject(request.href, { status: to, ...(reason ? { fields: { statusReason: reason } } : {}) }, { status: 'TENTATIVE', etag: request.etag })
		inbox.busy.delete(request.uid)
		if (outcome.kind !== 'done') {
			failures.set(request.uid, tell(request, outcome))
			if (outcome.kind === 'stale' || outcome.problem.kind === 'refused') await inbox.refresh(true)
			return false
		}
		inbox.remove(request.uid)
		offer({ request, to, until })
		message.value = decidedText(request, to)
		void inbox.refresh(true)
		return true
	}

	function tell(request: AppointmentRequest, outcome: Exclude<Outcome, { kind: 'done' }>): string {
		return message.value = outcome.kind === 'stale' ? staleText(request, outcome.status) : problemText(outcome.problem)
	}

	async function undo(): Promise<AppointmentRequest | null> {
		const entry = stack.value.at(-1)
		if (entry === undefined) return null
		withdraw(entry)
		const outcome = await changeObject(entry.request.href, { status: 'TENTATIVE', ...(entry.to === 'CANCELLED' ? { fields: { statusReason: '' } } : {}) }, { status: entry.to })
		if (outcome.kind === 'done') message.value = t('Undone: the request of {patient} is open again.', { patient: patientLabel(entry.request) })
		else notice.value = tell(entry.request, outcome)
		await inbox.refresh(true)
		return outcome.kind === 'done' ? entry.request : null
	}

	return {
		undoable: computed(() => stack.value.at(-1) ?? null),
		message,
		notice,
		failures,
		approve: (request) => decide(request, 'CONFIRMED'),
		reject: (request, reason) => decide(request, 'CANCELLED', reason.trim()),
		undo,
		forget: (uid) => { if (uid !== null) failures.delete(uid) },
		dismiss: () => {
			stack.value = []
			notice.value = null
		},
	}
}

/** What happened, for the bar and the live region. */
export function decidedText(request: AppointmentRequest, to: Status): string {
	const patient = patientLabel(request)
	return to === 'CONFIRMED' ? t('Appointment of {patient} approved', { patient }) : t('Request of {patient} rejected', { patient })
}

/** Without an answer nobody knows for sure; a second try would tell. */
function problemText({ kind, text }: Problem): string {
	return kind === 'unreachable' ? t('The decision has probably not been saved. {problem}', { problem: text }) : text
}

function staleText(request: AppointmentRequest, status: string | null): string {
	const patient = patientLabel(request)
	if (status === 'CONFIRMED') return t('The request of {patient} has been approved by someone else in the meantime.', { patient })
	if (status === 'CANCELLED') return t('The request of {patient} has been rejected or cancelled by someone else in the meantime.', { patient })
	return t('The request of {patient} has been changed in the meantime. Please check it again.', { patient })
}
