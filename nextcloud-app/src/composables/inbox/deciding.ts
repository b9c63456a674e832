// SPDX-License-Identifier: AGPL-3.0-or-later
import { computed, nextTick, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { patientLabel } from '../../format/labels.ts'
import { t } from '../../l10n.ts'
import type { AppointmentRequest } from '../../types.ts'
import type { Slot } from '../slots/layout.ts'
import type { Decisions } from './decisions.ts'
import type { Inbox } from './inbox.ts'
import type { Marks } from './marks.ts'
import { successor } from './selection.ts'

/** A second click meant for the request before must not hit the one that takes its place. */
const settleMilliseconds = 500

/** What a dialog asks about the requests. */
export type Question = 'move' | 'question' | 'reject'

/** Where the focus can go. */
export interface Panes {
	readonly list: Readonly<Ref<{ focus(uid: string | null): Promise<void>, focusEmpty(): void } | null>>
	readonly details: Readonly<Ref<{ focus(): void, hasFocus(): boolean } | null>>
}

export interface Deciding {
	/** the dialog that is open, and what it is about */
	readonly asking: ShallowRef<{ readonly what: Question, readonly requests: readonly AppointmentRequest[] } | null>
	/** those that were decided together last */
	readonly batch: ShallowRef<readonly AppointmentRequest[]>
	readonly marked: ComputedRef<readonly AppointmentRequest[]>
	/** what has just been sent to a patient */
	readonly answered: ShallowRef<{ readonly uid: string, readonly text: string } | null>
	/** a decision is on its way, and moves the focus itself */
	isUnderWay(): boolean
	/** into the details, where what had the focus is gone */
	holdFocus(): Promise<void>
	/** the marked ones, where some are */
	approve(request: AppointmentRequest | null): void
	ask(what: Question, request: AppointmentRequest | null): void
	cancel(): Promise<void>
	reject(requests: readonly AppointmentRequest[], reason: string): void
	moveTo(request: AppointmentRequest, slot: Slot, approve: boolean): void
	/** a question has gone out */
	asked(request: AppointmentRequest): Promise<void>
	undo(): Promise<void>
	dismiss(): void
	closeTogether(): void
}

/** Decisions as the page makes them: by button, key or dialog, for one or all that are marked; after each the focus goes where work goes on. */
export function useDeciding(inbox: Inbox, decisions: Decisions, marks: Marks, isMobile: Readonly<Ref<boolean>>, { list, details }: Panes): Deciding {
	const asking: Deciding['asking'] = shallowRef(null)
	const batch = shallowRef<readonly AppointmentRequest[]>([])
	const answered: Deciding['answered'] = shallowRef(null)
	const marked = computed(() => inbox.requests.value.filter((request) => marks.uids.has(request.uid)))
	let underWay = false
	let settledAt = 0
	/** what had the focus before the dialog */
	let opener: Element | null = null
	const uids = (): string[] => inbox.requests.value.map(({ uid }) => uid)

	async function holdFocus(): Promise<void> {
		await nextTick()
		if (document.activeElement === document.body) details.value?.focus()
	}

	async function decide(request: AppointmentRequest, run: () => Promise<boolean>): Promise<void> {
		if (Date.now() < settledAt || inbox.busy.has(request.uid)) return
		const next = successor(uids(), request.uid)
		const inDetails = details.value?.hasFocus() ?? false
		underWay = true
		const done = await run()
		underWay = false
		if (!done) return holdFocus()
		settledAt = Date.now() + settleMilliseconds
		if (inbox.selected.value === request.uid) inbox.select(isMobile.value ? null : next)
		await nextTick()
		if (inDetails && !isMobile.value && next !== null) details.value?.focus()
		else if (next !== null) await list.value?.focus(next)
		else list.value?.focusEmpty()
	}

	async function decideTogether(requests: readonly AppointmentRequest[], run: () => Promise<number>): Promise<void> {
		if (requests.length === 0 || requests.some(({ uid }) => inbox.busy.has(uid))) return
		batch.value = requests
		const next = uids().find((uid) => !marks.uids.has(uid)) ?? null
		underWay = true
		await run()
		underWay = false
		settledAt = Date.now() + settleMilliseconds
		if (!inbox.open.value) inbox.select(isMobile.value ? null : next)
		await nextTick()
		if (document.activeElement === document.body) await list.value?.focus(next)
	}

	async function cancel(): Promise<void> {
		asking.value = null
		await nextTick()
		if (opener instanceof HTMLElement) opener.focus()
		await holdFocus()
	}

	return {
		asking,
		batch,
		marked,
		answered,
		isUnderWay: () => underWay,
		holdFocus,
		approve(request) {
			if (marks.uids.size > 0) void decideTogether(marked.value, () => decisions.approveAll(marked.value))
			else if (request !== null && inbox.open.value) void decide(request, () => decisions.approve(request))
		},
		ask(what, request) {
			if (marks.uids.size > 0) {
				if (what === 'reject') asking.value = { what, requests: marked.value }
				return
			}
			if (request !== null && inbox.open.value && Date.now() >= settledAt && !inbox.busy.has(request.uid)) {
				opener = document.activeElement
				asking.value = { what, requests: [request] }
			}
		},
		cancel,
		reject(requests, reason) {
			asking.value = null
			const [request] = requests
			if (marks.uids.size > 0) void decideTogether(requests, () => decisions.rejectAll(requests, reason))
			else if (request !== undefined) void decide(request, () => decisions.reject(request, reason))
		},
		moveTo(request, slot, approve) {
			asking.value = null
			void decide(request, () => decisions.move(request, slot, approve))
		},
		async asked(request) {
			await cancel()
			decisions.message.value = t('Question to {patient} sent', { patient: patientLabel(request) })
			answered.value = { uid: request.uid, text: decisions.message.value }
		},
		async undo() {
			const [request] = await decisions.undo()
			if (request !== undefined && !isMobile.value) inbox.select(request.uid)
			await nextTick()
			await list.value?.focus(request?.uid ?? inbox.selected.value)
			await holdFocus()
		},
		dismiss() {
			decisions.dismiss()
			void list.value?.focus(inbox.selected.value)
		},
		closeTogether() {
			decisions.clearProgress()
			marks.clear()
		},
	}
}
