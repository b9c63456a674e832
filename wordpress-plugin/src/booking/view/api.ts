// SPDX-License-Identifier: GPL-3.0-or-later
import { formatInstant, parseInstant } from '@sprechstunde/core/slots'
import type { Booked, Catalog, Config, Issue, Refusal, Slot, Window } from './model.ts'
import type { State } from './state.ts'

/** A route refused; carries what it said. */
export class Refused extends Error {
	constructor(readonly refusal: Refusal) {
		super('refused')
	}
}

interface WireSlot { readonly calendar: string; readonly start: string; readonly end: string }

function fromWire(slot: WireSlot): Slot {
	return { calendar: slot.calendar, start: parseInstant(slot.start), end: parseInstant(slot.end) }
}

/** @throws Refused where the server says no, TypeError where it isn't reached */
export async function call(config: Config, path: string, query: Record<string, string>, init?: RequestInit): Promise<unknown> {
	const url = new URL(config.rest + path, location.href)
	// with plain permalinks the route stands in the query already
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
	const response = await fetch(url, { credentials: 'same-origin', signal: AbortSignal.timeout(45000), ...init, headers: { 'Accept': 'application/json', 'Accept-Language': config.language, ...init?.headers } })
	const body = await response.json().catch(() => null) as { data?: { issues?: Issue[]; alternatives?: WireSlot[] } } | null
	if (response.ok && body !== null) return body
	throw new Refused({ status: response.status, issues: body?.data?.issues ?? [], alternatives: (body?.data?.alternatives ?? []).map(fromWire) })
}

export async function fetchCatalog(config: Config): Promise<Catalog> {
	return await call(config, 'catalog', { language: config.language }) as Catalog
}

/** @param from milliseconds since the epoch; likewise `to` */
export async function fetchFree(config: Config, calendar: string, from: number, to: number): Promise<readonly Window[]> {
	const answer = await call(config, 'free', { calendar, from: formatInstant(from), to: formatInstant(to), language: config.language }) as { windows: WireSlot[] }
	return answer.windows.map(fromWire)
}

/** The request as the contract's schema has it, without its key. */
export function bookingBody(state: State, config: Config): Record<string, unknown> {
	const { values, slot, catalog } = state
	const optional = Object.fromEntries((['phone', 'email', 'reason', 'patient', 'website'] as const)
		.map((name) => [name, name === 'reason' ? values[name] : values[name].trim()]).filter(([, value]) => value !== ''))
	return {
		calendar: slot?.calendar, appointmentType: state.type, start: formatInstant(slot?.start ?? 0),
		patientName: values.patientName.trim(), birthDate: values.birthDate, insurance: values.insurance, ...optional,
		language: config.language, consent: { accepted: values.consent, version: catalog?.consent.version },
		...(values.earlier && catalog?.waitingListConsent !== undefined ? { earlier: { accepted: true, version: catalog.waitingListConsent.version } } : {}),
	}
}

let last = { body: '', key: '' }

/** The same key for the same content, so that sending again books once; works on pages without TLS, too. */
export function keyFor(body: string): string {
	if (last.body !== body) {
		last = { body, key: [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('') }
	}
	return last.key
}

/** Asks the server to keep a slot. @returns for how many seconds it does */
export async function holdSlot(config: Config, type: string, { calendar, start, end }: Slot, token: string): Promise<number> {
	const body = JSON.stringify({ calendar, type, start: formatInstant(start), end: formatInstant(end), token })
	const { seconds } = await call(config, 'holds', {}, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }) as { seconds?: number }
	if (!(Number(seconds) > 0)) throw new TypeError('no time')
	return Number(seconds)
}

export async function releaseHold(config: Config, token: string): Promise<void> {
	await call(config, 'holds/' + token, {}, { method: 'DELETE' })
}

/** Sends it; while an earlier try is still being processed, waits for its answer. */
export async function sendBooking(config: Config, content: Record<string, unknown>, hold: string): Promise<Booked> {
	const body = JSON.stringify({ ...content, hold, idempotencyKey: keyFor(JSON.stringify(content)) })
	for (let attempt = 1; ; attempt++) {
		try {
			const answer = await call(config, 'bookings', {}, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }) as WireSlot & { status: Booked['status'] }
			return { ...fromWire(answer), status: answer.status }
		} catch (error) {
			if (!(error instanceof Refused) || error.refusal.issues[0]?.code !== 'REQUEST_IN_PROGRESS' || attempt >= 10) throw error
			await new Promise((resolve) => setTimeout(resolve, 2000))
		}
	}
}
