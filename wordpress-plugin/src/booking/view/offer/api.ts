// SPDX-License-Identifier: GPL-3.0-or-later
import { parseInstant } from '@sprechstunde/core/slots'
import { call } from '../api.ts'
import type { Config } from '../model.ts'

/** A time that the practice offers to somebody on its waiting list. Times in milliseconds since the epoch. */
export interface Offer {
	readonly state: 'open' | 'accepted' | 'declined'
	readonly doctor: string
	readonly location: string
	readonly appointmentType: string
	readonly start: number
	readonly end: number
	/** when it ends, by this machine's clock */
	readonly until: number
	/** the appointment that it takes the place of */
	readonly replaces: { readonly start: number; readonly doctor: string } | null
}

interface WireOffer extends Omit<Offer, 'start' | 'end' | 'until' | 'replaces'> {
	readonly start: string
	readonly end: string
	readonly seconds: number
	readonly replaces: { readonly start: string; readonly doctor: string } | null
}

/** All of it is POST, so that neither token nor birth date stands in an address. @throws Refused, TypeError */
export async function answerOffer(config: Config, action: 'view' | 'accept' | 'decline', token: string, birthDate: string): Promise<Offer> {
	const body = JSON.stringify({ token, birthDate })
	const wire = await call(config, `offers/${action}`, {}, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }) as WireOffer
	return {
		...wire, start: parseInstant(wire.start), end: parseInstant(wire.end), until: Date.now() + wire.seconds * 1000,
		replaces: wire.replaces === null ? null : { start: parseInstant(wire.replaces.start), doctor: wire.replaces.doctor },
	}
}
