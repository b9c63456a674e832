// SPDX-License-Identifier: GPL-3.0-or-later
import { descriptionLines, insuranceLabels, sourceLines } from '../contract/texts.ts'
import type { FieldValues } from '../fields/validateFields.ts'
import type { Language } from '../issues/issue.ts'
import type { Text } from '../practice/practice.ts'

const anySourceLine = new Set(Object.values(sourceLines).flatMap((text) => [text.de, text.en]))

/** DESCRIPTION as people read it: the fields, who entered it, and the note of whoever wrote one. */
export function renderDescription(fields: FieldValues, note: string, language: Language): string {
	const lines = descriptionLines.flatMap(({ field, label }) => {
		const value = fields[field]
		return value === undefined || value === '' ? [] : [`${label[language]}: ${shown(field, value, language)}`]
	})
	return fieldLines(lines, sourceLineOf(fields)[language], note)
}

/** The line that says who entered an appointment. */
export function sourceLineOf(fields: FieldValues): Text {
	return sourceLines[(fields['source'] ?? 'PRACTICE') as keyof typeof sourceLines] ?? sourceLines.PRACTICE
}

/** A DESCRIPTION from its three parts. */
export function fieldLines(lines: readonly string[], source: string, note: string): string {
	return [...(lines.length === 0 ? [] : [...lines, '']), source, ...(note === '' ? [] : ['', note])].join('\n')
}

function shown(field: string, value: string, language: Language): string {
	if (field === 'insurance') return insuranceLabels[value]?.[language] ?? value
	if (field === 'birthDate') return showDate(value, language)
	// indented, so that no line of a patient's text can be taken for the source line
	return value.split('\n').join('\n  ')
}

/** A date `YYYY-MM-DD` as people of that language write it. */
export function showDate(day: string, language: Language): string {
	return language === 'de' ? day.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3.$2.$1') : day
}

/** Whether a line of a DESCRIPTION says who entered it, in either language. */
export function isSourceLine(line: string): boolean {
	return anySourceLine.has(line.trimEnd())
}

/** What stands below the source line, or null where there is no source line. */
export function noteBelowSource(description: string): string | null {
	const lines = description.split('\n')
	const index = lines.findIndex(isSourceLine)
	return index < 0 ? null : lines.slice(index + 1).join('\n').trim()
}

/**
 * The note in a DESCRIPTION that a client wrote: what is below the source line, or all of it where there is none.
 *
 * @param description null: the client sent none, so the stored note stays
 * @param stored the DESCRIPTION before this write
 */
export function readNote(description: string | null, stored: string | null): string {
	const text = description ?? stored ?? ''
	return noteBelowSource(text) ?? text.trim()
}
