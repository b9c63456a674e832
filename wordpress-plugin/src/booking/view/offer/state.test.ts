// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import type { Offer } from './api.ts'
import { initialOffer, reduceOffer, type OfferAction, type OfferState } from './state.ts'

const offer: Offer = { state: 'open', doctor: 'Dr. Anna Müller', location: '', appointmentType: 'REZEPT', start: 0, end: 1, until: 2, replaces: null }
const after = (...actions: readonly OfferAction[]): OfferState => actions.reduce(reduceOffer, initialOffer)
const refusal = (code: string): OfferAction => ({ do: 'refused', refusal: { status: 409, issues: [{ code, text: 'No.' }], alternatives: [] } })

describe('what is shown of an offer', () => {
	it('a wrong birth date can be put right', () => {
		const state = after({ do: 'type', birthDate: '1961-04-12' }, { do: 'ask' }, refusal('LINK_INVALID'))
		expect(state).toMatchObject({ phase: 'asking', birthDate: '1961-04-12', message: 'No.' })
	})

	it('the offer stays where the answer was lost, and the birth date with it', () => {
		const state = after({ do: 'type', birthDate: '1961-04-12' }, { do: 'ask' }, { do: 'answered', offer }, { do: 'ask' }, { do: 'offline', message: 'Again.' })
		expect(state).toMatchObject({ phase: 'shown', offer, birthDate: '1961-04-12', message: 'Again.' })
	})

	it.each(['OFFER_OVER', 'SLOT_TAKEN'])('after %s there is nothing to accept', (code) => {
		expect(after({ do: 'answered', offer }, { do: 'ask' }, refusal(code)).phase).toBe('over')
	})

	it('time ends an open offer, not one that is accepted or just being sent', () => {
		expect(after({ do: 'answered', offer }, { do: 'expired', message: 'Late.' })).toMatchObject({ phase: 'over', message: 'Late.' })
		expect(after({ do: 'answered', offer: { ...offer, state: 'accepted' } }, { do: 'expired', message: 'Late.' }).phase).toBe('shown')
		expect(after({ do: 'answered', offer }, { do: 'ask' }, { do: 'expired', message: 'Late.' }).phase).toBe('busy')
	})
})
