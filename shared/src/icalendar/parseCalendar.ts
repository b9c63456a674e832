// SPDX-License-Identifier: GPL-3.0-or-later
import { fail, issue, ok, type Result } from '../issues/issue.ts'
import { RecurrenceRule } from '../scheduling/recurrenceRule.ts'
import { cleanComponent, type JcalComponent } from './jcal.ts'
import { ICAL } from './registerFields.ts'

/** A VCALENDAR, or a component inside it. */
export type Component = InstanceType<typeof ICAL.Component>
export type Property = InstanceType<typeof ICAL.Property>

/** Reads iCalendar text (RFC 5545). Issue: OBJECT_MALFORMED. */
export function parseCalendar(text: string): Result<Component> {
	try {
		return isWhole(text) ? toCalendar(ICAL.parse(text.replace(/^\ufeff/, '')) as unknown) : fail(issue('OBJECT_MALFORMED'))
	} catch {
		return fail(issue('OBJECT_MALFORMED'))
	}
}

/** One VCALENDAR to its end and nothing behind it: ical.js takes a text that breaks off between two components for a whole one. */
function isWhole(text: string): boolean {
	return text.match(/^END:VCALENDAR[ \t]*\r?$/gim)?.length === 1 && /(?:^|\n)END:VCALENDAR\s*$/i.test(text)
}

/** Reads jCal (RFC 7265), already decoded from JSON. Issue: OBJECT_MALFORMED. */
export function parseJcal(jcal: unknown): Result<Component> {
	try {
		return hasTimes(cleanComponent(jcal)) ? toCalendar(jcal) : fail(issue('OBJECT_MALFORMED'))
	} catch {
		return fail(issue('OBJECT_MALFORMED'))
	}
}

const timeForms: Readonly<Record<string, RegExp>> = { date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/ }

/** Whether each DATE and DATE-TIME has the form of RFC 7265 §3.6.4, 3.6.5: other readers make other times of another one. */
function hasTimes([, properties, components]: JcalComponent): boolean {
	return properties.every(([, , type, ...values]) => timeForms[type] === undefined || values.every((value) => typeof value === 'string' && timeForms[type]?.test(value) === true))
		&& components.every(hasTimes)
}

function toCalendar(jcal: unknown): Result<Component> {
	const cleaned = cleanComponent(jcal)
	if (cleaned[0] !== 'vcalendar') return fail(issue('OBJECT_MALFORMED'))
	const component = new ICAL.Component(cleaned)
	// what can be written only, and not read again, must not be stored
	ICAL.parse(component.toString())
	if (!hasRulesToFollow(component)) throw new TypeError('no rule')
	return ok(component)
}

/** A rule that names no frequency, or a day or a time that there is not, is none (RFC 5545 §3.3.10). */
function hasRulesToFollow(component: Component): boolean {
	const rules = ['rrule', 'exrule'].flatMap((name) => component.getAllProperties(name)).map((property) => (property.toJSON() as unknown as unknown[])[3])
	return rules.every((rule) => typeof rule === 'object' && rule !== null && RecurrenceRule.parse(rule as Record<string, unknown>) !== null)
		&& component.getAllSubcomponents().every(hasRulesToFollow)
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
