// SPDX-License-Identifier: GPL-3.0-or-later
import { createRequire } from 'node:module'
import { bookingRequestSchema, holdRequestSchema, practiceIssues, practiceSchema, schemaIssues, type Issue } from '@sprechstunde/core'
import { compareIssues } from './compare.ts'
import { practiceOf, type Case } from './load.ts'

interface Violation {
	readonly instancePath: string
	readonly params: Readonly<Record<string, string>>
}
interface Validator {
	(document: unknown): boolean
	readonly errors?: readonly Violation[] | null
}

// the core's own Ajv: other tools bring an older one, which stands nearer to this folder
const { Ajv } = createRequire(new URL('../../shared/package.json', import.meta.url))('ajv') as { Ajv: new (options: object) => { compile(schema: object): Validator } }
// strictTypes objects to lists of types, which WordPress understands
const ajv = new Ajv({ allErrors: true, strictTypes: false })
const schemas = { practice: practiceSchema, bookingRequest: bookingRequestSchema, holdRequest: holdRequestSchema }
const validators = { practice: ajv.compile(practiceSchema), bookingRequest: ajv.compile(bookingRequestSchema), holdRequest: ajv.compile(holdRequestSchema) }

export function runSchemas({ input, expected }: Case): void {
	const name = input['schema'] as keyof typeof validators
	const document: unknown = input['document'] ?? practiceOf(input)
	const validate = validators[name]
	const issues: Issue[] = validate(document) ? [] : [...new Set((validate.errors ?? []).map((error) => {
		const member = error.params['missingProperty'] ?? error.params['additionalProperty']
		return error.instancePath + (member === undefined ? '' : '/' + member.replace(/~/g, '~0').replace(/\//g, '~1'))
	}))].map((path) => ({ code: 'SCHEMA_VIOLATION', path }))
	compareIssues(schemaIssues(document, schemas[name]).map(({ code, path }) => ({ code, path: path as string })), issues.map(({ path }) => ({ code: 'SCHEMA_VIOLATION', path })))
	compareIssues(issues.length === 0 && name === 'practice' ? practiceIssues(document) : issues, expected['issues'])
}
