// SPDX-License-Identifier: GPL-3.0-or-later
import { mailTexts, statusLabels, type MailEvent } from '../contract/texts.ts'
import { copyOf, type Component, type Property } from '../icalendar/parseCalendar.ts'
import { addressOf, copyProperty, properties, sequenceOf, setText, setValue, textOf } from '../icalendar/properties.ts'
import { isAppointment } from '../icalendar/readAppointment.ts'
import { ICAL } from '../icalendar/registerFields.ts'
import { typeOf } from '../icalendar/renderEvent.ts'
import { newCalendar } from '../icalendar/writeAppointment.ts'
import type { Language } from '../issues/issue.ts'
import type { Practice } from '../practice/practice.ts'

/** What is taken over as it stands (RFC 5546 §3.2.2). */
const kept = ['UID', 'SEQUENCE', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'LOCATION', 'STATUS', 'ORGANIZER', 'TRANSP']
/** RFC 6638 §7: for the practice's server only. */
const scheduling = ['schedule-agent', 'schedule-status', 'schedule-force-send']

/**
 * The .ics that goes with a mail: when, where and what, but no medical field, no note and nobody else's address. A cancellation
 * tells the reason that the practice gave.
 *
 * @param stored the calendar object
 * @param leastSequence SEQUENCE of each event is raised to it: the patient's calendar takes only what is newer than the last mail
 */
export function patientCalendar(event: MailEvent, stored: Component, practice: Practice, language: Language, leastSequence = 0): Component {
	const method = mailTexts[event].method
	const own = newCalendar()
	setText(own, 'METHOD', method)
	for (const zone of stored.getAllSubcomponents('vtimezone')) own.addSubcomponent(copyOf(zone))
	for (const source of stored.getAllSubcomponents('vevent').filter(isAppointment)) {
		const target = patientEvent(source, method, practice, language)
		if (sequenceOf(target) < leastSequence) setValue(target, 'SEQUENCE', 'integer', leastSequence)
		own.addSubcomponent(target)
	}
	return own
}

function patientEvent(source: Component, method: string, practice: Practice, language: Language): Component {
	const target = new ICAL.Component('vevent')
	for (const name of kept) for (const property of properties(source, name)) target.addProperty(withoutScheduling(property))
	const email = textOf(source, 'X-PATIENT-EMAIL')?.toLowerCase() ?? ''
	const attendee = properties(source, 'ATTENDEE').find((property) => addressOf(property) === email)
	// RFC 5546 §3.2.1: PUBLISH has no attendees
	if (method !== 'PUBLISH' && attendee !== undefined) target.addProperty(withoutScheduling(attendee))
	const { name, phone } = practice.practice
	const type = typeOf(practice, textOf(source, 'X-APPOINTMENT-TYPE') ?? '')
	setText(target, 'SUMMARY', type === undefined ? name : `${type.label[language]} - ${name}`)
	if (method === 'CANCEL') setText(target, 'STATUS', 'CANCELLED')
	const status = textOf(target, 'STATUS') ?? 'CONFIRMED'
	const reason = status === 'CANCELLED' ? textOf(source, 'X-STATUS-REASON') ?? '' : ''
	setText(target, 'DESCRIPTION', [statusLabels[status]?.[language] ?? status, reason, phone].filter((line) => line !== '').join('\n'))
	return target
}

function withoutScheduling(property: Property): Property {
	const copy = copyProperty(property)
	for (const name of scheduling) copy.removeParameter(name)
	return copy
}
