// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from '../contract/limits.ts'
import { fieldCatalogue } from '../fields/fieldCatalogue.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import { addressOf, properties, textOf } from '../icalendar/properties.ts'
import { issue, type Issue } from '../issues/issue.ts'
import type { GuardContext } from './verdict.ts'

const uidPattern = new RegExp(limits.uidPattern, 'u')
const recurring = ['RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'RECURRENCE-ID']
const once = [['UID', 'uid'], ['DTSTART', 'start'], ['DTEND', 'end'], ...fieldCatalogue.map((field) => [field.property, field.name])] as const

/** Whether a booking is one plain event and nothing else. */
export function checkBookingShape(next: Component, context: GuardContext): Issue[] {
	const events = next.getAllSubcomponents('vevent')
	const issues = foreignComponents(next, events).map((component) => issue('COMPONENT_NOT_ALLOWED', undefined, { component }))
	if (events.length !== 1) issues.push(issue('ONE_EVENT_ONLY'))
	if (events.some((event) => recurring.some((name) => properties(event, name).length > 0))) issues.push(issue('RECURRENCE_NOT_ALLOWED'))
	if (events.some((event) => properties(event, 'ATTACH').length > 0)) issues.push(issue('ATTACHMENT_NOT_ALLOWED'))
	const [event] = events
	if (event === undefined || events.length !== 1) return issues
	return [...issues, ...checkPeople(event, context), ...checkRepeated(event), ...checkUid(event, context)]
}

function foreignComponents(next: Component, events: readonly Component[]): string[] {
	const names = next.getAllSubcomponents().map((entry) => entry.name).filter((name) => name !== 'vevent' && name !== 'vtimezone')
	const inner = events.flatMap((event) => event.getAllSubcomponents().map((entry) => entry.name))
	const method = properties(next, 'METHOD').length > 0 ? ['method'] : []
	return [...new Set([...names, ...inner, ...method])].map((name) => name.toUpperCase())
}

function checkPeople(event: Component, { practice }: GuardContext): Issue[] {
	const email = (textOf(event, 'X-PATIENT-EMAIL') ?? '').toLowerCase()
	const attendees = properties(event, 'ATTENDEE').map(addressOf)
	const organizers = properties(event, 'ORGANIZER').map(addressOf)
	return [
		...(attendees.some((address) => email === '' || address !== email) ? [issue('ATTENDEE_FOREIGN')] : []),
		...(organizers.some((address) => address !== practice.practice.email.toLowerCase()) ? [issue('ORGANIZER_FOREIGN')] : []),
	]
}

function checkRepeated(event: Component): Issue[] {
	return once.filter(([property]) => properties(event, property).length > 1).map(([, name]) => issue('FIELD_REPEATED', name))
}

function checkUid(event: Component, { request }: GuardContext): Issue[] {
	const uid = textOf(event, 'UID') ?? ''
	if (!uidPattern.test(uid)) return [issue('UID_INVALID', 'uid')]
	return request.objectUri === `${uid}.ics` ? [] : [issue('UID_URI_MISMATCH', 'uid')]
}
