// SPDX-License-Identifier: AGPL-3.0-or-later
import { issue, issueText, practiceSchema, type Issue, type JsonSchema } from '@sprechstunde/core'
import { language, t } from '../../l10n.ts'
import { segmentsOf } from './path.ts'

/**
 * What a person reads beside a field. A broken rule of the schema is said as the catalogue says it of any other field.
 *
 * @param label of the field
 */
export function sentenceOf(found: Issue, label: string): string {
	const { path = '' } = found
	return issueText(plainIssue(found), language(), { [path]: label })
}

/** Whether an issue is about a place or something in it. */
export function isWithin(found: Issue, pointer: string): boolean {
	return found.path === pointer || (found.path ?? '').startsWith(`${pointer}/`)
}

/** Whether it says no more than that something is still to be filled in. */
export function isMissing({ params: { rule } = {} }: Issue): boolean {
	return rule === 'required' || rule === 'minLength' || rule === 'minItems'
}

function plainIssue(found: Issue): Issue {
	const { code, path = '', params: { rule, expected } = {} } = found
	if (code !== 'SCHEMA_VIOLATION') return found
	const schema = schemaAt(path)
	if (rule === 'required' || rule === 'minLength' || rule === 'minItems') return issue('FIELD_REQUIRED', path)
	if (rule === 'maxLength') return issue('FIELD_TOO_LONG', path, { max: expected ?? '' })
	if (rule === 'enum') return issue('FIELD_VALUE_NOT_ALLOWED', path, { allowed: expected ?? '' })
	if (rule === 'pattern') return issue('FIELD_FORMAT', path, { format: formatOf(path) })
	if (schema?.minimum !== undefined && schema.maximum !== undefined) return issue('FIELD_OUT_OF_RANGE', path, { min: schema.minimum, max: schema.maximum })
	return found
}

function schemaAt(pointer: string): JsonSchema | undefined {
	return segmentsOf(pointer).reduce<JsonSchema | undefined>((schema, part) => schema?.items ?? schema?.properties?.[part], practiceSchema)
}

function formatOf(pointer: string): string {
	const parts = segmentsOf(pointer)
	if (parts[2] === 'rest' && ['name', 'answerId'].includes(parts.at(-1) ?? '')) return t('letters, digits, hyphens and underscores')
	if (parts[2] === 'rest' && parts.at(-1) === 'value') return t('one or more of our fields')
	switch (parts.at(-1)) {
		case 'domain': return 'praxis.example'
		case 'manageUrl':
		case 'url': return 'https://…'
		case 'version': return t('letters, digits, dots and hyphens')
		case 'code': return t('capital letters, digits and underscores')
		case 'id':
		case 'uri': return t('small letters, digits and hyphens')
		case 'start':
		case 'end': return '08:30'
		case 'title':
		case 'place': return '{patientName} - {reason|appointmentType}'
		case 'color': return '#0082c9'
		default: return parts.includes('aliases') ? t('small letters, digits and hyphens') : t('text without control characters')
	}
}
