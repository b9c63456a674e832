// SPDX-License-Identifier: AGPL-3.0-or-later
import { fieldCatalogue, fieldIssueText, issue, validateFields, type Issue, type Language, type Role } from '@sprechstunde/core'
import { contentFields, instantsOf, patientFields, type Draft } from './draft.ts'

export interface CheckContext {
	readonly role: Role
	/** `YYYY-MM-DD` in the practice's zone */
	readonly today: string
	/** IANA name, of the practice */
	readonly zone: string
	/** what must not be empty, by name */
	readonly required: readonly string[]
	/** how a birth date may be typed, for its message */
	readonly birthDateFormat: string
}

/** Where the form shows them, from top to bottom. */
const order: readonly string[] = [...patientFields, 'appointmentType', 'calendar', 'day', 'start', 'end', 'status', ...contentFields, 'note']

/** Whether the form has an input of that name. */
export function isInForm(name: string): boolean {
	return order.includes(name)
}

/** What is wrong in the form, first to last; `path` is the name in the draft. */
export function checkDraft(draft: Draft, { role, today, zone, required, birthDateFormat }: CheckContext): Issue[] {
	const values = Object.fromEntries(fieldCatalogue.map(({ name }) => [name, draft[name]?.trim() ?? '']))
	const missing = required.filter((name) => (draft[name]?.trim() ?? '') === '').map((name) => issue('FIELD_REQUIRED', name))
	const invalid = validateFields(values, { role, today })
		.map((found) => found.path === 'birthDate' && found.code === 'FIELD_FORMAT' ? issue(found.code, found.path, { format: birthDateFormat }) : found)
	return [...missing, ...invalid, ...checkTime(draft, zone)].sort((one, other) => rank(one) - rank(other))
}

function checkTime(draft: Draft, zone: string): Issue[] {
	if (Number.isNaN(Date.parse(`${draft.day}T00:00:00Z`))) return [issue('TIME_INVALID', 'day')]
	const time = instantsOf(draft, zone)
	if (time === null) return [issue('TIME_INVALID', draft.start === '' ? 'start' : 'end')]
	return time.end > time.start ? [] : [issue('TIME_INVALID', 'end')]
}

function rank(found: Issue): number {
	const index = order.indexOf(found.path ?? '')
	return index < 0 ? order.length : index
}

/** The sentence under the field; of several about one field the first. */
export function issueTexts(issues: readonly Issue[], language: Language, dayLabel: string): Map<string, string> {
	const texts = new Map<string, string>()
	for (const found of issues) {
		const path = found.path ?? ''
		if (!texts.has(path)) texts.set(path, path === 'day' ? fieldIssueText({ ...found, path: dayLabel }, language) : fieldIssueText(found, language))
	}
	return texts
}
