// SPDX-License-Identifier: GPL-3.0-or-later
import { fail, issue, ok, type Result } from '../issues/issue.ts'
import { cleanComponent, type JcalComponent } from './jcal.ts'
import { ICAL } from './registerFields.ts'

/** A VCALENDAR, or a component inside it. */
export type Component = InstanceType<typeof ICAL.Component>
export type Property = InstanceType<typeof ICAL.Property>

/** Reads iCalendar text (RFC 5545). Issue: OBJECT_MALFORMED. */
export function parseCalendar(text: string): Result<Component> {
	// ical.js takes a text that breaks off between two components for a whole one
	if (!/^END:VCALENDAR\s*$/im.test(text)) return fail(issue('OBJECT_MALFORMED'))
	try {
		return toCalendar(ICAL.parse(text) as unknown)
	} catch {
		return fail(issue('OBJECT_MALFORMED'))
	}
}

/** Reads jCal (RFC 7265), already decoded from JSON. Issue: OBJECT_MALFORMED. */
export function parseJcal(jcal: unknown): Result<Component> {
	try {
		return toCalendar(jcal)
	} catch {
		return fail(issue('OBJECT_MALFORMED'))
	}
}

function toCalendar(jcal: unknown): Result<Component> {
	const cleaned = cleanComponent(jcal)
	if (cleaned[0] !== 'vcalendar') return fail(issue('OBJECT_MALFORMED'))
	const component = new ICAL.Component(cleaned)
	component.toString()
	return ok(component)
}

/** A deep copy that shares nothing. */
export function copyOf(component: Component): Component {
	return new ICAL.Component(structuredCopy(component.toJSON() as unknown as JcalComponent))
}

function structuredCopy<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T
}

/** iCalendar text, lines folded and ended by CR LF. */
export function calendarText(calendar: Component): string {
	return calendar.toString().replace(/(?<!\r\n)$/, '\r\n')
}

/** jCal of the calendar, of which nothing is shared. */
export function calendarJcal(calendar: Component): JcalComponent {
	return structuredCopy(calendar.toJSON() as unknown as JcalComponent)
}

/** Equal but for the order of properties and components. */
export function sameCalendar(a: Component, b: Component): boolean {
	return ordered(a.toJSON() as unknown as JcalComponent) === ordered(b.toJSON() as unknown as JcalComponent)
}

function ordered([name, properties, components]: JcalComponent): string {
	const sorted = properties.map((property) => {
		const parameters = Object.entries(property[1]).sort(([a], [b]) => (a < b ? -1 : 1))
		return JSON.stringify([property[0], parameters, ...property.slice(2)])
	}).sort()
	return JSON.stringify([name, sorted, components.map(ordered).sort()])
}
