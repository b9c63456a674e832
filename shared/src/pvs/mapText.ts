// SPDX-License-Identifier: GPL-3.0-or-later
import { fieldLines, isSourceLine, noteBelowSource, sourceLineOf } from '../icalendar/note.ts'
import type { FieldValues } from '../fields/validateFields.ts'
import type { Practice } from '../practice/practice.ts'
import { lineLabel, showField } from './shownFields.ts'

/** DESCRIPTION as a map wants it: its fields, who entered it, the note. */
export function renderText(names: readonly string[], fields: FieldValues, note: string, practice: Practice): string {
	const { language } = practice.practice
	const lines = names.flatMap((name) => {
		const shown = showField(name, fields, practice)
		return shown === '' ? [] : [`${lineLabel(name, language)}: ${shown.split('\n').join('\n  ')}`]
	})
	return fieldLines(lines, sourceLineOf(fields)[language], note)
}

export interface ReadText {
	/** by field name, as the lines have them */
	readonly values: Readonly<Record<string, string>>
	/** what is no field's line, and the note below the source line */
	readonly note: string
}

/** Takes a DESCRIPTION apart that a program wrote. A line may carry the label of either language. */
export function readText(names: readonly string[], description: string): ReadText {
	const below = noteBelowSource(description)
	const lines = description.split('\n')
	const above = below === null ? lines : lines.slice(0, lines.findIndex(isSourceLine))
	const values: Record<string, string> = {}
	const rest: string[] = []
	let current: string | null = null
	for (const line of above) {
		const name = names.find((one) => startsWithLabel(line, one))
		if (name !== undefined && values[name] === undefined) {
			values[name] = line.slice(line.indexOf(':') + 1).trim()
			current = name
		} else if (current !== null && line.startsWith('  ')) {
			values[current] += '\n' + line.slice(2).trimEnd()
		} else {
			current = null
			if (line.trim() !== '') rest.push(line.trimEnd())
		}
	}
	return { values, note: [...rest, ...(below === null || below === '' ? [] : [below])].join('\n') }
}

function startsWithLabel(line: string, name: string): boolean {
	const label = line.slice(0, Math.max(0, line.indexOf(':'))).trim().toLowerCase()
	return label !== '' && (['de', 'en'] as const).some((language) => lineLabel(name, language).toLowerCase() === label)
}
