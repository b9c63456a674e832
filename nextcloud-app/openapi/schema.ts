// SPDX-License-Identifier: AGPL-3.0-or-later

/** What our answers' schemas use of JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
export interface Schema {
	readonly $ref?: string
	readonly title?: string
	readonly description?: string
	readonly type?: string | readonly string[]
	readonly format?: string
	readonly properties?: Readonly<Record<string, Schema>>
	readonly required?: readonly string[]
	readonly additionalProperties?: boolean | Schema
	readonly items?: Schema
	readonly anyOf?: readonly Schema[]
	readonly enum?: readonly (string | number | boolean | null)[]
	readonly pattern?: string
	readonly minimum?: number
	readonly maximum?: number
	readonly minLength?: number
	readonly maxLength?: number
}

export const text: Schema = { type: 'string' }
export const whole: Schema = { type: 'integer', minimum: 0 }
export const flag: Schema = { type: 'boolean' }
/** UTC, ISO 8601 */
export const instant: Schema = { type: 'string', format: 'date-time', pattern: 'Z$' }
export const day: Schema = { type: 'string', format: 'date' }
export const bothLanguages: Schema = object({ de: text, en: text })

/** An object with all these properties and no others, but for the optional ones. */
export function object(properties: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema {
	return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties: { ...properties, ...optional } }
}

export function list(items: Schema): Schema {
	return { type: 'array', items }
}

export function map(values: Schema): Schema {
	return { type: 'object', additionalProperties: values }
}

export function oneOf(...values: readonly string[]): Schema {
	return { type: 'string', enum: values }
}

export function nullable(schema: Schema): Schema {
	return typeof schema.type === 'string' && schema.enum === undefined ? { ...schema, type: [schema.type, 'null'] } : { anyOf: [schema, { type: 'null' }] }
}

/** A schema of the document's components. */
export function ref(name: string): Schema {
	return { $ref: `#/components/schemas/${name}` }
}
