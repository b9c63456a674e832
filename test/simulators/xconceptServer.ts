// SPDX-License-Identifier: GPL-3.0-or-later
// x.concept as the practices' guide describes its REST interface: `POST /api/v1/appointments`, and what follows from it for one that exists. It
// misbehaves as a test tells it to, and sends events that it signs by its own code.
import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type RemoteBody = Readonly<Record<string, string | number>>

export interface SeenRequest {
	readonly method: string
	readonly path: string
	readonly body: RemoteBody | null
	readonly key: string | null
	/** of the answer; 0: none was given */
	readonly status: number
}

/**
 * What becomes of one request in place of the usual. `status`: it is answered so, and nothing is done. `lost`: it is done, but the connection breaks before
 * the answer. `silent`: it is done, and no answer comes at all. `conflict`: a POST that is known by its key is answered 409 with the id.
 */
export type Step =
	| { readonly status: number; readonly retryAfter?: number; readonly body?: unknown }
	| 'lost' | 'silent' | 'conflict' | 'normal'

export interface EventOptions {
	/** id of the message; a new one unless given */
	readonly id?: string
	/** epoch milliseconds of its signature */
	readonly at?: number
	readonly secret?: string
	readonly signature?: string
	/** the text that is sent, in place of the event */
	readonly text?: string
}

export interface EventAnswer {
	readonly status: number
	readonly outcome: string
	readonly codes: readonly string[]
}

export class XconceptServer {
	readonly key = 'key-of-the-practice'
	/** what the program has: id → what it was sent last */
	readonly appointments = new Map<string, RemoteBody>()
	readonly requests: SeenRequest[] = []
	/** how the next requests are dealt with, one each */
	readonly script: Step[] = []
	private readonly byKey = new Map<string, string>()
	/** a program gives no id twice, however often it is started */
	private readonly series = randomUUID().slice(0, 8)
	private number = 0
	private readonly server = createServer((request, response) => void this.receive(request, response))

	/** @returns the address of its appointments */
	async start(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/v1/appointments`
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections()
		await new Promise((resolve) => this.server.close(resolve))
	}

	/** The id of the appointment that has this value in a member. */
	idOf(member: string, value: string | number): string | undefined {
		return [...this.appointments].find(([, body]) => body[member] === value)?.[0]
	}

	/** Sends an event as the program does: signed, with an id of its own. */
	async send(address: string, secret: string, event: object, options: EventOptions = {}): Promise<EventAnswer> {
		const { id = `msg_${randomUUID()}`, at = Date.now(), text = JSON.stringify({ id, ...event }) } = options
		const timestamp = String(Math.floor(at / 1000))
		const key = Buffer.from((options.secret ?? secret).replace(/^whsec_/, ''), 'base64')
		const signature = options.signature ?? `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')}`
		const response = await fetch(address, { method: 'POST', body: text, headers: { 'Content-Type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } })
		const answer = JSON.parse(await response.text() || '{}') as { status?: string; issues?: { code: string }[] }
		return { status: response.status, outcome: answer.status ?? '', codes: (answer.issues ?? []).map(({ code }) => code) }
	}

	private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		let text = ''
		for await (const chunk of request) text += String(chunk)
		const [method, path] = [request.method ?? '', request.url ?? '']
		const body = text === '' ? null : JSON.parse(text) as RemoteBody
		const key = request.headers['idempotency-key'] as string | undefined ?? null
		const seen = (status: number): void => void this.requests.push({ method, path, body, key, status })
		const answer = (status: number, data: unknown, headers: Record<string, string> = {}): void => {
			seen(status)
			response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(data === undefined ? '' : JSON.stringify(data))
		}
		if (request.headers.authorization !== `Bearer ${this.key}`) return answer(401, { error: 'unauthorized' })
		if (method === 'GET') return answer(200, [])
		const step = this.script.shift() ?? 'normal'
		if (typeof step === 'object') return answer(step.status, step.body, step.retryAfter === undefined ? {} : { 'Retry-After': String(step.retryAfter) })
		const [status, data] = this.perform(method, path, body, key, step === 'conflict')
		if (step === 'lost') {
			seen(0)
			request.socket.destroy()
		} else if (step === 'silent') seen(0)
		else answer(status, data)
	}

	private perform(method: string, path: string, body: RemoteBody | null, key: string | null, isStrict: boolean): [number, unknown] {
		const id = decodeURIComponent(path.split('/api/v1/appointments/')[1] ?? '')
		if (method === 'POST' && body !== null && key !== null) {
			const made = this.byKey.get(key)
			// the answer to a key that is known is the first one again, whatever it came with
			if (made !== undefined) return isStrict ? [409, { id: made }] : [200, { id: made }]
			if (typeof body['date'] !== 'string' || typeof body['time'] !== 'string' || typeof body['duration'] !== 'number') return [422, { error: 'date, time and duration' }]
			const next = `xc/${this.series}-${++this.number}`
			this.byKey.set(key, next)
			this.appointments.set(next, body)
			return [201, { id: next }]
		}
		if (!this.appointments.has(id)) return [404, { error: 'unknown' }]
		if (method === 'PUT' && body !== null) {
			this.appointments.set(id, body)
			return [200, { id }]
		}
		if (method === 'DELETE') {
			this.appointments.delete(id)
			return [204, undefined]
		}
		return [405, {}]
	}
}
