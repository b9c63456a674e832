// SPDX-License-Identifier: GPL-3.0-or-later

/** The keywords our schemas use: what Ajv, WordPress's REST API and our PHP interpreter all understand alike. */
export interface JsonSchema {
	readonly title?: string
	readonly type: 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'null' | readonly ('string' | 'integer' | 'object' | 'null')[]
	readonly properties?: Readonly<Record<string, JsonSchema>>
	readonly required?: readonly string[]
	readonly additionalProperties?: false
	readonly items?: JsonSchema
	readonly minItems?: number
	readonly maxItems?: number
	readonly uniqueItems?: boolean
	readonly enum?: readonly (string | number | boolean)[]
	readonly pattern?: string
	readonly minLength?: number
	readonly maxLength?: number
	readonly minimum?: number
	readonly maximum?: number
}
