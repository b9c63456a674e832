// SPDX-License-Identifier: GPL-3.0-or-later
import { calendarJcal, calendarText, can, issue, judgePrecondition, limits, parseCalendar, parseJcal, type Component, type Result } from '@sprechstunde/core'
import { Refusal, segments, type DavRequest, type DavResponse } from './http.ts'
import type { Policy, WriteOptions } from './policy.ts'
import { proppatch } from './properties.ts'
import { resolve, type Account, type Resource } from './resources.ts'
import type { Collection, Store, StoredObject } from './store.ts'
import { ns, parseXml } from './xml.ts'

/** Told of each write to an object of a practice calendar; `after` is null when it was deleted, `isConflict`: it took back what website or patient had just changed. */
export type Listener = (collection: Collection, before: Component | null, after: Component | null, isConflict: boolean, byPatient: boolean) => void

/** GET, HEAD, PUT, DELETE, MOVE, COPY of calendar objects, and MKCALENDAR: every check and its write in one tick. */
export class Objects {
	constructor(readonly store: Store, readonly policy: Policy, readonly changed: Listener) {}

	get(request: DavRequest, resource: Resource): DavResponse {
		const object = resource.kind === 'object' ? resource.object : undefined
		if (object === undefined) throw new Refusal(resource.kind === 'object' || resource.kind === 'vacant' ? 404 : 405)
		const isJson = (request.headers.accept ?? '').includes('application/calendar+json')
		return {
			status: request.headers['if-none-match'] === object.etag ? 304 : 200,
			headers: { 'Content-Type': isJson ? 'application/calendar+json' : 'text/calendar; charset=utf-8', ETag: object.etag, 'Last-Modified': new Date(object.modified).toUTCString() },
			body: isJson ? JSON.stringify(calendarJcal(this.policy.parsed(object))) : object.data,
		}
	}

	put(request: DavRequest, resource: Resource, account: Account): DavResponse {
		if (resource.kind !== 'object') throw new Refusal(resource.kind === 'vacant' ? 409 : 405)
		const { view: { collection }, uri, object } = resource
		const isUnseen = checkPreconditions(request, object, account, this.policy)
		if (account.role === 'booking' && object === undefined && request.headers['if-none-match'] !== '*') throw new Refusal([issue('IF_NONE_MATCH_REQUIRED')])
		const read = readCalendar(request)
		if (!read.ok) throw new Refusal(read.issues)
		const etag = this.#write(collection, uri, read.value, account, { isUnseen, hold: String(request.headers['x-sprechstunde-hold'] ?? '') })
		return { status: object === undefined ? 201 : 204, headers: etag === null ? {} : { ETag: etag } }
	}

	/** A write that did not come by CalDAV. */
	change(collection: Collection, object: StoredObject, next: Component, account: Account): void {
		this.#write(collection, object.uri, next, account)
	}

	/**
	 * @param options `moved`: the object comes here from another practice calendar; `hold`: token of the slot's hold; `isUnseen`: the client can't have seen the last change
	 * @returns the ETag where the stored object is what was sent, else null (RFC 4791 §5.3.4)
	 */
	#write(collection: Collection, uri: string, sent: Component, account: Account, { moved, ...options }: { moved?: StoredObject | undefined } & WriteOptions = {}): string | null {
		const { store, policy } = this
		const previous = moved ?? collection.objects.get(uri)
		const accepted = collection.config === null ? null : policy.judge(account, collection, uri, sent, previous, options)
		const calendar = accepted?.calendar ?? sent
		const data = calendarText(calendar)
		if (Buffer.byteLength(data) > limits.objectBytes) throw new Refusal([issue('OBJECT_TOO_LARGE', undefined, { max: limits.objectBytes })])
		const uid = policy.uidOf(calendar)
		if (uid === null) throw new Refusal([issue('OBJECT_MALFORMED')])
		// an account that sees its own objects only comes here when it would overwrite a hidden one
		const isTaken = [...collection.objects.values()].some((other) => other.uid === uid && other.uri !== uri)
		if (isTaken || (account.role === 'booking' && previous !== undefined)) throw new Refusal([issue('UID_EXISTS', 'uid')])
		const before = previous === undefined ? null : policy.parsed(previous)
		const now = policy.now()
		const stored = store.put(collection, {
			uri, uid, data, creator: previous?.creator ?? account.user, created: previous?.created ?? now, modified: now,
			statusChange: accepted?.transition && accepted.status ? { from: policy.read(before)?.status ?? 'NEW', to: accepted.status, at: now } : previous?.statusChange ?? null,
			recent: policy.recentAfter(account, previous),
		})
		const after = policy.parsed(stored)
		if (accepted !== null) this.changed(collection, before, after, policy.isConflict(account, previous, after), account.role === 'patient')
		return accepted?.changed === true ? null : stored.etag
	}

	delete(request: DavRequest, resource: Resource, account: Account): DavResponse {
		if (resource.kind === 'calendar' && resource.view.collection.config === null) {
			this.store.remove(resource.view.collection)
			return { status: 204 }
		}
		if (resource.kind === 'calendar') throw new Refusal([issue('ROLE_FORBIDDEN', undefined, { action: 'configure' })])
		if (resource.kind !== 'object') throw new Refusal(resource.kind === 'vacant' ? 404 : 403)
		const { view: { collection }, uri, object } = resource
		if (object === undefined) throw new Refusal(404)
		if (collection.config !== null) this.policy.judge(account, collection, uri, null, object)
		checkPreconditions(request, object, account, this.policy)
		const before = this.policy.parsed(object)
		this.store.delete(collection, uri)
		if (collection.config !== null) this.changed(collection, before, null, this.policy.isConflict(account, object, null), false)
		return { status: 204 }
	}

	/** MOVE and COPY (RFC 4918 §9.8, 9.9) from one calendar to another; inside one they are refused, as the UID would be there twice. */
	transfer(request: DavRequest, source: Resource, account: Account): DavResponse {
		const path = String(request.headers.destination ?? '').replace(/^https?:\/\/[^/]*/, '')
		const target = resolve(segments(path), account, this.store)
		// a calendar as a whole; what lies at a destination is deleted first (RFC 4918 §9.9.3)
		const isPractice = (resource: Resource): boolean => 'view' in resource && resource.view.collection.config !== null
		if ([source, target].some((resource) => resource.kind === 'calendar' && isPractice(resource)) && !can(account.role, 'configure')) throw new Refusal([issue('ROLE_FORBIDDEN', undefined, { action: 'configure' })])
		if (source.kind !== 'object') throw new Refusal(403)
		if (source.object === undefined) throw new Refusal(404)
		if ((isPractice(source) || isPractice(target)) && !can(account.role, 'move')) throw new Refusal([issue('ROLE_FORBIDDEN', undefined, { action: 'move' })])
		if (target.kind !== 'object') throw new Refusal(409)
		if (target.view.collection === source.view.collection) throw new Refusal(request.method === 'COPY' && target.uri !== source.uri ? [issue('UID_EXISTS', 'uid')] : 403)
		if (target.object !== undefined && request.headers.overwrite === 'F') throw new Refusal(412)
		checkPreconditions(request, source.object, account, this.policy)
		const { view: { collection: from }, object } = source
		const { collection: to } = target.view
		const moved = request.method === 'MOVE' && from.config !== null ? object : undefined
		// out of the practice's calendars: gone for everybody else
		if (moved !== undefined && to.config === null) this.policy.judge(account, from, source.uri, null, moved)
		this.#write(to, target.uri, this.policy.parsed(object), account, { moved })
		if (request.method === 'MOVE') this.store.delete(from, source.uri)
		if (moved !== undefined && to.config === null) this.changed(from, this.policy.parsed(moved), null, this.policy.isConflict(account, moved, null), false)
		return { status: target.object === undefined ? 201 : 204 }
	}

	makeCalendar(request: DavRequest, resource: Resource, account: Account): DavResponse {
		if (resource.kind !== 'vacant') throw new Refusal(405)
		if (account.role === 'booking' || resource.uri.startsWith('app-generated--')) throw new Refusal([issue('ROLE_FORBIDDEN', undefined, { action: 'create' })])
		const root = request.body.trim() === '' ? undefined : parseXml(request.body)
		if (root === null || (root !== undefined && root.name !== `{${ns.cal}}mkcalendar`)) throw new Refusal(400)
		this.store.make(account.user, resource.uri)
		if (root !== undefined) proppatch(root, resolve(request.path, account, this.store), account, this.store)
		return { status: 201 }
	}
}

/** @returns whether If-Match was waived: the client can't have seen the last change */
function checkPreconditions({ method, headers }: DavRequest, object: StoredObject | undefined, account: Account, policy: Policy): boolean {
	const ifMatch = headers['if-match']
	if (ifMatch !== undefined && object === undefined) throw new Refusal([issue('STALE')])
	if (headers['if-none-match'] !== undefined && object !== undefined && ['*', object.etag].includes(headers['if-none-match'])) throw new Refusal(412)
	if (ifMatch === undefined || object === undefined) return false
	const isRelocation = method === 'MOVE' || method === 'COPY'
	const judged = judgePrecondition({ role: account.role, ifMatch, etag: object.etag, recent: isRelocation ? [] : policy.recent(object) })
	if (!judged.ok) throw new Refusal(judged.issues)
	return judged.value.waived
}

function readCalendar(request: DavRequest): Result<Component> {
	const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
	if (type !== 'text/calendar' && type !== 'application/calendar+json') throw new Refusal([issue('CONTENT_TYPE_UNSUPPORTED')])
	if (Buffer.byteLength(request.body) > limits.objectBytes) throw new Refusal([issue('OBJECT_TOO_LARGE', undefined, { max: limits.objectBytes })])
	if (type === 'text/calendar') return parseCalendar(request.body)
	try {
		return parseJcal(JSON.parse(request.body))
	} catch {
		throw new Refusal([issue('OBJECT_MALFORMED')])
	}
}
