// SPDX-License-Identifier: GPL-3.0-or-later
import { formatInstant, parseInstant } from '@sprechstunde/core/slots'
import { call } from '../api.ts'
import type { Config, Slot } from '../model.ts'

/** The patient's own appointment. Times in milliseconds since the epoch. */
export interface Own {
	/** id */
	readonly calendar: string
	readonly doctor: string
	readonly location: string
	/** code */
	readonly appointmentType: string
	readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'
	readonly start: number
	readonly end: number
	readonly canCancel: boolean
	readonly canReschedule: boolean
	/** the last moment for both; null: never possible here */
	readonly until: number | null
	/** names what was shown, so that nothing else is changed */
	readonly etag: string
}

interface WireOwn extends Omit<Own, 'start' | 'end' | 'until'> {
	readonly start: string
	readonly end: string
	readonly until: string | null
}

/** What the patient wants done; nothing: see it. */
export type Wish =
	| { readonly do: 'view' }
	| { readonly do: 'cancel'; readonly etag: string }
	| { readonly do: 'reschedule'; readonly etag: string; readonly slot: Slot }

/** All of it is POST, so that neither token nor birth date stands in an address. @returns the appointment as it is afterwards. @throws Refused, TypeError */
export async function askAppointment(config: Config, wish: Wish, token: string, birthDate: string): Promise<Own> {
	const change = wish.do === 'view' ? {} : { etag: wish.etag, ...(wish.do === 'reschedule' ? { start: formatInstant(wish.slot.start), end: formatInstant(wish.slot.end) } : {}) }
	const body = JSON.stringify({ token, birthDate, ...change })
	const wire = await call(config, `appointment/${wish.do}`, {}, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }) as WireOwn
	return { ...wire, start: parseInstant(wire.start), end: parseInstant(wire.end), until: wire.until === null ? null : parseInstant(wire.until) }
}
