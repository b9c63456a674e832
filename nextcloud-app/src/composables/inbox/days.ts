// SPDX-License-Identifier: AGPL-3.0-or-later
import { dayOf } from '@sprechstunde/core'
import { computed, onScopeDispose, shallowReactive, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { fetchDay } from '../../services/inboxRoutes.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import { practiceZone } from '../../services/session.ts'
import type { AppointmentRequest, DayEntry } from '../../types.ts'
import type { Inbox } from './inbox.ts'

/** Whoever only passes by a request, as with a key held down, asks for nothing. */
const settleMilliseconds = 80
/** Days that are kept. */
const most = 60

interface Known {
	/** of the practice, when it was asked for */
	readonly revision: string | null
	readonly entries: readonly DayEntry[]
}

export interface Days {
	/** all that stands in the shown request's calendar on its day; null: not known yet */
	readonly entries: ComputedRef<readonly DayEntry[] | null>
	/** why the last question had no answer */
	readonly problem: ShallowRef<Problem | null>
	/** asks again; whether there was an answer */
	retry(): Promise<boolean>
}

/** The day of the request that is shown, asked for when it is shown, and that of the next one before it is. */
export function useDays(inbox: Pick<Inbox, 'shown' | 'requests' | 'revision'>): Days {
	const known = shallowReactive(new Map<string, Known>())
	const underWay = new Map<string, Promise<void>>()
	const problem = shallowRef<Problem | null>(null)
	let timer: ReturnType<typeof setTimeout> | undefined

	const dateOf = (request: AppointmentRequest): string => dayOf(Date.parse(request.start), practiceZone())
	const keyOf = (request: AppointmentRequest): string => `${dateOf(request)} ${request.calendar}`
	/** Between a decision and the next list nobody knows the revision; what is known counts until then. */
	function isCurrent(request: AppointmentRequest): boolean {
		const found = known.get(keyOf(request))
		return found !== undefined && (inbox.revision.value === null || found.revision === inbox.revision.value)
	}
	async function fetched(request: AppointmentRequest, key: string): Promise<void> {
		const revision = inbox.revision.value
		const entries = await fetchDay(request.calendar, dateOf(request))
		known.delete(key)
		known.set(key, { revision, entries })
		for (const oldest of known.keys()) if (known.size > most) known.delete(oldest)
	}
	async function ask(request: AppointmentRequest): Promise<void> {
		const key = keyOf(request)
		if (isCurrent(request)) return
		const question = underWay.get(key) ?? fetched(request, key).finally(() => underWay.delete(key))
		underWay.set(key, question)
		await question
	}
	async function bring(): Promise<boolean> {
		const request = inbox.shown.value
		if (request === null) return true
		try {
			await ask(request)
			if (inbox.shown.value === request) problem.value = null
			const next = inbox.requests.value[inbox.requests.value.findIndex(({ uid }) => uid === request.uid) + 1]
			if (next !== undefined && inbox.shown.value === request) await ask(next)
			return true
		} catch (error) {
			problem.value = problemOf(error)
			return false
		}
	}
	watch([inbox.shown, inbox.revision], ([request], [before]) => {
		clearTimeout(timer)
		if (request?.uid !== before?.uid) problem.value = null
		timer = setTimeout(() => void bring(), request?.uid === before?.uid ? 0 : settleMilliseconds)
	})
	void bring()
	onScopeDispose(() => clearTimeout(timer))

	return {
		entries: computed(() => inbox.shown.value === null ? null : known.get(keyOf(inbox.shown.value))?.entries ?? null),
		problem,
		retry: bring,
	}
}
