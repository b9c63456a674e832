// SPDX-License-Identifier: GPL-3.0-or-later
import { descriptionLines, insuranceLabels, patientStatusLabels } from '../contract/texts.ts'
import { fieldCatalogue, type Field } from '../fields/fieldCatalogue.ts'
import { allowsLines, validateFields, type FieldValues } from '../fields/validateFields.ts'
import { showDate } from '../icalendar/note.ts'
import { shorten, typeOf } from '../icalendar/renderEvent.ts'
import type { Language } from '../issues/issue.ts'
import { shownFields } from '../practice/fieldMap.ts'
import type { Practice } from '../practice/practice.ts'

/** The label of a field's line in DESCRIPTION. */
export function lineLabel(field: string, language: Language): string {
	return descriptionLines.find((line) => line.field === field)?.label[language]
		?? fieldCatalogue.find(({ name }) => name === field)?.label[language] ?? field
}

/** A field as people read it in one line of DESCRIPTION; '' where it is empty. */
export function showField(field: string, fields: FieldValues, practice: Practice): string {
	const value = fields[field] ?? ''
	const { language } = practice.practice
	if (value === '') return ''
	if (field === 'insurance') return insuranceLabels[value]?.[language] ?? value
	if (field === 'patient') return patientStatusLabels[value]?.[language] ?? value
	if (field === 'birthDate') return showDate(value, language)
	if (field === 'appointmentType') return typeOf(practice, value)?.label[language] ?? value
	return value
}

/** A field as a title or a place shows it: its first line, not too long. */
export function showShort(field: string, fields: FieldValues, practice: Practice): string {
	return shorten(showField(field, fields, practice).split('\n')[0]?.trim() ?? '')
}

/**
 * The value that a person's text means for a field.
 *
 * @param today the day in the practice's zone
 * @returns null where the text is no value of that field
 */
export function readField(name: string, text: string, practice: Practice, today: string): string | null {
	const field = fieldCatalogue.find((entry) => entry.name === name)
	if (field === undefined || !shownFields.includes(name)) return null
	const value = meaning(field, text, practice)
	return value !== null && validateFields({ [name]: value }, { role: 'pvs', today }).length === 0 ? value : null
}

function meaning(field: Field, text: string, practice: Practice): string | null {
	const trimmed = text.trim()
	if (trimmed === '') return ''
	const same = (label: string): boolean => label.toLowerCase() === trimmed.toLowerCase()
	if (field.name === 'appointmentType') return practice.appointmentTypes.find(({ code, label }) => same(code) || same(label.de) || same(label.en))?.code ?? null
	if (field.name === 'birthDate') return trimmed.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
	const labels = field.name === 'insurance' ? insuranceLabels : field.name === 'patient' ? patientStatusLabels : null
	if (labels !== null) return Object.entries(labels).find(([code, label]) => same(code) || same(label.de) || same(label.en))?.[0] ?? null
	return allowsLines(field) ? trimmed : trimmed.replaceAll('\n', ' ')
}
