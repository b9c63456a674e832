// SPDX-License-Identifier: GPL-3.0-or-later
import { normalizeLines } from '../fields/validateFields.ts'
import type { Component, Property } from './parseCalendar.ts'
import { ICAL } from './registerFields.ts'

export function properties(component: Component, name: string): Property[] {
	return component.getAllProperties(name.toLowerCase())
}

/** Text of the first property of that name, line ends as LF; null where there is none. */
export function textOf(component: Component, name: string): string | null {
	const property = component.getFirstProperty(name.toLowerCase())
	return property === null ? null : valueText(property)
}

export function valueText(property: Property): string {
	const value: unknown = (property.toJSON() as unknown as unknown[])[3]
	return normalizeLines(typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value))
}

/** SEQUENCE (RFC 5545 §3.8.7.4); 0 where there is none, and where it is so high that there is none after it. */
export function sequenceOf(component: Component): number {
	const text = textOf(component, 'SEQUENCE') ?? ''
	return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

/** All texts of a property with several values, in order, over all its lines. */
export function valuesOf(component: Component, name: string): string[] {
	return properties(component, name)
		.flatMap((property) => (property.toJSON() as unknown as unknown[]).slice(3))
		.map((value) => String(value)).filter((value) => value !== '')
}

export function remove(component: Component, name: string): void {
	component.removeAllProperties(name.toLowerCase())
}

/** Makes it the only property of that name; touches nothing where it is so already. */
export function setText(component: Component, name: string, text: string): void {
	const present = properties(component, name)
	if (present.length === 1 && valueText(present[0] as Property) === text) return
	remove(component, name)
	component.addProperty(new ICAL.Property([name.toLowerCase(), {}, 'text', text]))
}

export function setValue(component: Component, name: string, type: string, value: string | number): void {
	remove(component, name)
	component.addProperty(new ICAL.Property([name.toLowerCase(), {}, type, value]))
}

/** One CATEGORIES-like property with these values. */
export function setValues(component: Component, name: string, values: readonly string[]): void {
	const present = valuesOf(component, name)
	if (properties(component, name).length === 1 && present.length === values.length && present.every((value, index) => value === values[index])) return
	remove(component, name)
	component.addProperty(new ICAL.Property([name.toLowerCase(), {}, 'text', ...values]))
}

/** A copy that belongs to no component yet. */
export function copyProperty(property: Property): Property {
	return new ICAL.Property(JSON.parse(JSON.stringify(property.toJSON())) as unknown[])
}

/** The address in `mailto:address`, in lower case; any other URI as it is. */
export function addressOf(property: Property): string {
	return valueText(property).trim().replace(/^mailto:/i, '').toLowerCase()
}
