// SPDX-License-Identifier: GPL-3.0-or-later
import type { Refusal, Slot } from '../model.ts'
import type { Own, Wish } from './api.ts'

/** What is on show: the question for the birth date, the appointment, the steps before it is changed, what came of it. */
export type View = 'question' | 'appointment' | 'cancel' | 'move' | 'review' | 'cancelled' | 'moved'

/** Everything the page shows follows from this, and from the choice of a slot. */
export interface OwnState {
	readonly view: View
	readonly busy: boolean
	/** YYYY-MM-DD as typed */
	readonly birthDate: string
	readonly own: Own | null
	/** where to move it */
	readonly slot: Slot | null
	/** at the birth date */
	readonly error: string
	/** a sentence above all */
	readonly message: string
	/** nobody knows whether the last change arrived: looking again tells */
	readonly unsure: boolean
}

export type OwnAction =
	| { readonly do: 'type'; readonly birthDate: string }
	| { readonly do: 'error'; readonly error: string }
	| { readonly do: 'go'; readonly view: View; readonly message?: string }
	| { readonly do: 'choose'; readonly slot: Slot }
	| { readonly do: 'ask' }
	| { readonly do: 'answered'; readonly own: Own; readonly wish: Wish; readonly message?: string }
	| { readonly do: 'refused'; readonly refusal: Refusal }
	| { readonly do: 'offline'; readonly message: string }

export const initialOwn: OwnState = { view: 'question', busy: false, birthDate: '', own: null, slot: null, error: '', message: '', unsure: false }

export function reduceOwn(state: OwnState, action: OwnAction): OwnState {
	switch (action.do) {
	case 'type': return { ...state, birthDate: action.birthDate, error: '' }
	case 'error': return { ...state, error: action.error, message: '' }
	case 'go': return { ...state, view: action.view, message: action.message ?? '', unsure: false }
	case 'choose': return { ...state, view: 'review', slot: action.slot, message: '', unsure: false }
	case 'ask': return { ...state, busy: true, error: '', message: '', unsure: false }
	case 'answered': return answered(state, action.own, action.wish, action.message ?? '')
	case 'refused': return refused(state, action.refusal)
	case 'offline': return { ...state, busy: false, message: action.message, unsure: state.own !== null }
	}
}

/** What was wanted holds, whoever brought it about: then there is nothing to complain about. */
function answered(state: OwnState, own: Own, wish: Wish, message: string): OwnState {
	const next = { ...state, busy: false, own }
	if (wish.do === 'cancel' && own.status === 'CANCELLED') return { ...next, view: 'cancelled' }
	if (wish.do === 'reschedule' && own.status !== 'CANCELLED' && own.start === wish.slot.start) return { ...next, view: 'moved' }
	return { ...next, view: 'appointment', message }
}

function refused(state: OwnState, refusal: Refusal): OwnState {
	const has = (...codes: readonly string[]): boolean => refusal.issues.some(({ code }) => codes.includes(code))
	const next = { ...state, busy: false, message: refusal.issues.map(({ text }) => text).join(' ') }
	if (has('LINK_INVALID')) return { ...next, view: 'question' }
	if (state.view === 'review' && isAboutTime(refusal)) return { ...next, view: 'move' }
	return { ...next, unsure: has('CHANGE_UNCERTAIN') }
}

/** Another time may be taken. */
export function isAboutTime({ issues }: Refusal): boolean {
	return issues.some(({ path }) => path === 'start' || path === 'end')
}

const outdated: readonly string[] = ['CHANGED_MEANWHILE', 'APPOINTMENT_CANCELLED', 'DEADLINE_PASSED', 'SELF_SERVICE_UNAVAILABLE']

/** What is on show holds no longer. */
export function isOutdated({ issues }: Refusal): boolean {
	return issues.some(({ code }) => outdated.includes(code))
}

/** Why the appointment can't be changed here, or that it can. */
export type Freedom = 'both' | 'cancel' | 'cancelled' | 'over' | 'late' | 'never'

/** @param now milliseconds since the epoch */
export function freedomOf({ status, start, canCancel, canReschedule, until }: Own, now: number): Freedom {
	if (canCancel) return canReschedule ? 'both' : 'cancel'
	if (status === 'CANCELLED') return 'cancelled'
	if (start <= now) return 'over'
	return until === null ? 'never' : 'late'
}
