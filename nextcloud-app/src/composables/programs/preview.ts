// SPDX-License-Identifier: AGPL-3.0-or-later
import { mapOut, textOf, valuesOf, writeAppointment, type CalendarConfig, type CategoryName, type FieldMap, type Practice } from '@sprechstunde/core'

/** An appointment as a program shows it. */
export interface Shown {
	readonly title: string
	readonly place: string
	readonly text: string
	readonly categories: string
}

/** 2 March 2026, 09:00 in Berlin */
const start = Date.UTC(2026, 2, 2, 8)
const patient = { patientName: 'Erika Mustermann', birthDate: '1964-08-12', insurance: 'GESETZLICH', phone: '+49 30 1234567', email: 'erika@mustermann.example', patient: 'existing', patientId: '4711' }

/**
 * What a program gets to see of an invented patient's appointment in one of its calendars.
 *
 * @param map null: what is stored
 */
export function shownBy(map: FieldMap | null, names: readonly CategoryName[], practice: Practice, calendar: CalendarConfig): Shown {
	const type = practice.appointmentTypes.find(({ code }) => calendar.types.includes(code)) ?? practice.appointmentTypes[0]
	const reason = practice.practice.language === 'de' ? 'Krampfadern, Kontrolle' : 'Varicose veins, check-up'
	const stored = writeAppointment({
		uid: 'preview@praxis.example', status: 'CONFIRMED', start, end: start + 30 * 60_000, note: '', sequence: 0,
		fields: { ...patient, reason, ...(type === undefined ? {} : { appointmentType: type.code }) },
	}, practice, calendar, start)
	const shown = map === null ? stored : mapOut(stored, { map, names, practice, calendar })
	const event = shown.getFirstSubcomponent('vevent')
	if (event === null) throw new Error('The preview has no event')
	const text = (name: string): string => textOf(event, name) ?? ''
	return { title: text('SUMMARY'), place: text('LOCATION'), text: text('DESCRIPTION'), categories: valuesOf(event, 'CATEGORIES').join(', ') }
}
