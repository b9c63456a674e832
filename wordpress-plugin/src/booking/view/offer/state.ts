// SPDX-License-Identifier: GPL-3.0-or-later
import type { Refusal } from '../model.ts'
import type { Offer } from './api.ts'

/** Everything the page shows follows from this. */
export interface OfferState {
	readonly phase: 'asking' | 'busy' | 'shown' | 'over'
	/** YYYY-MM-DD as typed */
	readonly birthDate: string
	readonly offer: Offer | null
	/** at the birth date */
	readonly error: string
	/** a sentence above all */
	readonly message: string
}

export type OfferAction =
	| { readonly do: 'type'; readonly birthDate: string }
	| { readonly do: 'error'; readonly error: string }
	| { readonly do: 'ask' }
	| { readonly do: 'answered'; readonly offer: Offer }
	| { readonly do: 'refused'; readonly refusal: Refusal }
	| { readonly do: 'offline'; readonly message: string }
	| { readonly do: 'expired'; readonly message: string }

export const initialOffer: OfferState = { phase: 'asking', birthDate: '', offer: null, error: '', message: '' }

/** After these there is nothing left to accept. */
const final: readonly string[] = ['OFFER_OVER', 'SLOT_TAKEN']

export function reduceOffer(state: OfferState, action: OfferAction): OfferState {
	switch (action.do) {
	case 'type': return { ...state, birthDate: action.birthDate, error: '' }
	case 'error': return { ...state, error: action.error, message: '' }
	case 'ask': return { ...state, phase: 'busy', error: '', message: '' }
	case 'answered': return { ...state, phase: 'shown', offer: action.offer }
	case 'refused': return refused(state, action.refusal)
	case 'offline': return { ...state, phase: state.offer === null ? 'asking' : 'shown', message: action.message }
	case 'expired': return state.phase === 'shown' && state.offer?.state === 'open' ? { ...state, phase: 'over', message: action.message } : state
	}
}

function refused(state: OfferState, { issues }: Refusal): OfferState {
	const message = issues.map(({ text }) => text).join(' ')
	const isOver = issues.some(({ code }) => final.includes(code))
	return { ...state, phase: isOver ? 'over' : state.offer === null ? 'asking' : 'shown', message }
}
