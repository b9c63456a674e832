// SPDX-License-Identifier: AGPL-3.0-or-later
import { issue, practiceIssues, type Issue, type Practice } from '@sprechstunde/core'
import { idOf } from './names.ts'

/** Either a document that may be stored, or what is wrong with it. */
export interface ReadDocument {
	readonly document?: Practice
	readonly issues: readonly Issue[]
}

/** Reads a configuration that was exported, here or with `occ`; PHP writes an empty object as an empty list. */
export function readDocument(text: string): ReadDocument {
	let found: unknown
	try {
		found = JSON.parse(text)
	} catch {
		return { issues: [issue('REQUEST_MALFORMED')] }
	}
	const document = withObjects(found)
	const issues = practiceIssues(document)
	return issues.length > 0 ? { issues } : { document: document as Practice, issues }
}

/** `sprechstunde-praxis-am-markt-2026-12-01.json` */
export function fileName(practice: Practice, now: Date): string {
	return `sprechstunde-${idOf(practice.practice.name, [])}-${now.toISOString().slice(0, 10)}.json`
}

function withObjects(found: unknown): unknown {
	if (typeof found !== 'object' || found === null || Array.isArray(found)) return found
	const document = found as { readonly calendars?: unknown, readonly mailTexts?: unknown }
	const calendars = Array.isArray(document.calendars)
		? document.calendars.map((calendar: unknown) => typeof calendar === 'object' && calendar !== null && isEmptyList((calendar as { weeklyHours?: unknown }).weeklyHours) ? { ...calendar, weeklyHours: {} } : calendar)
		: document.calendars
	return { ...document, ...(calendars === undefined ? {} : { calendars }), ...(isEmptyList(document.mailTexts) ? { mailTexts: {} } : {}) }
}

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0
}
