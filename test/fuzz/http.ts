// SPDX-License-Identifier: GPL-3.0-or-later
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import type { AccountRole, Accounts } from '../servers/accounts.ts'

/** One request, as it goes over the wire. */
export interface Sent {
	readonly account: AccountRole
	readonly method: string
	/** as it stands in the request line */
	readonly path: string
	readonly headers: Readonly<Record<string, string>>
	readonly body: Buffer
}

export interface Answered {
	/** 0: the connection ended without an answer */
	readonly status: number
	readonly text: string
	readonly headers: Readonly<Record<string, string | string[] | undefined>>
	readonly millis: number
}

const patience = 60_000

/** What may not stand in a request line is encoded. */
function wirePath(path: string): string {
	return path.replace(/[^\x21-\x7e]/gu, encodeURIComponent)
}

/** Sends requests to a server on 127.0.0.1, as the accounts of the practice. */
export class Sender {
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 })

	constructor(readonly url: string, readonly accounts: Accounts) {}

	send(sent: Sent): Promise<Answered> {
		const start = performance.now()
		return new Promise((done) => {
			const end = (status: number, text: string, headers: Answered['headers'] = {}): void => { done({ status, text, headers, millis: performance.now() - start }) }
			const message = request(this.url, { agent: this.#agent, method: sent.method, path: wirePath(sent.path), timeout: patience, headers: { Authorization: this.#authorization(sent.account), ...sent.headers, ...(sent.body.length > 0 ? { 'Content-Length': String(sent.body.length) } : {}) } }, (answer) => {
				const chunks: Buffer[] = []
				answer.on('data', (chunk: Buffer) => chunks.push(chunk))
				answer.on('end', () => { end(answer.statusCode ?? 0, Buffer.concat(chunks).toString(), answer.headers) })
				answer.on('error', (error) => { end(0, String(error)) })
			})
			message.on('timeout', () => { message.destroy(new Error(`no answer within ${patience} ms`)) })
			message.on('error', (error) => { end(0, String(error)) })
			message.end(sent.body)
		})
	}

	/** A request whose Content-Length does not tell the truth, on a connection of its own; the status, 0 where none came. */
	lie(sent: Sent, length: string): Promise<Answered> {
		const start = performance.now()
		const { hostname, port } = new URL(this.url)
		return new Promise((done) => {
			let text = ''
			const socket = connect(Number(port), hostname)
			const end = (): void => {
				socket.destroy()
				done({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text, headers: {}, millis: performance.now() - start })
			}
			socket.setTimeout(3000, end)
			socket.on('data', (chunk) => { text += chunk.toString('latin1') })
			socket.on('close', end)
			socket.on('error', end)
			const headers = Object.entries({ Host: `${hostname}:${port}`, Connection: 'close', Authorization: this.#authorization(sent.account), ...sent.headers, 'Content-Length': length })
			socket.write(`${sent.method} ${wirePath(sent.path)} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
			socket.end(sent.body)
		})
	}

	close(): void {
		this.#agent.destroy()
	}

	#authorization(role: AccountRole): string {
		const { user, password } = this.accounts[role]
		return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
	}
}
