// SPDX-License-Identifier: GPL-3.0-or-later
import { issue, issueText, type Issue, type Language } from '../issues/issue.ts'
import type { Role } from '../roles/matrix.ts'
import { fieldCatalogue, fieldLabels, type Field } from './fieldCatalogue.ts'

export type FieldValues = Readonly<Partial<Record<string, string>>>

export interface FieldContext {
	readonly role: Role
	/** the day in the practice's zone, `YYYY-MM-DD` */
	readonly today: string
}

const oldestYears = 130
const patterns = new Map<string, RegExp>(fieldCatalogue.flatMap((field) => field.pattern === undefined ? [] : [[field.name, new RegExp(field.pattern, 'u')]]))

/** Line ends as LF. */
export function normalizeLines(value: string): string {
	return value.replace(/\r\n?/g, '\n')
}

/** Whether a field's text may span lines. */
export function allowsLines(field: Field): boolean {
	return field.name === 'reason' || field.name === 'statusReason'
}

/**
 * Checks values by field name; each field raises at most one issue, with its name as path. Empty text clears a field, so
 * it only offends where the field is required. Values that the role can't set are not looked at.
 */
export function validateFields(values: FieldValues, context: FieldContext): Issue[] {
	const known = new Set(fieldCatalogue.map((field) => field.name))
	const issues = Object.keys(values).filter((name) => !known.has(name)).map((name) => issue('FIELD_UNKNOWN', name))
	for (const field of fieldCatalogue) {
		const value = values[field.name]
		if (value === undefined || value === '') {
			if (field.required && context.role === 'booking') issues.push(issue('FIELD_REQUIRED', field.name))
		} else if (field.setBy.includes(context.role) && !(field.serverSet && context.role === 'booking')) {
			const found = checkValue(field, value, context)
			if (found !== null) issues.push(found)
		}
	}
	if (context.role === 'booking' && !values['email'] && !values['phone']) issues.push(issue('CONTACT_REQUIRED', 'email'))
	return issues
}

function checkValue(field: Field, given: string, context: FieldContext): Issue | null {
	const value = allowsLines(field) ? normalizeLines(given) : given
	const controls = allowsLines(field) ? /[^\P{Cc}\n\t]/u : /\p{Cc}/u
	if (controls.test(value)) return issue('FIELD_FORMAT', field.name)
	if ([...value].length > field.maxLength) return issue('FIELD_TOO_LONG', field.name, { max: field.maxLength })
	if (field.values !== undefined && !field.values.includes(value)) {
		return issue('FIELD_VALUE_NOT_ALLOWED', field.name, { allowed: field.values.join(', ') })
	}
	if (patterns.get(field.name)?.test(value) === false) return issue('FIELD_FORMAT', field.name)
	return field.type === 'date' ? checkBirthDate(field, value, context) : null
}

function checkBirthDate(field: Field, value: string, context: FieldContext): Issue | null {
	const time = Date.parse(value + 'T00:00:00Z')
	if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) return issue('FIELD_FORMAT', field.name)
	const { today } = context
	if (value > today) return issue('BIRTHDATE_IN_FUTURE', field.name)
	const oldest = String(Number(today.slice(0, 4)) - oldestYears).padStart(4, '0') + today.slice(4)
	return value < oldest ? issue('BIRTHDATE_IMPLAUSIBLE', field.name) : null
}

/** The sentence for an issue, with the field's label and the form it should have, in a language. */
export function fieldIssueText(found: Issue, language: Language): string {
	const format = fieldCatalogue.find((field) => field.name === found.path)?.format?.[language]
		?? { de: 'Text ohne Steuerzeichen', en: 'text without control characters' }[language]
	return issueText({ ...found, params: { format, ...found.params } }, language, fieldLabels(language))
}
