// SPDX-License-Identifier: GPL-3.0-or-later
import { fieldCatalogue } from '../fields/fieldCatalogue.ts'
import type { FieldValues } from '../fields/validateFields.ts'
import { fieldLines, sourceLineOf } from '../icalendar/note.ts'
import { copyOf, type Component } from '../icalendar/parseCalendar.ts'
import { properties, setText, setValues, textOf, valuesOf } from '../icalendar/properties.ts'
import { isAppointment, readFields, storedEvent } from '../icalendar/readAppointment.ts'
import { typeOf } from '../icalendar/renderEvent.ts'
import { appointmentCategory } from '../practice/categories.ts'
import { dayOf } from '../scheduling/zonedTime.ts'
import { toCodes, treatmentOfColor, treatments } from './categoryNames.ts'
import { shownFields, takeApart } from '../practice/fieldMap.ts'
import { showTemplate, shownName, type MapContext } from './mapOut.ts'
import { readText } from './mapText.ts'
import { lineLabel, readField, showField } from './shownFields.ts'

/**
 * What a program wrote by its map, as an object that carries our fields again: a copy. What it changed in title, place, text, categories or
 * colour becomes the field's value; what it left as it was shown stays as it is stored; what no field can hold goes into the note.
 *
 * @param previous what is stored; null where the object is new
 * @param now milliseconds since the epoch
 */
export function mapIn(object: Component, previous: Component | null, context: MapContext, now: number): Component {
	const copy = copyOf(object)
	const zone = context.practice.practice.timeZone
	for (const event of copy.getAllSubcomponents('vevent')) readEvent(event, storedEvent(event, previous, zone), context, dayOf(now, zone))
	return copy
}

function readEvent(event: Component, stored: Component | null, context: MapContext, today: string): void {
	const known = stored !== null && isAppointment(stored) ? stored : null
	const before = known === null ? {} : readFields(known)
	const found = findChanges(event, before, context, today)
	const codes = context.map.categories === 'names' ? toCodes(valuesOf(event, 'CATEGORIES'), context.names, context.practice) : valuesOf(event, 'CATEGORIES')
	const type = treatedBy(event, known, codes, before, context)
	if (type !== null && found.values['appointmentType'] === undefined) found.values['appointmentType'] = type
	const isTreated = codes.some((code) => treatments(context.practice).some((entry) => entry.code === code))
	if (known === null && !isAppointment(event) && !isTreated && (found.values['appointmentType'] ?? '') === '') return

	for (const { name, property } of fieldCatalogue) {
		const value = found.values[name]
		// what a program says in our own property counts for more than its prose
		const said = textOf(event, property)
		if (value !== undefined && (said === null || said === (before[name] ?? ''))) setText(event, property, value)
	}
	if (properties(event, 'CATEGORIES').length > 0 || known === null) setValues(event, 'CATEGORIES', [...new Set([appointmentCategory, ...codes])])
	if (textOf(event, 'DESCRIPTION') !== null || found.unread.length > 0) {
		const note = [found.note, ...found.unread.filter((line) => !found.note.split('\n').includes(line))].filter((part) => part !== '').join('\n')
		setText(event, 'DESCRIPTION', fieldLines([], sourceLineOf(before)[context.practice.practice.language], note))
	}
}

interface Found {
	readonly values: Record<string, string>
	readonly unread: string[]
	readonly note: string
}

function findChanges(event: Component, before: FieldValues, { map, practice, calendar }: MapContext, today: string): Found {
	const values: Record<string, string> = {}
	const unread: string[] = []
	const { language } = practice.practice
	const take = (names: readonly string[], text: string, shown: (name: string) => string): void => {
		const current = names.find((name) => shown(name) !== '')
		if (text === (current === undefined ? '' : shown(current))) return
		const [name, value] = meaningOf(names, current, text, (one) => readField(one, text, practice, today))
		if (name !== null) values[name] = value
		else if (text !== '' && names.some((one) => shownFields.includes(one))) unread.push(`${lineLabel(names.find((one) => shownFields.includes(one)) ?? '', language)}: ${text}`)
	}
	const short = (name: string): string => shownName(name, before, practice, calendar)
	const read = (template: string, property: string): void => {
		const text = textOf(event, property)
		if (text === null || text.trim() === showTemplate(template, before, practice, calendar)) return
		for (const piece of takeApart(template, text.trim(), short)) if (piece.text !== '') take(piece.names, piece.text, short)
	}
	read(map.place, 'LOCATION')
	read(map.title, 'SUMMARY')
	const text = readText(map.text, textOf(event, 'DESCRIPTION') ?? '')
	for (const [name, value] of Object.entries(text.values)) take([name], value, (one) => showField(one, before, practice))
	return { values, unread, note: text.note }
}

/** A text that a field shows already changes that field; a new one is a choice's value where it is one of them, else free text. */
function meaningOf(names: readonly string[], current: string | undefined, text: string, read: (name: string) => string | null): [string, string] | [null, ''] {
	const own = names.filter((name) => shownFields.includes(name))
	const free = own.filter(isFree)
	const order = current !== undefined && isFree(current) ? [current] : [...own.filter((name) => !isFree(name)), ...free]
	for (const name of order) {
		const value = read(name)
		if (value !== null) return [name, value]
	}
	return [null, '']
}

function isFree(name: string): boolean {
	return fieldCatalogue.some((field) => field.name === name && field.type === 'text')
}

/** The type that goes with the treatment a program chose by category or colour; null where it chose none, or the one that is there. */
function treatedBy(event: Component, known: Component | null, codes: readonly string[], before: FieldValues, { practice, calendar }: MapContext): string | null {
	const present = typeOf(practice, before['appointmentType'])?.category
	const all = treatments(practice).map(({ code }) => code)
	const color = textOf(event, 'COLOR')
	// a private entry may have any colour
	const colored = color === null || known === null || textOf(known, 'COLOR') === color ? null : treatmentOfColor(color, practice)
	const named = codes.find((code) => all.includes(code) && code !== present) ?? null
	const chosen = named ?? colored
	if (chosen === null || chosen === present) return null
	const fitting = practice.appointmentTypes.filter((type) => type.category === chosen)
	return (fitting.find(({ code }) => calendar.types.includes(code)) ?? fitting[0])?.code ?? null
}
