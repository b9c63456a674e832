// SPDX-License-Identifier: GPL-3.0-or-later
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Message {
	readonly url: string
	readonly headers: IncomingHttpHeaders
	readonly raw: string
	readonly body: Readonly<Record<string, unknown>>
}

/** Somebody who listens to webhooks, on this machine. */
export interface Receiver {
	readonly url: string
	readonly received: readonly Message[]
	/** how the next message is answered; `never`: not at all. Those after it are answered with 200. */
	answer(status: number | 'never', headers?: Readonly<Record<string, string>>): void
	reset(): void
	close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
	const received: Message[] = []
	const next: { status: number | 'never'; headers: Readonly<Record<string, string>> }[] = []
	const server = createServer((request, response) => {
		const chunks: Buffer[] = []
		request.on('data', (chunk: Buffer) => chunks.push(chunk))
		request.on('end', () => {
			const raw = Buffer.concat(chunks).toString()
			received.push({ url: request.url ?? '', headers: request.headers, raw, body: raw === '' ? {} : JSON.parse(raw) as Record<string, unknown> })
			const { status, headers } = next.shift() ?? { status: 200, headers: {} }
			if (status !== 'never') response.writeHead(status, headers).end('{}')
		})
	})
	await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		answer: (status, headers = {}) => { next.push({ status, headers }) },
		reset: () => {
			received.length = 0
			next.length = 0
		},
		close: async () => {
			server.closeAllConnections()
			await new Promise<void>((done) => { server.close(() => { done() }) })
		},
	}
}
