// SPDX-License-Identifier: GPL-3.0-or-later
import { addDays, buildContract, canonicalJson, categories, fieldIssueText, formatInstant, freeWindows, instantOfDay, intersect, issue, limits, overlaps, parseInstant, type Interval, type Role } from '@sprechstunde/core'
import { createHash } from 'node:crypto'
import { Refusal, type DavRequest, type DavResponse } from './http.ts'
import type { Objects } from './objects.ts'
import type { Patients } from './patients.ts'
import type { Entry, Policy } from './policy.ts'
import { viewsOf, type Account } from './resources.ts'
import type { Collection, Store } from './store.ts'

const api = ['apps', 'sprechstunde', 'api', 'v1']
const contract = buildContract()
const hash = createHash('sha256').update(canonicalJson(contract)).digest('hex')

export interface OcsContext {
	readonly policy: Policy
	readonly store: Store
	readonly patients: Patients
	readonly objects: Objects
}

/** The app's JSON routes, and Nextcloud's own that tells who is logged in; `path` is what follows /ocs/v2.php/. */
export function ocs(request: DavRequest, path: readonly string[], account: Account, { policy, store, patients, objects }: OcsContext): DavResponse {
	const allow = (...roles: readonly Role[]): void => {
		if (account.role === null || !roles.includes(account.role)) throw new Refusal([issue('ROLE_FORBIDDEN', undefined, { action: 'read' })])
	}
	const isOurs = api.every((segment, index) => path[index] === segment)
	if (isOurs && path[api.length] === 'holds') return holds(request, path.slice(api.length + 1), account, policy, store)
	if (isOurs && path[api.length] === 'patient' && path.length === api.length + 2 && ['view', 'cancel', 'reschedule'].includes(path[api.length + 1] ?? '')) {
		if (request.method !== 'POST') throw new Refusal(405)
		allow('booking')
		return answer(200, patients.act(path[api.length + 1], request.body, objects))
	}
	if (request.method !== 'GET') throw new Refusal(405)
	if (path.join('/') === 'cloud/user') return answer(200, { id: account.user, displayname: account.user })
	if (!isOurs) throw new Refusal([issue('NOT_FOUND')])
	const route = path.slice(api.length)
	if (route.length === 1 && route[0] === 'catalog') {
		allow('booking', 'staff', 'admin', 'pvs')
		return answer(200, catalog(account, policy))
	}
	if (route.length === 3 && route[0] === 'calendars' && route[2] === 'free') {
		allow('booking', 'staff', 'admin', 'pvs')
		return answer(200, free(route[1] ?? '', request.query, policy, store))
	}
	if (route.length === 3 && route[0] === 'calendars' && route[2] === 'busy') {
		allow('staff', 'admin', 'pvs')
		return answer(200, busy(route[1] ?? '', request.query, policy, store))
	}
	if (route.length === 3 && route[0] === 'calendars' && route[2] === 'day') {
		allow('staff', 'admin')
		return answer(200, { entries: dayEntries(route[1] ?? '', request.query.get('date') ?? '', policy, store) })
	}
	if (route.length !== 1 || (route[0] !== 'requests' && route[0] !== 'counts')) throw new Refusal([issue('NOT_FOUND')])
	allow('staff', 'admin')
	const requests = policy.requests(store.collections.values())
	const revision = String(store.revision)
	return answer(200, route[0] === 'counts' ? { requests: requests.length, revision }
		: { requests: requests.map((entry) => describeRequest(entry, account, policy, store)), counts: { requests: requests.length }, revision })
}

function catalog(account: Account, { practice: { practice, website, calendars, appointmentTypes, categories: own, booking } }: Policy): unknown {
	const { name, address, phone, email, timeZone, language } = practice
	return {
		version: 1, practice: { name, address, phone, email, timeZone, language }, consent: website.consent, manageUrl: website.manageUrl,
		calendars: calendars.map(({ id, displayName, doctor, room, color, types }) => ({ id, displayName, doctor, room, color, types })),
		appointmentTypes: appointmentTypes.filter((type) => type.online || account.role !== 'booking').map((type) => ({ ...type, online: undefined })),
		categories: [...categories, ...own].map(({ code, label, color }) => ({ code, label, color })), booking, contract: { version: contract.version, hash },
	}
}

function free(id: string, query: URLSearchParams, policy: Policy, store: Store): unknown {
	const { practice } = policy
	const range = rangeOf(query)
	const windows = collectionsOf(id, store).flatMap((collection) => collection.config === null ? [] : freeWindows(practice, collection.config, policy.takenOf(collection, range), range, policy.now())
		.map((window) => ({ calendar: collection.config?.id, ...shown(window) })))
	return { windows, generatedAt: formatInstant(policy.now()) }
}

function busy(id: string, query: URLSearchParams, policy: Policy, store: Store): unknown {
	const range = rangeOf(query)
	// one calendar only
	const [collection] = collectionsOf(id === 'any' ? '' : id, store)
	return { busy: collection === undefined ? [] : intersect(policy.busyOf(collection, range), [range]).map(shown) }
}

const shown = ({ start, end }: Interval): { start: string; end: string } => ({ start: formatInstant(start), end: formatInstant(end) })

function rangeOf(query: URLSearchParams): Interval {
	const range = { start: parseInstant(query.get('from') ?? ''), end: parseInstant(query.get('to') ?? '') }
	if (!(range.start < range.end) || range.end - range.start > limits.freeRangeDays * 86_400_000) throw new Refusal([issue('RANGE_INVALID', 'from', { days: limits.freeRangeDays })])
	return range
}

function collectionsOf(id: string, store: Store): Collection[] {
	const asked = [...store.collections.values()].filter(({ config }) => config !== null && (id === 'any' || config.id === id || config.aliases.includes(id)))
	if (asked.length === 0) throw new Refusal([issue('CALENDAR_UNKNOWN', 'calendar')])
	return asked
}

function holds({ method, body }: DavRequest, path: readonly string[], account: Account, policy: Policy, store: Store): DavResponse {
	if (account.role !== 'booking') throw new Refusal([issue('ROLE_FORBIDDEN', undefined, { action: 'create' })])
	if (method === 'DELETE' && path.length === 1) {
		policy.holds.release(path[0] ?? '')
		return answer(200, [])
	}
	if (method !== 'POST' || path.length > 0) throw new Refusal(405)
	const { calendar, type, ...hold } = policy.holds.judge(body, policy.practice)
	const collection = store.get(calendar.owner, calendar.uri)
	if (collection === undefined) throw new Refusal([issue('CALENDAR_UNKNOWN', 'calendar')])
	policy.checkSlot(collection, type, hold.time, hold.token)
	policy.holds.put(collection, hold)
	return answer(201, { token: hold.token, expires: formatInstant(hold.expires), seconds: Math.round((hold.expires - policy.now()) / 1000) })
}

function dayEntries(id: string, date: string, policy: Policy, store: Store): unknown {
	// there is no 30th of February
	if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !new Date(Date.parse(date) || 0).toISOString().startsWith(date)) throw new Refusal([issue('RANGE_INVALID', 'date', { days: 1 })])
	if (id === 'any') throw new Refusal([issue('CALENDAR_UNKNOWN', 'calendar')])
	const today = { start: instantOfDay(date, 0, policy.zone), end: instantOfDay(addDays(date, 1), 0, policy.zone) }
	return collectionsOf(id, store).flatMap((collection) => policy.entries(collection)).filter((entry) => overlaps(entry, today)).sort((a, b) => a.start - b.start).map(described)
}

const described = ({ uid, start, end, kind, summary, status }: Entry): unknown => ({ uid, start: formatInstant(start), end: formatInstant(end), kind, summary, status })

function describeRequest(entry: Entry, account: Account, policy: Policy, store: Store): unknown {
	const view = viewsOf(account, store).find(({ collection }) => collection.config === entry.config)
	const others = view === undefined ? [] : policy.entries(view.collection).filter((other) => other.object !== entry.object && other.status !== 'CANCELLED' && overlaps(other, entry)).sort((a, b) => a.start - b.start)
	const fields = Object.fromEntries(Object.entries(entry.fields).filter(([name]) => !['source', 'requiresConfirmation', 'consent'].includes(name)))
	return {
		uid: entry.uid, calendar: entry.config.id, href: `${view?.href ?? ''}${encodeURIComponent(entry.object.uri)}`, etag: entry.object.etag,
		start: formatInstant(entry.start), end: formatInstant(entry.end), createdAt: formatInstant(entry.object.created), fields, summary: entry.summary,
		conflicts: others.map(described),
	}
}

function answer(status: number, data: unknown, message = 'OK'): DavResponse {
	const meta = { status: status < 400 ? 'ok' : 'failure', statuscode: status, message }
	return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify({ ocs: { meta, data } }) }
}

/** A refusal as OCS says it. */
export function ocsError(refusal: Refusal, { language }: Pick<DavRequest, 'language'>): DavResponse {
	const issues = refusal.issues.map((entry) => ({ ...entry, text: fieldIssueText(entry, language) }))
	return answer(refusal.status, { issues, ...(refusal.alternatives.length === 0 ? {} : { alternatives: refusal.alternatives }) }, issues[0]?.text ?? '')
}
