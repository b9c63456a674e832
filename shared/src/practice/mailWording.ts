// SPDX-License-Identifier: GPL-3.0-or-later
import type { MailEvent } from '../contract/texts.ts'
import { issue, type Issue, type Language } from '../issues/issue.ts'
import type { MailWording, Practice } from './practice.ts'

/** What a practice may have filled into its own texts, as `{name}`. */
export const mailPlaceholders = ['name', 'practice', 'phone', 'doctor', 'date', 'time', 'endTime'] as const
export const wordingParts = ['greeting', 'paragraph', 'footer'] as const satisfies readonly (keyof MailWording)[]

/** The practice's own words for a part of a mail: of the event, else of all mails; empty where it has none. */
export function wordingOf(practice: Practice, event: MailEvent, part: keyof MailWording, language: Language): string {
	const { mailTexts = {} } = practice
	return mailTexts[event]?.[part]?.[language] ?? mailTexts.all?.[part]?.[language] ?? ''
}

/** A placeholder that nothing would be filled in for. */
export function checkWording(practice: Practice): Issue[] {
	const known: readonly string[] = mailPlaceholders
	return Object.entries(practice.mailTexts ?? {}).flatMap(([event, wording]) => wordingParts.flatMap((part) =>
		Object.entries(wording[part] ?? {}).flatMap(([language, text]) => {
			const unknown = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).find((name) => !known.includes(name))
			return unknown === undefined ? [] : [issue('PLACEHOLDER_UNKNOWN', `/mailTexts/${event}/${part}/${language}`, { value: `{${unknown}}`, allowed: known.map((name) => `{${name}}`).join(', ') })]
		})))
}
