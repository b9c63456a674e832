// SPDX-License-Identifier: GPL-3.0-or-later
import { setTimeout } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import { expectDescribed } from './described.ts'
import { target, type AccountName } from './target.ts'

/** An issue as DAV errors and OCS errors carry it. */
export interface ReportedIssue {
	readonly code: string
	readonly path?: string
	readonly text: string
	readonly params: Readonly<Record<string, string>>
}

export interface Slot {
	readonly calendar: string
	/** UTC, ISO 8601 */
	readonly start: string
	readonly end: string
}

export interface Answer {
	readonly status: number
	readonly headers: Headers
	readonly text: string
	/** of a DAV error body */
	readonly issues: readonly ReportedIssue[]
	readonly codes: readonly string[]
	readonly alternatives: readonly Slot[]
}

export interface RequestOptions {
	readonly headers?: Readonly<Record<string, string>>
	readonly body?: string
	/** Bearer with the app password instead of Basic */
	readonly bearer?: boolean
}

/** Every answer of every request of this run with a status of 500 or more; must stay empty, but for what Sabre has not implemented. */
export const serverErrors: string[] = []

export function authorization(account: AccountName, bearer = false): string {
	const found = target().accounts[account]
	if (found === undefined) throw new Error(`the target has no account ${account}`)
	return bearer ? `Bearer ${found.password}` : `Basic ${Buffer.from(`${found.user}:${found.password}`).toString('base64')}`
}

/** One request as an account (null: without credentials); `url` absolute or from the server's root. Redirects are not followed. */
export async function send(account: AccountName | null, method: string, url: string, options: RequestOptions = {}): Promise<Answer> {
	const { response, text } = await ask(account, method, url, options)
	if (response.status >= 500 && !(response.status === 501 && isUnimplemented(method, options))) serverErrors.push(`${method} ${url} → ${response.status}: ${text.slice(0, 600)}`)
	const isXml = text !== '' && (response.headers.get('content-type') ?? '').includes('xml')
	const { issues, alternatives } = isXml ? readError(text) : { issues: [], alternatives: [] }
	return { status: response.status, headers: response.headers, text, issues, codes: issues.map((entry) => entry.code), alternatives }
}

/** What Sabre itself answers with 501 (RFC 9110 §15.6.2): a method that it doesn't have, and a home with all that it holds. */
function isUnimplemented(method: string, { headers = {} }: RequestOptions): boolean {
	return method === 'ACL' || (method === 'PROPFIND' && headers['Depth'] === 'infinity')
}

async function ask(account: AccountName | null, method: string, url: string, options: RequestOptions, tries = 5): Promise<{ response: Response; text: string }> {
	const response = await fetch(new URL(url, target().server.url), {
		method,
		redirect: 'manual',
		headers: { ...(account === null ? {} : { Authorization: authorization(account, options.bearer) }), ...options.headers },
		...(options.body === undefined ? {} : { body: options.body }),
	})
	const text = await response.text()
	if (tries <= 1 || !(isNativeLock(response, text, url) || isLockedSignIn(response, text, options))) return { response, text }
	await setTimeout(300)
	return ask(account, method, url, options, tries - 1)
}

/**
 * On SQLite a write of Nextcloud's own fails at once where a background job wrote between its reading and its writing. In the practice's
 * calendars that would be our fault, as a write there takes its lock before it reads; elsewhere a test's preparations just try again.
 */
function isNativeLock(response: Response, text: string, url: string): boolean {
	const isOurs = target().calendars.some(({ urls }) => Object.values(urls).some((one) => new URL(url, target().server.url).pathname.startsWith(new URL(one, target().server.url).pathname)))
	return response.status === 500 && text.includes('database is locked') && !isOurs
}

/** The same where somebody signs in with the password of the login page; OCS says no more of it. An error of ours would stand in Nextcloud's log, which is read at the end. */
function isLockedSignIn(response: Response, text: string, { headers = {} }: RequestOptions): boolean {
	return response.status === 500 && 'Authorization' in headers && text.includes('"statuscode":996,"message":"Internal Server Error')
}

function readError(text: string): Pick<Answer, 'issues' | 'alternatives'> {
	const issues: { code: string; path?: string; text: string; params: Record<string, string> }[] = []
	const alternatives: Slot[] = []
	let param = ''
	let inText = false
	walk(text, (name, attributes) => {
		inText = name === '{urn:sprechstunde}text'
		param = name === '{urn:sprechstunde}param' ? attributes.name ?? '' : ''
		if (name === '{urn:sprechstunde}issue') issues.push({ code: attributes.code ?? '', ...(attributes.path === undefined ? {} : { path: attributes.path }), text: '', params: {} })
		if (name === '{urn:sprechstunde}alternative') alternatives.push({ calendar: attributes.calendar ?? '', start: attributes.start ?? '', end: attributes.end ?? '' })
	}, (value) => {
		const last = issues.at(-1)
		if (last !== undefined && inText) last.text += value
		if (last !== undefined && param !== '') last.params[param] = (last.params[param] ?? '') + value
	}, () => {
		inText = false
		param = ''
	})
	return { issues, alternatives }
}

/** Walks through XML: elements by their name in Clark notation, text, ends. */
export function walk(text: string, open: (name: string, attributes: Record<string, string>) => void, value: (text: string) => void, close: (name: string) => void): void {
	const parser = new SaxesParser({ xmlns: true })
	parser.on('error', (error) => { throw error })
	parser.on('opentag', (tag) => { open(`{${tag.uri}}${tag.local}`, Object.fromEntries(Object.values(tag.attributes).map((entry) => [entry.local, entry.value]))) })
	parser.on('text', value)
	parser.on('cdata', value)
	parser.on('closetag', (tag) => { close(`{${tag.uri}}${tag.local}`) })
	parser.write(text).close()
}

/** One `response` of a multistatus. */
export interface DavResponse {
	readonly href: string
	/** of the response as a whole, where it has one */
	readonly status: number | null
	/** properties found (200), text by name in Clark notation; child elements as their names */
	readonly properties: Readonly<Record<string, string>>
}

/** Reads a 207 answer. */
export function multistatus(answer: Answer): { responses: DavResponse[]; syncToken: string } {
	const responses: { href: string; status: number | null; properties: Record<string, string> }[] = []
	const stack: string[] = []
	let pending: Record<string, string> = {}
	let syncToken = ''
	walk(answer.text, (name) => {
		stack.push(name)
		if (name === '{DAV:}response') responses.push({ href: '', status: null, properties: {} })
		if (name === '{DAV:}propstat') pending = {}
		const at = stack.indexOf('{DAV:}prop')
		const property = at < 0 ? undefined : stack[at + 1]
		if (property !== undefined) pending[property] = (pending[property] ?? '') + (stack.length > at + 2 ? ` ${name} ` : '')
	}, (text) => {
		const current = responses.at(-1)
		const path = stack.slice(1).join(' ')
		if (path === '{DAV:}sync-token') syncToken += text
		if (current === undefined) return
		if (path === '{DAV:}response {DAV:}href') current.href += text.trim()
		if (path === '{DAV:}response {DAV:}status') current.status = Number(text.split(' ')[1])
		if (path === '{DAV:}response {DAV:}propstat {DAV:}status' && text.includes(' 200 ')) Object.assign(current.properties, pending)
		const at = stack.indexOf('{DAV:}prop')
		const property = at < 0 ? undefined : stack[at + 1]
		if (property !== undefined) pending[property] = (pending[property] ?? '') + text
	}, () => { stack.pop() })
	return { responses, syncToken: syncToken.trim() }
}

/** A request to an OCS route of the app (GET unless said otherwise); the answer's `data`, which is as openapi.json describes it, and its issues. */
export async function ocs(account: AccountName | null, path: string, { method = 'GET', ...options }: RequestOptions & { readonly method?: string } = {}): Promise<{ answer: Answer; data: Record<string, unknown>; codes: string[] }> {
	const type = options.body === undefined ? {} : { 'Content-Type': 'application/json' }
	const answer = await send(account, method, `/ocs/v2.php/apps/sprechstunde/api/v1/${path}`, { ...options, headers: { 'OCS-APIRequest': 'true', Accept: 'application/json', ...type, ...options.headers } })
	const body = (answer.text.startsWith('{') ? JSON.parse(answer.text) : {}) as { ocs?: { data?: Record<string, unknown> } }
	const data = body.ocs?.data ?? {}
	// anything else is said before the app is asked (no login, an address that can't be read), or the server has no such route
	const isThere = answer.status !== 404 || target().server.kind === 'nextcloud'
	if (isThere && (answer.status < 300 || data.issues !== undefined)) expectDescribed(method, path, answer.status, data)
	return { answer, data, codes: ((data.issues ?? []) as { code: string }[]).map((entry) => entry.code) }
}
