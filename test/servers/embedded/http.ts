// SPDX-License-Identifier: GPL-3.0-or-later
import { fieldIssueText, issueCatalogue, type Issue, type Language } from '@sprechstunde/core'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { declarations, element, escapeXml, ns } from './xml.ts'

/** One request with its whole body: from here on an answer is computed without a pause, so no other write can come between. */
export interface DavRequest {
	readonly method: string
	/** decoded, without empty segments */
	readonly path: readonly string[]
	readonly query: URLSearchParams
	readonly headers: IncomingHttpHeaders
	readonly body: string
	readonly language: Language
}

export interface DavResponse {
	readonly status: number
	readonly headers?: Readonly<Record<string, string>>
	readonly body?: string
}

export interface Alternative {
	readonly calendar: string
	/** UTC, ISO 8601 */
	readonly start: string
	readonly end: string
}

/** A refusal: an HTTP status, why (issues of the catalogue), or the precondition of RFC 4791/6578 that does not hold. */
export class Refusal extends Error {
	readonly status: number
	readonly issues: readonly Issue[]
	readonly alternatives: readonly Alternative[]
	readonly precondition: string | undefined

	constructor(why: readonly Issue[] | number, options: { alternatives?: readonly Alternative[]; precondition?: string } = {}) {
		const first = typeof why === 'number' ? undefined : why[0]
		super(first?.code ?? String(why))
		this.issues = typeof why === 'number' ? [] : why
		this.status = typeof why === 'number' ? why : first === undefined ? 500 : issueCatalogue[first.code].status
		this.alternatives = options.alternatives ?? []
		this.precondition = options.precondition
	}
}

/** Reads the body; of one that exceeds `limit` bytes nothing is kept (`null`), but the client may finish sending. */
export async function readBody(message: IncomingMessage, limit: number): Promise<string | null> {
	const chunks: Buffer[] = []
	let size = 0
	for await (const chunk of message as AsyncIterable<Buffer>) {
		size += chunk.length
		if (size <= limit) chunks.push(chunk)
	}
	return size > limit ? null : Buffer.concat(chunks).toString('utf8')
}

/** Address → decoded segments; empty ones vanish. @throws {Refusal} 400 */
export function segments(path: string): string[] {
	try {
		return path.split('/').filter((segment) => segment !== '').map(decodeURIComponent)
	} catch {
		throw new Refusal(400)
	}
}

/** German unless English is asked for first. */
export function languageOf(headers: IncomingHttpHeaders): Language {
	const first = /\b(de|en)\b/i.exec(headers['accept-language'] ?? '')?.[1]?.toLowerCase()
	return first === 'en' ? 'en' : 'de'
}

/** DAV:error with one `{urn:sprechstunde}issue` per issue and the alternatives. */
export function davError(refusal: Refusal, language: Language): DavResponse {
	const issues = refusal.issues.map((issue) => element(`{${ns.own}}issue`,
		element(`{${ns.own}}text`, escapeXml(fieldIssueText(issue, language)))
		+ Object.entries(issue.params ?? {}).map(([name, value]) => element(`{${ns.own}}param`, escapeXml(String(value)), { name })).join(''),
		{ code: issue.code, ...(issue.path === undefined ? {} : { path: issue.path }) }))
	const alternatives = refusal.alternatives.map((entry) => element(`{${ns.own}}alternative`, '', { ...entry }))
	const message = refusal.issues[0] === undefined ? '' : fieldIssueText(refusal.issues[0], language)
	const inner = (refusal.precondition === undefined ? '' : element(refusal.precondition))
		+ element(`{${ns.sabre}}exception`, 'Sprechstunde') + element(`{${ns.sabre}}message`, escapeXml(message)) + issues.join('') + alternatives.join('')
	return xml(refusal.status, element(`{${ns.dav}}error`, inner))
}

export function xml(status: number, root: string, headers: Record<string, string> = {}): DavResponse {
	const declared = root.replace(/^<[\w:]+/, (start) => start + declarations)
	return { status, headers: { 'Content-Type': 'application/xml; charset=utf-8', ...headers }, body: `<?xml version="1.0" encoding="utf-8"?>\n${declared}` }
}
