// SPDX-License-Identifier: GPL-3.0-or-later
import { isTextProperty } from './registerFields.ts'

export type JcalProperty = [string, Record<string, string | string[]>, string, ...unknown[]]
export type JcalComponent = [string, JcalProperty[], JcalComponent[]]

const nameShape = /^[a-z0-9-]{1,64}$/
const deepest = 4

/**
 * Checks and cleans jCal (RFC 7265) from outside: names are names, text has LF only and no other control characters, other
 * values have none at all. Whatever passes can be written as iCalendar without one value becoming another property.
 *
 * @throws TypeError where the shape is wrong
 */
export function cleanComponent(value: unknown, depth = 1): JcalComponent {
	if (!Array.isArray(value) || value.length < 2 || depth > deepest) throw new TypeError('no component')
	const [name, properties, components = []] = value as unknown[]
	if (!Array.isArray(properties) || !Array.isArray(components)) throw new TypeError('no component')
	return [cleanName(name), properties.map(cleanProperty), components.map((entry) => cleanComponent(entry, depth + 1))]
}

function cleanName(name: unknown): string {
	const text = typeof name === 'string' ? name.toLowerCase() : ''
	if (!nameShape.test(text)) throw new TypeError('no name')
	return text
}

function cleanProperty(property: unknown): JcalProperty {
	if (!Array.isArray(property) || property.length < 3) throw new TypeError('no property')
	const [givenName, parameters, givenType, ...values] = property as unknown[]
	const name = cleanName(givenName)
	if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) throw new TypeError('no parameters')
	const type = isTextProperty(name) ? 'text' : typeof givenType === 'string' && nameShape.test(givenType.toLowerCase()) ? givenType.toLowerCase() : 'unknown'
	const lines = type === 'text' || (type === 'unknown' && values.some((value) => typeof value === 'string' && /[\r\n\t]/.test(value)))
	const cleaned = values.length === 0 ? [''] : values.map((value) => lines ? cleanText(value) : cleanValue(value))
	// a DATE of which the program forgot to say so, as ical.js reads it
	if (type === 'date-time' && cleaned.every((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT::$/.test(value))) {
		return [name, cleanParameters(parameters as Record<string, unknown>), 'date', ...cleaned.map((value) => String(value).slice(0, 10))]
	}
	return [name, cleanParameters(parameters as Record<string, unknown>), lines ? 'text' : type, ...cleaned]
}

function cleanParameters(parameters: Record<string, unknown>): Record<string, string | string[]> {
	const cleaned: Record<string, string | string[]> = {}
	for (const [name, value] of Object.entries(parameters)) {
		const key = cleanName(name)
		if (key === 'value') continue
		cleaned[key] = Array.isArray(value) ? value.map(cleanParameter) : cleanParameter(value)
	}
	return cleaned
}

function cleanParameter(value: unknown): string {
	if (typeof value !== 'string' || /\p{Cs}/u.test(value)) throw new TypeError('no parameter')
	return value.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
}

function cleanText(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(cleanText)
	// half a pair of surrogates is no character
	if (typeof value === 'object' || value === undefined || /\p{Cs}/u.test(String(value))) throw new TypeError('no text')
	return String(value).replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
}

function cleanValue(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(cleanValue)
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([name, entry]) => [cleanName(name), cleanValue(entry)]))
	}
	if (typeof value === 'string' && /[\p{Cc}\p{Cs}]/u.test(value)) throw new TypeError('control character')
	if (!['string', 'number', 'boolean'].includes(typeof value)) throw new TypeError('no value')
	return value
}
