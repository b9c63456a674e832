// SPDX-License-Identifier: GPL-3.0-or-later
import { issue, type Issue } from '../../issues/issue.ts'
import { checkPractice } from '../../practice/checkPractice.ts'
import { withoutRest } from '../../pvs/withoutRest.ts'
import type { Practice } from '../../practice/practice.ts'
import type { JsonSchema } from './jsonSchema.ts'
import { practiceSchema } from './practice.ts'

/**
 * Checks a document against a schema, as a page may whose policy forbids compiled validators.
 *
 * @param document decoded JSON
 * @returns SCHEMA_VIOLATION with a JSON pointer (RFC 6901) as path and params rule, expected; one per place
 */
export function schemaIssues(document: unknown, schema: JsonSchema): Issue[] {
	const found = new Map<string, Issue>()
	for (const one of violations(document, schema, '')) if (!found.has(one.path as string)) found.set(one.path as string, one)
	return [...found.values()]
}

/** The schema first, then the references between its parts; empty: valid. */
export function practiceIssues(document: unknown): Issue[] {
	const issues = schemaIssues(document, practiceSchema)
	return issues.length > 0 ? issues : [...checkPractice(document as Practice), ...withoutRest(document as Practice)]
}

function violations(data: unknown, schema: JsonSchema, path: string): Issue[] {
	const broken = (rule: string, expected: string | number, at = path): Issue => issue('SCHEMA_VIOLATION', at, { rule, expected })
	const types: readonly string[] = typeof schema.type === 'string' ? [schema.type] : schema.type
	if (!types.some((type) => hasType(data, type))) return [broken('type', types.join(', '))]
	if (schema.enum !== undefined && !schema.enum.includes(data as string)) return [broken('enum', schema.enum.map(String).join(', '))]
	if (typeof data === 'string') return ofString(data, schema, broken)
	if (typeof data === 'number') {
		if (data < (schema.minimum ?? -Infinity)) return [broken('minimum', schema.minimum ?? '')]
		return data > (schema.maximum ?? Infinity) ? [broken('maximum', schema.maximum ?? '')] : []
	}
	if (Array.isArray(data)) return ofList(data, schema, path, broken)
	if (typeof data === 'object' && data !== null) {
		const { properties = {} } = schema
		return [
			...(schema.required ?? []).filter((name) => !Object.hasOwn(data, name)).map((name) => broken('required', name, below(path, name))),
			...Object.entries(data).flatMap(([name, value]) => {
				const inner = Object.hasOwn(properties, name) ? properties[name] : undefined
				if (inner !== undefined) return violations(value, inner, below(path, name))
				return schema.additionalProperties === false ? [broken('additionalProperties', Object.keys(properties).join(', '), below(path, name))] : []
			}),
		]
	}
	return []
}

type Broken = (rule: string, expected: string | number) => Issue

function ofString(text: string, schema: JsonSchema, broken: Broken): Issue[] {
	const { length } = [...text]
	if (length < (schema.minLength ?? 0)) return [broken('minLength', schema.minLength ?? '')]
	if (length > (schema.maxLength ?? Infinity)) return [broken('maxLength', schema.maxLength ?? '')]
	return schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text) ? [] : [broken('pattern', schema.pattern)]
}

function ofList(list: readonly unknown[], schema: JsonSchema, path: string, broken: Broken): Issue[] {
	if (list.length < (schema.minItems ?? 0)) return [broken('minItems', schema.minItems ?? '')]
	if (list.length > (schema.maxItems ?? Infinity)) return [broken('maxItems', schema.maxItems ?? '')]
	if (schema.uniqueItems === true && new Set(list.map((entry) => JSON.stringify(entry))).size < list.length) return [broken('uniqueItems', 'true')]
	const { items } = schema
	return items === undefined ? [] : list.flatMap((entry, index) => violations(entry, items, `${path}/${index}`))
}

function hasType(data: unknown, type: string): boolean {
	switch (type) {
		case 'object': return typeof data === 'object' && data !== null && !Array.isArray(data)
		case 'array': return Array.isArray(data)
		case 'integer': return Number.isInteger(data)
		case 'null': return data === null
		default: return typeof data === type
	}
}

function below(path: string, name: string): string {
	return `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
