// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * What goes where for a program that shows only title, place, text and categories. A template is placeholders with text between them,
 * `{patientName} - {reason|appointmentType}`; of `a|b` the first that says something is shown.
 */
export interface FieldMap {
	/** template of SUMMARY */
	readonly title: string
	/** template of LOCATION; `{practice}` is the practice's name and address, `{room}` the calendar's room; empty: as stored */
	readonly place: string
	/** fields in DESCRIPTION, a line each, in order */
	readonly text: readonly string[]
	/** CATEGORIES as our codes, or as the names that the program knows */
	readonly categories: 'codes' | 'names'
}

/** Fields that a map may show: what a person reads, no flags of ours. */
export const shownFields: readonly string[] = ['patientName', 'birthDate', 'insurance', 'phone', 'email', 'reason', 'appointmentType', 'patient', 'patientId', 'statusReason']
/** What a template may name besides; it is shown, never read back. */
export const shownPlaces: readonly string[] = ['practice', 'room', 'doctor']

/** Names in a map that stand for nothing. */
export function unknownNames(map: FieldMap): { part: string; name: string }[] {
	const inTemplates = (['title', 'place'] as const).flatMap((part) => readTemplate(map[part]).flatMap(({ names }) => names)
		.filter((name) => !shownFields.includes(name) && !shownPlaces.includes(name)).map((name) => ({ part, name })))
	return [...inTemplates, ...map.text.flatMap((name, index) => shownFields.includes(name) ? [] : [{ part: `text/${index}`, name }])]
}

/** One `{a|b}` of a template, and the literal text before it. */
export interface Placeholder {
	readonly names: readonly string[]
	readonly before: string
}

/** What a template may look like; flag u, anchored. */
export const templatePattern = '^(?:\\{[a-zA-Z]+(?:\\|[a-zA-Z]+)*\\}(?:[^{}\\p{Cc}]{1,20}(?=\\{)|$))*$'

/** @returns the placeholders in order; none for an empty template */
export function readTemplate(template: string): Placeholder[] {
	return [...template.matchAll(/([^{}]*)\{([^{}]+)\}/gu)].map(([, before = '', names = '']) => ({ before, names: names.split('|') }))
}

/**
 * @param shown the text of a name; '' where there is none
 */
export function renderTemplate(template: string, shown: (name: string) => string): string {
	return readTemplate(template).reduce((text, { before, names }) => {
		const value = names.map(shown).find((one) => one !== '') ?? ''
		return value === '' ? text : text === '' ? value : text + before + value
	}, '')
}

/**
 * Takes a text apart that a program wrote in the form of a template.
 *
 * @param shown what the template showed before, by name
 * @returns per placeholder that was found: its names, and what stands there now
 */
export function takeApart(template: string, text: string, shown: (name: string) => string): { names: readonly string[]; text: string }[] {
	const all = readTemplate(template)
	const value = ({ names }: Placeholder): string => names.map(shown).find((one) => one !== '') ?? ''
	const filled = all.filter((entry) => value(entry) !== '')
	// what was empty before is there now only where the text has a part more
	const first = split(filled, text, value)
	const pieces = first.length === filled.length && filled.length > 0 && !hasMore(all, filled, first) ? first : split(all, text, value)
	return pieces.map((piece) => ({ names: piece.names, text: piece.text.trim() }))
}

function hasMore(all: readonly Placeholder[], filled: readonly Placeholder[], pieces: readonly { text: string }[]): boolean {
	const next = all[all.indexOf(filled[filled.length - 1] as Placeholder) + 1]
	return next !== undefined && next.before !== '' && (pieces[pieces.length - 1]?.text.includes(next.before) ?? false)
}

function split(parts: readonly Placeholder[], text: string, value: (part: Placeholder) => string): { names: readonly string[]; text: string }[] {
	const found: { names: readonly string[]; text: string }[] = []
	let rest = text
	for (const [index, part] of parts.entries()) {
		const next = parts[index + 1]
		const known = value(part)
		// a name may itself hold what stands between two parts
		const at = next === undefined ? -1 : known !== '' && rest.startsWith(known + next.before) ? known.length : rest.indexOf(next.before)
		found.push({ names: part.names, text: at < 0 ? rest : rest.slice(0, at) })
		if (at < 0 || next === undefined) break
		rest = rest.slice(at + next.before.length)
	}
	return found
}
