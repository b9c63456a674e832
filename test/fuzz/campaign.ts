// SPDX-License-Identifier: GPL-3.0-or-later
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Practice } from '@sprechstunde/core'
import type { AccountRole, CalendarUrls } from '../servers/accounts.ts'
import { violations } from './check.ts'
import type { Answered, Sender, Sent } from './http.ts'
import { reduce } from './reduce.ts'
import type { Plan } from './requests.ts'

export interface Finding {
	readonly what: string
	/** folder with the request, its answer and the reduced body */
	readonly folder: string
}

export interface Tally {
	readonly answers: Map<string, number>
	readonly findings: Finding[]
	readonly times: { kind: string; value: number; of: string }[]
	/** those that took longest, worst first */
	slowest: { readonly millis: number; readonly sent: Sent }[]
	sent: number
	accepted: number
	readBack: number
}

interface Living {
	readonly token: string
	readonly uri: string
}

const tokens = /A{22}|AbCdEfGhIjKlMnOpQrStUv/g
const kept = 24
const chunk = 250

/**
 * Nextcloud notes a login among the account's settings, and of several requests of one account at the same moment one can fail at that,
 * before any app is asked: nothing about what was sent.
 */
function isLoginRace({ status, text }: Answered): boolean {
	return status === 503 && text.includes('OCP\\Config\\Exceptions\\UnknownKeyException')
}

/** Sends plans, reads what was accepted back, and keeps what went wrong. */
export class Campaign {
	readonly tally: Tally = { answers: new Map(), findings: [], times: [], slowest: [], sent: 0, accepted: 0, readBack: 0 }
	#living: Living[] = []
	#next = 0

	constructor(readonly sender: Sender, readonly calendar: CalendarUrls, readonly practice: Practice, readonly seed: number, readonly folder: string) {}

	/**
	 * @param parallel requests on their way at the same time
	 * @param end epoch milliseconds after which nothing more is begun
	 */
	async run(plans: fc.Arbitrary<Plan>, count: number, parallel: number, end: number): Promise<void> {
		for (let done = 0; done < count && Date.now() < end; done += chunk) {
			const waiting = fc.sample(plans, { numRuns: Math.min(chunk, count - done), seed: this.seed + this.#next++ })
			await Promise.all(Array.from({ length: parallel }, async () => {
				for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) await this.#one(plan)
			}))
		}
	}

	async #one(plan: Plan): Promise<void> {
		const living = plan.kind === 'update' && this.#living.length > 0 ? this.#living[plan.pick % this.#living.length] : undefined
		const token = living?.token ?? `fuzz${String(this.seed % 100000).padStart(6, '0')}${String(this.tally.sent).padStart(12, '0')}`
		const uri = plan.kind !== 'create' && plan.kind !== 'update' ? '' : living?.uri ?? plan.uri ?? `appointment-20261123-090000-${token}@praxis.example.ics`
		const sent = this.#sent(plan, token, uri, living !== undefined)
		const lie = 'lie' in plan ? plan.lie : null
		const send = (): Promise<Answered> => lie === null ? this.sender.send(sent) : this.sender.lie(sent, lie)
		let answer = await send()
		this.#count(plan, sent, answer)
		if (isLoginRace(answer)) {
			answer = await send()
			this.#count(plan, sent, answer)
		}
		// RFC 6578 §3.8: 507 is how a server says that it knows no limit
		const isFault = answer.status >= 500 && !(answer.status === 507 && sent.method === 'REPORT')
		if (isFault || (answer.status === 0 && lie === null)) await this.#found(`${answer.status} to ${sent.method}`, sent, answer, async (body) => {
			const again = (await this.sender.send({ ...sent, body })).status
			return again === answer.status
		})
		if (sent.method !== 'PUT' || plan.kind === 'ocs') return
		if (answer.status >= 200 && answer.status < 300) await this.#readBack(plan.kind === 'update', { token, uri }, sent, answer)
	}

	#sent(plan: Plan, token: string, uri: string, isUpdate: boolean): Sent {
		if (plan.kind === 'ocs') return { account: plan.role, method: plan.method, path: `/ocs/v2.php/apps/sprechstunde/api/v1/${plan.route}`, headers: plan.headers, body: plan.body }
		const at = (role: AccountRole): string => new URL(this.calendar.urls[role]).pathname
		if (plan.kind === 'xml') {
			const path = plan.where === 'calendar' ? at(plan.role) : `${at(plan.role)}${this.#living[0]?.uri ?? 'x.ics'}`
			return { account: plan.role, method: plan.method, path: plan.method === 'MKCALENDAR' ? `${at(plan.role)}x/` : path, headers: plan.headers, body: plan.body }
		}
		const body = Buffer.from(plan.body.toString('latin1').replace(tokens, token), 'latin1')
		const precondition = plan.role === 'booking' && !isUpdate ? { 'If-None-Match': '*' } : {}
		return { account: plan.role, method: 'PUT', path: at(plan.role) + uri, body, headers: { 'Content-Type': plan.type, ...precondition, ...plan.headers } }
	}

	#count(plan: Plan, sent: Sent, answer: Answered): void {
		this.tally.sent++
		const key = `${plan.kind === 'xml' || plan.kind === 'ocs' ? plan.kind : 'PUT'} ${answer.status}`
		this.tally.answers.set(key, (this.tally.answers.get(key) ?? 0) + 1)
		if (!('lie' in plan) || plan.lie === null) this.tally.times.push({ kind: sent.method, value: answer.millis, of: `${sent.method} ${sent.path.slice(0, 200)}` })
		if (!('lie' in plan) || plan.lie === null) this.tally.slowest = [...this.tally.slowest, { millis: answer.millis, sent }].sort((a, b) => b.millis - a.millis).slice(0, 5)
	}

	async #readBack(isUpdate: boolean, one: Living, sent: Sent, answer: Answered): Promise<void> {
		this.tally.accepted++
		const path = new URL(this.calendar.urls.admin).pathname + one.uri
		const stored = await this.sender.send({ account: 'admin', method: 'GET', path, headers: {}, body: Buffer.alloc(0) })
		if (stored.status >= 500) await this.#found(`${stored.status} to GET of what was accepted`, sent, answer)
		if (stored.status === 200) {
			this.tally.readBack++
			const broken = violations(stored.text, this.practice, new Date().toISOString().slice(0, 10))
			if (broken.length > 0) await this.#found(`stored, but ${broken.join('; ')}`, sent, { ...answer, text: stored.text })
		}
		if (isUpdate && this.#living.some((other) => other.uri === one.uri)) return
		if (this.#living.length < kept && this.tally.accepted % 3 === 0) this.#living.push(one)
		else await this.#delete(one, sent.body)
	}

	async #delete(one: Living, body: Buffer): Promise<void> {
		const answer = await this.sender.send({ account: 'pvs', method: 'DELETE', path: new URL(this.calendar.urls.pvs).pathname + one.uri, headers: {}, body: Buffer.alloc(0) })
		if (answer.status >= 500) await this.#found(`${answer.status} to DELETE`, { account: 'pvs', method: 'DELETE', path: one.uri, headers: {}, body }, answer)
		// room for others now and then
		if (this.tally.accepted % 40 === 0) this.#living = this.#living.slice(1)
	}

	/** Keeps the requests that took longest, to be looked at. */
	keepSlowest(): void {
		for (const [place, { millis, sent }] of this.tally.slowest.entries()) this.#keep(join(this.folder, `slow-${place}`), sent, `${Math.round(millis)} ms`)
	}

	#keep(folder: string, { body, ...rest }: Sent, told: string): void {
		mkdirSync(folder, { recursive: true })
		writeFileSync(join(folder, 'request.json'), JSON.stringify(rest, null, '\t'))
		writeFileSync(join(folder, 'body'), body)
		writeFileSync(join(folder, 'answer'), told)
	}

	async #found(what: string, sent: Sent, answer: Answered, fails?: (body: Buffer) => Promise<boolean>): Promise<void> {
		const folder = join(this.folder, String(this.tally.findings.length))
		this.tally.findings.push({ what, folder })
		this.#keep(folder, sent, `${what}\n${JSON.stringify(answer.headers)}\n${answer.text}`)
		if (fails !== undefined && this.tally.findings.length <= 10) writeFileSync(join(folder, 'reduced'), await reduce(sent.body, fails))
		console.error(`${what} (${sent.account} ${sent.method} ${sent.path.slice(0, 120)}): ${folder}`)
	}
}
