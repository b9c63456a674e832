// SPDX-License-Identifier: GPL-3.0-or-later
import type { Interval } from '@sprechstunde/core'
import ICAL from 'ical.js'
import { Refusal, segments, type DavRequest, type DavResponse } from './http.ts'
import { checkFilter, componentMatches, timeRange } from './filter.ts'
import { multistatus, propResponse } from './properties.ts'
import { changesOf, ctagOf, objectOf, objectResource, objectsOf, type Account, type Resource, type View } from './resources.ts'
import type { StoredObject } from './store.ts'
import { child, element, escapeXml, ns, parseXml, type XmlNode } from './xml.ts'

const d = (name: string): string => `{${ns.dav}}${name}`
const c = (name: string): string => `{${ns.cal}}${name}`

/** What the reports need of the practice: its zone, and the busy times of one stored object. */
export interface ReportContext {
	/** IANA name */
	readonly zone: string
	parsed(object: StoredObject): ICAL.Component
	busy(object: StoredObject, range: Interval): readonly Interval[]
}

/** REPORT on a calendar: calendar-query, calendar-multiget, free-busy-query (RFC 4791 §7.8 – 7.10), sync-collection (RFC 6578). */
export function report(request: DavRequest, resource: Resource, account: Account, context: ReportContext): DavResponse {
	const root = parseXml(request.body)
	if (root === null) throw new Refusal(400)
	if (resource.kind !== 'calendar') throw new Refusal(403, { precondition: d('supported-report') })
	const names = child(root, d('prop'))?.children.map((node) => node.name) ?? [d('getetag')]
	if (root.name === c('calendar-query')) return calendarQuery(root, resource.view, account, names, context)
	if (root.name === c('calendar-multiget')) return multiget(root, resource.view, account, names)
	if (root.name === d('sync-collection')) return syncCollection(root, resource.view, account, names)
	if (root.name === c('free-busy-query')) return freeBusy(root, resource.view, context)
	throw new Refusal(403, { precondition: d('supported-report') })
}

function calendarQuery(root: XmlNode, view: View, account: Account, names: readonly string[], context: ReportContext): DavResponse {
	const filter = child(child(root, c('filter')), c('comp-filter'))
	if (filter?.attributes.name !== 'VCALENDAR') throw new Refusal(403, { precondition: c('valid-filter') })
	checkFilter(filter)
	const found = objectsOf(view).filter((object) => componentMatches(filter, [context.parsed(object)], context.zone))
	return multistatus(found.map((object) => propResponse(objectResource(view, object), account, names)))
}

function multiget(root: XmlNode, view: View, account: Account, names: readonly string[]): DavResponse {
	return multistatus(root.children.filter((node) => node.name === d('href')).map((node) => {
		const path = node.text.trim().replace(/^https?:\/\/[^/]+/, '')
		const uri = path.startsWith(view.href) ? segments(path).at(-1) : undefined
		const object = uri === undefined ? undefined : objectOf(view, uri)
		return object === undefined ? gone(path) : propResponse(objectResource(view, object), account, names)
	}))
}

function syncCollection(root: XmlNode, view: View, account: Account, names: readonly string[]): DavResponse {
	const token = child(root, d('sync-token'))?.text.trim() ?? ''
	const changes = changesOf(view)
	const since = token === '' ? 0 : Number(/^http:\/\/sabre\.io\/ns\/sync\/(\d+)$/.exec(token)?.[1] ?? NaN)
	if (!(since <= changes.length)) throw new Refusal(403, { precondition: d('valid-sync-token') })
	const uris = token === '' ? objectsOf(view).map((object) => object.uri) : [...new Set(changes.slice(since).map((change) => change.uri))]
	return multistatus(uris.map((uri) => {
		const object = objectOf(view, uri)
		return object === undefined ? gone(view.href + encodeURIComponent(uri)) : propResponse(objectResource(view, object), account, names)
	}), element(d('sync-token'), ctagOf(view)))
}

/** Busy times of what the account may see. */
function freeBusy(root: XmlNode, view: View, context: ReportContext): DavResponse {
	const range = child(root, c('time-range'))
	if (range === undefined) throw new Refusal(400)
	const span = timeRange(range)
	const calendar = new ICAL.Component('vcalendar')
	calendar.updatePropertyWithValue('version', '2.0')
	calendar.updatePropertyWithValue('prodid', '-//Sprechstunde//Termine//DE')
	const freebusy = new ICAL.Component('vfreebusy')
	const utc = (at: number): ICAL.Time => ICAL.Time.fromJSDate(new Date(at), true)
	if (span.start > -8e15) freebusy.updatePropertyWithValue('dtstart', utc(span.start))
	if (span.end < 8e15) freebusy.updatePropertyWithValue('dtend', utc(span.end))
	freebusy.updatePropertyWithValue('dtstamp', utc(Math.max(span.start, 0)))
	for (const { start, end } of objectsOf(view).flatMap((object) => context.busy(object, span))) {
		const property = new ICAL.Property('freebusy', freebusy)
		property.setValue(ICAL.Period.fromData({ start: utc(Math.max(start, span.start)), end: utc(Math.min(end, span.end)) }))
		freebusy.addProperty(property)
	}
	calendar.addSubcomponent(freebusy)
	return { status: 200, headers: { 'Content-Type': 'text/calendar; charset=utf-8' }, body: `${calendar.toString()}\r\n` }
}

function gone(path: string): string {
	return element(d('response'), element(d('href'), escapeXml(path)) + element(d('status'), 'HTTP/1.1 404 Not Found'))
}
