// SPDX-License-Identifier: GPL-3.0-or-later
import { formatInstant, issue, judgePrecondition, limits, parseInstant, patientRequest, renderLocation, selfService, type CalendarConfig, type CalendarEntry, type Component } from '@sprechstunde/core'
import { createHash, randomBytes } from 'node:crypto'
import { Refusal } from './http.ts'
import type { Objects } from './objects.ts'
import type { Policy } from './policy.ts'
import type { Account } from './resources.ts'
import type { Collection, Store, StoredObject } from './store.ts'

interface Token {
	/** UID of the appointment; null: somebody tried a token that does not exist */
	readonly uid: string | null
	readonly expires: number
	attempts: number
	since: number
}

interface Own {
	readonly collection: Collection
	readonly config: CalendarConfig
	readonly object: StoredObject
	readonly calendar: Component
	readonly entry: CalendarEntry
}

const patient: Account = { user: 'patient', password: '', role: 'patient' }

/** What patients do to their own appointment with the token from a mail; tokens are kept in memory only, as digests. */
export class Patients {
	readonly #tokens = new Map<string, Token>()

	constructor(readonly store: Store, readonly policy: Policy) {}

	/** A new token for an appointment. */
	issue(uid: string, expires: number): string {
		const token = randomBytes(16).toString('base64url')
		this.#tokens.set(digest(token), { uid, expires, attempts: 0, since: 0 })
		return token
	}

	/** One of the routes `patient/…`; `body` is JSON. */
	act(action: string | undefined, body: string, objects: Objects): unknown {
		const { token, birthDate, ...request } = parse(body)
		const own = this.#open(text(token, 'token'), text(birthDate, 'birthDate'))
		if (action === 'view') return this.#show(own)
		const etag = text(request.etag, 'etag')
		const time = action === 'cancel' ? null : { start: instant(request.start, 'start'), end: instant(request.end, 'end') }
		const judged = judgePrecondition({ role: 'patient', ifMatch: etag, etag: own.object.etag, recent: [] })
		if (!judged.ok) throw new Refusal(judged.issues)
		objects.change(own.collection, own.object, patientRequest(own.calendar, time, this.policy.zone), patient)
		return this.#show(this.#find(own.object.uid) as Own)
	}

	#open(token: string, birthDate: string): Own {
		const uid = this.#attempt(token)
		const own = uid === null ? null : this.#find(uid)
		if (own === null || own.entry.fields.birthDate !== birthDate.trim()) throw new Refusal([issue('LINK_INVALID')])
		const known = this.#tokens.get(digest(token))
		if (known !== undefined) known.attempts = 0
		return own
	}

	/** Counts a try, at tokens that don't exist as well. */
	#attempt(token: string): string | null {
		if (!/^[\w-]{22}$/.test(token)) return null
		const now = this.policy.now()
		const window = limits.linkAttemptSeconds * 1000
		const known = this.#tokens.get(digest(token)) ?? { uid: null, expires: now + window, attempts: 0, since: now }
		this.#tokens.set(digest(token), known)
		if (known.since <= now - window) Object.assign(known, { attempts: 0, since: now })
		if (known.attempts >= limits.linkAttempts) throw new Refusal([issue('RATE_LIMITED', undefined, { seconds: Math.ceil((known.since + window - now) / 1000) })])
		known.attempts++
		return known.expires <= now ? null : known.uid
	}

	#find(uid: string): Own | null {
		for (const collection of this.store.collections.values()) {
			const object = [...collection.objects.values()].find((entry) => entry.uid === uid)
			if (collection.config === null || object === undefined) continue
			const calendar = this.policy.parsed(object)
			const entry = this.policy.read(calendar)
			return entry?.kind === 'appointment' ? { collection, config: collection.config, object, calendar, entry } : null
		}
		return null
	}

	#show({ config, object, calendar, entry }: Own): unknown {
		const { practice } = this.policy
		const { cancel, reschedule, until } = selfService(calendar, practice, config, this.policy.now())
		return {
			calendar: config.id, doctor: config.doctor, location: renderLocation(practice, config), appointmentType: entry.fields.appointmentType ?? '',
			status: entry.status, start: formatInstant(entry.start), end: formatInstant(entry.end),
			canCancel: cancel.length === 0, canReschedule: reschedule.length === 0, until: until === null ? null : formatInstant(until), etag: object.etag,
		}
	}
}

function digest(token: string): string {
	return createHash('sha256').update(token).digest('hex')
}

function parse(body: string): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(body)
		if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
	} catch {
		// answered below
	}
	throw new Refusal([issue('REQUEST_MALFORMED')])
}

function text(value: unknown, name: string): string {
	if (typeof value !== 'string' || value === '' || Buffer.byteLength(value) > 255) throw new Refusal([issue('REQUEST_MALFORMED', name)])
	return value
}

function instant(value: unknown, name: string): number {
	const at = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? parseInstant(value) : NaN
	if (Number.isNaN(at)) throw new Refusal([issue('TIME_INVALID', name)])
	return at
}
