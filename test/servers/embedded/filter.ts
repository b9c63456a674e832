// SPDX-License-Identifier: GPL-3.0-or-later
import ICAL from 'ical.js'
import { instantOfWallClock } from '@sprechstunde/core'
import { Refusal } from './http.ts'
import { child, ns, type XmlNode } from './xml.ts'

/** of one object; a daily event of thirty years ago is still found */
const maxOccurrences = 20_000
const c = (name: string): string => `{${ns.cal}}${name}`

/** Epoch milliseconds, half-open. */
export interface Span {
	readonly start: number
	readonly end: number
}

/** `time-range` (RFC 4791 §9.9): UTC, at least one end. @throws {Refusal} 403 valid-filter */
export function timeRange(node: XmlNode): Span {
	const instant = (value: string | undefined, otherwise: number): number => {
		if (value === undefined) return otherwise
		const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value)
		return parts === null ? NaN : Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]), Number(parts[4]), Number(parts[5]), Number(parts[6]))
	}
	const { start, end } = node.attributes
	const span = { start: instant(start, -8.64e15), end: instant(end, 8.64e15) }
	if (!(span.start < span.end) || (start === undefined && end === undefined)) throw new Refusal(403, { precondition: c('valid-filter') })
	return span
}

function millis(time: ICAL.Time, zone: string): number {
	const isFloating = time.isDate || time.zone === ICAL.Timezone.localTimezone
	return isFloating ? instantOfWallClock(Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second), zone) : time.toUnixTime() * 1000
}

/** Does an occurrence of the components (a master and its exceptions) touch the span? */
function touches(components: readonly ICAL.Component[], span: Span, zone: string): boolean {
	const overlaps = (start: number, end: number): boolean => start === end ? start >= span.start && start < span.end : start < span.end && end > span.start
	const lengthOf = (event: ICAL.Event): number => {
		const start = event.startDate
		if (event.component.hasProperty('dtend') || event.component.hasProperty('duration')) return event.endDate.subtractDate(start).toSeconds() * 1000
		return start.isDate ? 86_400_000 : 0
	}
	const touchesOne = (component: ICAL.Component): boolean => {
		if (!component.hasProperty('dtstart')) return !component.hasProperty('due') && !component.hasProperty('completed')
		const event = new ICAL.Event(component, { strictExceptions: true, exceptions: [] })
		const length = lengthOf(event)
		if (!event.isRecurring()) {
			const start = millis(event.startDate, zone)
			return overlaps(start, start + length)
		}
		const moved = new Set(components.flatMap((other) => other.hasProperty('recurrence-id') ? [String(other.getFirstPropertyValue('recurrence-id'))] : []))
		const iterator = event.iterator()
		for (let count = 0; count < maxOccurrences; count++) {
			const next = iterator.next() as ICAL.Time | null
			if (next === null) return false
			const start = millis(next, zone)
			if (start >= span.end) return false
			if (!moved.has(next.toString()) && overlaps(start, start + length)) return true
		}
		return false
	}
	return components.some((component) => {
		try {
			return touchesOne(component)
		} catch {
			// times that nobody can read lie nowhere
			return false
		}
	})
}

function textMatches(node: XmlNode, values: readonly string[]): boolean {
	const fold = (text: string): string => node.attributes.collation === 'i;octet' ? text : text.toLowerCase()
	const found = values.some((value) => fold(value).includes(fold(node.text.trim())))
	return (node.attributes['negate-condition'] === 'yes') !== found
}

function parameterMatches(filter: XmlNode, property: ICAL.Property): boolean {
	const value = property.getParameter((filter.attributes.name ?? '').toLowerCase()) as string | string[] | undefined
	if (child(filter, c('is-not-defined')) !== undefined) return value === undefined
	const match = child(filter, c('text-match'))
	return value !== undefined && (match === undefined || textMatches(match, [value].flat()))
}

function propertyMatches(filter: XmlNode, component: ICAL.Component, zone: string): boolean {
	const properties = component.getAllProperties((filter.attributes.name ?? '').toLowerCase())
	if (child(filter, c('is-not-defined')) !== undefined) return properties.length === 0
	return properties.some((property) => filter.children.every((node) => {
		if (node.name === c('text-match')) return textMatches(node, property.getValues().map(String))
		if (node.name === c('param-filter')) return parameterMatches(node, property)
		const range = node.name === c('time-range') ? timeRange(node) : null
		const value: unknown = property.getFirstValue()
		if (range === null || !(value instanceof ICAL.Time)) return false
		return millis(value, zone) >= range.start && millis(value, zone) < range.end
	}))
}

/** Looks at every time-range, so that a bad one is refused whatever the calendar holds. @throws {Refusal} 403 valid-filter */
export function checkFilter(filter: XmlNode): void {
	if (filter.name === c('time-range')) timeRange(filter)
	filter.children.forEach(checkFilter)
}

/**
 * `comp-filter` (RFC 4791 §9.7.1) against the components of that name.
 *
 * @param zone IANA name, for floating times and whole days
 */
export function componentMatches(filter: XmlNode, candidates: readonly ICAL.Component[], zone: string): boolean {
	const named = candidates.filter((component) => component.name.toUpperCase() === filter.attributes.name?.toUpperCase())
	if (child(filter, c('is-not-defined')) !== undefined) return named.length === 0
	const range = child(filter, c('time-range'))
	if (range !== undefined && !touches(named, timeRange(range), zone)) return false
	return named.some((component) => filter.children.every((node) => {
		if (node.name === c('comp-filter')) return componentMatches(node, component.getAllSubcomponents(), zone)
		return node.name === c('prop-filter') ? propertyMatches(node, component, zone) : true
	}))
}
