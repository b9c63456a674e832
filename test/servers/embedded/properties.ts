// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from '@sprechstunde/core'
import { Refusal, xml, type DavRequest, type DavResponse } from './http.ts'
import { childrenOf, ctagOf, davRoot, homeHref, principalHref, type Account, type Resource } from './resources.ts'
import type { Store } from './store.ts'
import { child, element, escapeXml, innerXml, ns, parseXml, type XmlNode } from './xml.ts'

const d = (name: string): string => `{${ns.dav}}${name}`
const c = (name: string): string => `{${ns.cal}}${name}`
const href = (path: string): string => element(d('href'), escapeXml(path))

type Reader = (resource: Resource, account: Account) => string | undefined

const privileges = (names: readonly string[]): string => names.map((name) => element(d('privilege'), element(d(name)))).join('')

/** Live properties: what they hold (XML), or undefined where the resource has none. */
const readers: Readonly<Record<string, Reader>> = {
	[d('resourcetype')]: ({ kind }) => kind === 'object' ? '' : element(d('collection'))
		+ (kind === 'calendar' ? element(c('calendar')) : kind === 'principal' ? element(d('principal')) : ''),
	[d('displayname')]: (resource, account) => resource.kind === 'principal' ? escapeXml(account.user)
		: resource.kind === 'calendar' ? escapeXml(resource.view.collection.config?.displayName ?? resource.view.collection.uri) : undefined,
	[d('current-user-principal')]: (_, account) => href(principalHref(account.user)),
	[d('principal-URL')]: ({ kind }, account) => kind === 'principal' ? href(principalHref(account.user)) : undefined,
	[d('principal-collection-set')]: () => href(`${davRoot}principals/users/`),
	[d('owner')]: (resource, account) => resource.kind === 'calendar' || resource.kind === 'object'
		? href(principalHref(resource.view.ownOnly ? account.user : resource.view.collection.owner)) : undefined,
	[d('current-user-privilege-set')]: (resource, account) => {
		if (resource.kind !== 'calendar' && resource.kind !== 'object') return privileges(['read'])
		return privileges(resource.view.ownOnly ? ['read', 'bind'] : account.role === null && resource.view.collection.owner !== account.user ? ['read']
			: ['read', 'write', 'write-content', 'write-properties', 'bind', 'unbind'])
	},
	[d('supported-report-set')]: ({ kind }) => kind !== 'calendar' ? undefined
		: [c('calendar-query'), c('calendar-multiget'), c('free-busy-query'), d('sync-collection')]
			.map((name) => element(d('supported-report'), element(d('report'), element(name)))).join(''),
	[c('calendar-home-set')]: ({ kind }, account) => kind === 'principal' ? href(homeHref(account.user)) : undefined,
	[c('calendar-user-address-set')]: ({ kind }, account) => kind === 'principal' ? href(principalHref(account.user)) : undefined,
	[c('supported-calendar-component-set')]: ({ kind }) => kind === 'calendar' ? element(c('comp'), '', { name: 'VEVENT' }) + element(c('comp'), '', { name: 'VTODO' }) : undefined,
	[c('supported-calendar-data')]: ({ kind }) => kind !== 'calendar' ? undefined
		: element(c('calendar-data'), '', { 'content-type': 'text/calendar', version: '2.0' }) + element(c('calendar-data'), '', { 'content-type': 'application/calendar+json' }),
	[c('max-resource-size')]: ({ kind }) => kind === 'calendar' ? String(limits.objectBytes) : undefined,
	[`{${ns.cs}}getctag`]: (resource) => resource.kind === 'calendar' ? ctagOf(resource.view) : undefined,
	[d('sync-token')]: (resource) => resource.kind === 'calendar' ? ctagOf(resource.view) : undefined,
	[`{${ns.apple}}calendar-color`]: (resource) => resource.kind === 'calendar' ? resource.view.collection.config?.color : undefined,
	[d('getetag')]: (resource) => resource.kind === 'object' && resource.object !== undefined ? escapeXml(resource.object.etag) : undefined,
	[d('getcontenttype')]: ({ kind }) => kind === 'object' ? 'text/calendar; charset=utf-8; component=vevent' : undefined,
	[d('getcontentlength')]: (resource) => resource.kind === 'object' ? String(Buffer.byteLength(resource.object?.data ?? '')) : undefined,
	[d('getlastmodified')]: (resource) => resource.kind === 'object' ? new Date(resource.object?.modified ?? 0).toUTCString() : undefined,
	// only where a report asks for it by name
	[c('calendar-data')]: (resource) => resource.kind === 'object' ? escapeXml(resource.object?.data ?? '') : undefined,
}
/** not in answers to allprop (RFC 4791 §9.6, RFC 3253 §3.1.5) */
const onRequest: ReadonlySet<string> = new Set([c('calendar-data'), d('supported-report-set'), d('current-user-privilege-set')])
/** live, and yet a client may set them */
const settable: ReadonlySet<string> = new Set([d('displayname'), `{${ns.apple}}calendar-color`])

function read(name: string, resource: Resource, account: Account): string | undefined {
	const stored = resource.kind === 'calendar' ? resource.view.collection.properties.get(name) : undefined
	return stored ?? readers[name]?.(resource, account)
}

/** One `response`: the properties found with 200, those missing with 404. */
export function propResponse(resource: Resource, account: Account, names: readonly string[] | 'all' | 'names'): string {
	const stored = resource.kind === 'calendar' ? [...resource.view.collection.properties.keys()] : []
	const wanted = typeof names !== 'string' ? names : [...new Set([...Object.keys(readers).filter((name) => names === 'names' || !onRequest.has(name)), ...stored])]
	const found: string[] = []
	const missing: string[] = []
	for (const name of wanted) {
		const value = read(name, resource, account)
		if (value !== undefined) found.push(element(name, names === 'names' ? '' : value))
		else if (typeof names !== 'string') missing.push(element(name))
	}
	const propstat = (list: readonly string[], status: string): string => element(d('propstat'), element(d('prop'), list.join('')) + element(d('status'), `HTTP/1.1 ${status}`))
	const parts = (found.length > 0 || missing.length === 0 ? propstat(found, '200 OK') : '') + (missing.length > 0 ? propstat(missing, '404 Not Found') : '')
	return element(d('response'), href(resource.href) + parts)
}

export function multistatus(responses: readonly string[], rest = ''): DavResponse {
	return xml(207, element(d('multistatus'), responses.join('') + rest))
}

/** PROPFIND (RFC 4918 §9.1), Depth 0 or 1. */
export function propfind(request: DavRequest, resource: Resource, account: Account, store: Store): DavResponse {
	const depth = request.headers.depth ?? 'infinity'
	const root = request.body.trim() === '' ? undefined : parseXml(request.body)
	if (root === null || (root !== undefined && root.name !== d('propfind')) || !['0', '1', 'infinity'].includes(String(depth))) throw new Refusal(400)
	if (resource.kind === 'vacant' || (resource.kind === 'object' && resource.object === undefined)) throw new Refusal(404)
	// as Nextcloud does: infinity is answered like 1
	const resources = depth === '0' ? [resource] : [resource, ...childrenOf(resource, account, store)]
	const names = child(root, d('prop'))?.children.map((node) => node.name) ?? (child(root, d('propname')) === undefined ? 'all' : 'names')
	return multistatus(resources.map((entry) => propResponse(entry, account, names)))
}

/** Sets what `set` and `remove` of a PROPPATCH or MKCALENDAR body ask for, all or nothing. */
export function proppatch(root: XmlNode | null, resource: Resource, account: Account, store: Store): DavResponse {
	if (root === null) throw new Refusal(400)
	if (resource.kind !== 'calendar' || resource.view.ownOnly || (account.role === null && resource.view.collection.owner !== account.user)) throw new Refusal(403)
	const changes = root.children.flatMap((node) => (child(node, d('prop'))?.children ?? [])
		.map((property) => ({ name: property.name, value: node.name === d('remove') ? null : innerXml(property) })))
	const isRefused = changes.some(({ name }) => name in readers && !settable.has(name) && root.name !== c('mkcalendar'))
	if (!isRefused) for (const { name, value } of changes) if (!(name in readers) || settable.has(name)) store.setProperty(resource.view.collection, name, value)
	const propstats = changes.map(({ name }) => {
		const status = !isRefused ? '200 OK' : name in readers && !settable.has(name) ? '403 Forbidden' : '424 Failed Dependency'
		return element(d('propstat'), element(d('prop'), element(name)) + element(d('status'), `HTTP/1.1 ${status}`))
	})
	return multistatus([element(d('response'), href(resource.href) + propstats.join(''))])
}
