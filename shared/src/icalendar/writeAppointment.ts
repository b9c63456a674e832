// SPDX-License-Identifier: GPL-3.0-or-later
import type { Appointment } from '../appointment/appointment.ts'
import { fieldCatalogue } from '../fields/fieldCatalogue.ts'
import type { CalendarConfig, Practice } from '../practice/practice.ts'
import type { Component } from './parseCalendar.ts'
import { remove, setText, setValue } from './properties.ts'
import { ICAL } from './registerFields.ts'
import { renderEvent } from './renderEvent.ts'
import { writeTime, writeUtc } from './times.ts'
import { ensureZone } from './zones.ts'

export const productId = '-//Sprechstunde//Termine//DE'

/** An empty VCALENDAR of ours. */
export function newCalendar(): Component {
	return new ICAL.Component(['vcalendar', [['version', {}, 'text', '2.0'], ['prodid', {}, 'text', productId], ['calscale', {}, 'text', 'GREGORIAN']], []])
}

/** The fields as properties, in the catalogue's order; an empty or missing one has none. */
export function writeFields(event: Component, fields: Appointment['fields']): void {
	for (const field of fieldCatalogue) {
		const value = fields[field.name] ?? ''
		if (value === '') remove(event, field.property)
		else setText(event, field.property, value)
	}
}

/**
 * A new calendar object for an appointment, with times in the practice's zone and its VTIMEZONE.
 *
 * @param now milliseconds since the epoch
 */
export function writeAppointment(appointment: Appointment, practice: Practice, calendar: CalendarConfig, now: number): Component {
	const zone = practice.practice.timeZone
	const object = newCalendar()
	const event = new ICAL.Component('vevent')
	setText(event, 'UID', appointment.uid)
	for (const name of ['DTSTAMP', 'CREATED', 'LAST-MODIFIED']) writeUtc(event, name, now)
	setValue(event, 'SEQUENCE', 'integer', appointment.sequence)
	writeTime(event, 'DTSTART', appointment.start, zone)
	writeTime(event, 'DTEND', appointment.end, zone)
	setText(event, 'TRANSP', 'OPAQUE')
	writeFields(event, appointment.fields)
	object.addSubcomponent(event)
	renderEvent(event, { practice, calendar, status: appointment.status, fields: appointment.fields, note: appointment.note, previous: null })
	ensureZone(object, zone)
	return object
}
