// SPDX-License-Identifier: GPL-3.0-or-later
import { request as askPlainly } from 'node:http'
import { request as askEncrypted } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { ReachedAddress } from '../../src/diagnostics/facts.ts'

export interface Reply {
	readonly status: number
	readonly headers: Readonly<Record<string, string | string[] | undefined>>
	readonly text: string
	/** milliseconds since the epoch; null without TLS */
	readonly certificateUntil: number | null
}

export interface Question {
	readonly method: string
	readonly url: string
	readonly headers?: Readonly<Record<string, string>>
	readonly body?: string
}

const timeout = 15_000
const mostRedirects = 5

/** One HTTP request; redirects are answers. Throws what the connection throws. */
export function ask({ method, url, headers = {}, body }: Question): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const send = url.startsWith('https:') ? askEncrypted : askPlainly
		const request = send(url, { method, headers: { 'User-Agent': 'sprechstunde-check', ...headers }, timeout }, (response) => {
			const certificate = (response.socket as TLSSocket).getPeerCertificate?.()
			let text = ''
			response.setEncoding('utf8')
			response.on('data', (part: string) => { text += part })
			response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text, certificateUntil: certificate?.valid_to === undefined ? null : Date.parse(certificate.valid_to) }))
			response.on('error', reject)
		})
		request.on('timeout', () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })))
		request.on('error', reject)
		request.end(body)
	})
}

/** What an address answers, and where it leads, without signing in. */
export async function reach(address: string, now: () => number): Promise<ReachedAddress> {
	const redirects: string[] = []
	const nothing = { address, failure: null, reason: '', status: null, redirects, speaksCaldav: null, certificateUntil: null, clockOffset: null }
	try {
		let url = address
		for (;;) {
			const reply = await ask({ method: 'OPTIONS', url })
			const to = reply.status >= 300 && reply.status < 400 ? headerOf(reply, 'location') : ''
			if (to === '' || redirects.length >= mostRedirects) return { ...nothing, ...readReply(reply, now()), certificateUntil: reply.certificateUntil }
			redirects.push(to)
			const next = new URL(to, url)
			// another host is not asked: programs that come this way lose their credentials
			if (next.host !== new URL(address).host) return { ...nothing, status: reply.status, certificateUntil: reply.certificateUntil }
			url = next.href
		}
	} catch (error) {
		return { ...nothing, ...failureOf(error) }
	}
}

function readReply(reply: Reply, now: number): Pick<ReachedAddress, 'status' | 'speaksCaldav' | 'clockOffset'> {
	const date = Date.parse(headerOf(reply, 'date'))
	const isClosed = reply.status === 401
	return {
		status: reply.status,
		// who has to sign in first is not told what the server speaks
		speaksCaldav: isClosed ? /basic|bearer/i.test(headerOf(reply, 'www-authenticate')) : headerOf(reply, 'dav').includes('calendar-access'),
		clockOffset: Number.isNaN(date) ? null : date - now,
	}
}

/** '' where there is none. */
export function headerOf({ headers }: Reply, name: string): string {
	const value = headers[name]
	return Array.isArray(value) ? value.join(', ') : value ?? ''
}

function failureOf(error: unknown): Pick<ReachedAddress, 'failure' | 'reason'> {
	const { code = '', message = '' } = error as { code?: string; message?: string }
	if (['ENOTFOUND', 'EAI_AGAIN'].includes(code)) return { failure: 'dns', reason: '' }
	if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code)) return { failure: 'port', reason: '' }
	// a firewall that swallows packets looks like a server that doesn't answer; nobody at all is the former
	if (code === 'ETIMEDOUT') return { failure: 'timeout', reason: '' }
	return { failure: 'tls', reason: (message || code).replace(/\s+/g, ' ').slice(0, 200) }
}
