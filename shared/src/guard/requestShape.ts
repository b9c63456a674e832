// SPDX-License-Identifier: GPL-3.0-or-later
import type { JsonSchema } from '../contract/schemas/jsonSchema.ts'
import { issue, type Issue } from '../issues/issue.ts'

/** Checks a request of texts and whole numbers against its schema, with the issues that a booking request gets. Paths are the members' names. */
export function checkRequestShape(data: unknown, schema: JsonSchema): Issue[] {
	if (typeof data !== 'object' || data === null || Array.isArray(data)) return [issue('REQUEST_MALFORMED')]
	const members = Object.entries(data)
	const properties = schema.properties ?? {}
	return [
		...(schema.required ?? []).filter((name) => !Object.hasOwn(data, name)).map((name) => issue('FIELD_REQUIRED', name)),
		...members.flatMap(([name, value]) => Object.hasOwn(properties, name) ? checkMember(name, value, properties[name] as JsonSchema) : [issue('FIELD_UNKNOWN', name)]),
	]
}

function checkMember(name: string, value: unknown, { type, maxLength, pattern, minimum, maximum }: JsonSchema): Issue[] {
	if (type === 'integer') {
		const fits = Number.isInteger(value) && (value as number) >= (minimum ?? -Infinity) && (value as number) <= (maximum ?? Infinity)
		return fits ? [] : [issue('FIELD_FORMAT', name)]
	}
	if (typeof value !== 'string') return [issue('FIELD_FORMAT', name)]
	if (maxLength !== undefined && [...value].length > maxLength) return [issue('FIELD_TOO_LONG', name, { max: maxLength })]
	return pattern === undefined || new RegExp(pattern, 'u').test(value) ? [] : [issue('FIELD_FORMAT', name)]
}
