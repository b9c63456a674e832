// SPDX-License-Identifier: GPL-3.0-or-later
import type { FieldValues } from '../fields/validateFields.ts'
import { readNote } from '../icalendar/note.ts'
import { copyOf, type Component } from '../icalendar/parseCalendar.ts'
import { setText, setValues, textOf, valuesOf } from '../icalendar/properties.ts'
import { isAppointment, readFields } from '../icalendar/readAppointment.ts'
import type { CalendarConfig, CategoryName, Practice } from '../practice/practice.ts'
import { toNames } from './categoryNames.ts'
import { renderTemplate, type FieldMap } from '../practice/fieldMap.ts'
import { renderText } from './mapText.ts'
import { showShort } from './shownFields.ts'

/** Whom an object is shown to: by which map, and in which calendar. */
export interface MapContext {
	readonly map: FieldMap
	readonly names: readonly CategoryName[]
	readonly practice: Practice
	readonly calendar: CalendarConfig
}

/** A calendar object as a program gets to see it: a copy in which title, place, text and categories follow its map. Blocks stay as they are. */
export function mapOut(object: Component, context: MapContext): Component {
	const copy = copyOf(object)
	for (const event of copy.getAllSubcomponents('vevent')) if (isAppointment(event)) showEvent(event, context)
	return copy
}

function showEvent(event: Component, { map, names, practice, calendar }: MapContext): void {
	const fields = readFields(event)
	const title = showTemplate(map.title, fields, practice, calendar)
	if (title !== '') setText(event, 'SUMMARY', title)
	const place = showTemplate(map.place, fields, practice, calendar)
	if (place !== '') setText(event, 'LOCATION', place)
	setText(event, 'DESCRIPTION', renderText(map.text, fields, readNote(textOf(event, 'DESCRIPTION'), null), practice))
	if (map.categories === 'names') setValues(event, 'CATEGORIES', toNames(valuesOf(event, 'CATEGORIES'), names, practice))
}

export function showTemplate(template: string, fields: FieldValues, practice: Practice, calendar: CalendarConfig): string {
	return renderTemplate(template, (name) => shownName(name, fields, practice, calendar))
}

/** What a name of a template stands for; those that are no field can't be read back. */
export function shownName(name: string, fields: FieldValues, practice: Practice, calendar: CalendarConfig): string {
	if (name === 'practice') return [practice.practice.name, practice.practice.address].filter((part) => part !== '').join(', ')
	if (name === 'room') return calendar.room
	if (name === 'doctor') return calendar.doctor
	return showShort(name, fields, practice)
}
