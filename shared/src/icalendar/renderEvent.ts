// SPDX-License-Identifier: GPL-3.0-or-later
import { microsoftBusyStatus } from '../appointment/status.ts'
import type { Status } from '../approval/transitions.ts'
import type { FieldValues } from '../fields/validateFields.ts'
import { appointmentCategory, categories } from '../practice/categories.ts'
import type { AppointmentType, CalendarConfig, Practice } from '../practice/practice.ts'
import { renderDescription } from './note.ts'
import { addressOf, copyProperty, properties, setText, setValues, valueText, valuesOf } from './properties.ts'
import type { Component, Property } from './parseCalendar.ts'
import { ICAL } from './registerFields.ts'

export interface RenderContext {
	readonly practice: Practice
	readonly calendar: CalendarConfig
	readonly status: Status
	readonly fields: FieldValues
	readonly note: string
	/** the VEVENT before this write, if any */
	readonly previous: Component | null
}

const summaryReasonLength = 80

/** The type that a code means, if the practice has it. */
export function typeOf<T extends Pick<AppointmentType, 'code'>>(practice: { readonly appointmentTypes: readonly T[] }, code: string | undefined): T | undefined {
	return practice.appointmentTypes.find((type) => type.code === code)
}

/** Renders from the fields whatever people and other programs read; other properties are left alone. */
export function renderEvent(event: Component, context: RenderContext): void {
	const { practice, fields, status } = context
	const language = practice.practice.language
	const summary = renderSummary(practice, fields)
	if (summary !== null) setText(event, 'SUMMARY', summary)
	setText(event, 'DESCRIPTION', renderDescription(fields, context.note, language))
	setText(event, 'LOCATION', renderLocation(practice, context.calendar))
	setText(event, 'STATUS', status)
	setText(event, 'CLASS', 'PUBLIC')
	setText(event, 'X-MICROSOFT-CDO-BUSYSTATUS', microsoftBusyStatus(status))
	renderCategories(event, context)
	renderOrganizer(event, context)
	renderAttendee(event, context)
}

/** `Name - reason's first line`, or the type where there is no reason; null without a name. */
export function renderSummary(practice: { readonly appointmentTypes: readonly Pick<AppointmentType, 'code' | 'label'>[], readonly practice: Pick<Practice['practice'], 'language'> }, fields: FieldValues): string | null {
	const name = fields['patientName']
	if (name === undefined || name === '') return null
	const code = fields['appointmentType'] ?? ''
	const label = typeOf(practice, code)?.label[practice.practice.language] ?? code
	const topic = shorten((fields['reason'] ?? '').split('\n')[0]?.trim() ?? '') || label
	return topic === '' ? name : `${name} - ${topic}`
}

/** At most as many code points as a title shows of a reason; the last says that there is more. */
export function shorten(text: string): string {
	const points = [...text]
	return points.length <= summaryReasonLength ? text : points.slice(0, summaryReasonLength - 1).join('') + '…'
}

export function renderLocation(practice: Practice, calendar: CalendarConfig): string {
	return [practice.practice.name, practice.practice.address, calendar.room].filter((part) => part !== '').join(', ')
}

/** APPOINTMENT, the type's treatment, then what the client added and is no treatment. */
function renderCategories(event: Component, { practice, fields }: RenderContext): void {
	const treatments = [...categories, ...practice.categories]
	const present = valuesOf(event, 'CATEGORIES').filter((code) => code !== appointmentCategory)
	const type = typeOf(practice, fields['appointmentType'])
	const rest = type === undefined ? present : [type.category, ...present.filter((code) => !treatments.some((entry) => entry.code === code))]
	setValues(event, 'CATEGORIES', [...new Set([appointmentCategory, ...rest])])
	// the practice's own entry of a code wins
	const color = [...treatments].reverse().find((entry) => entry.code === (type?.category ?? rest[0]))?.colorName
	if (color !== undefined) setText(event, 'COLOR', color)
}

function renderOrganizer(event: Component, { practice: { practice }, previous }: RenderContext): void {
	const ownOf = (component: Component): Property | undefined => properties(component, 'ORGANIZER').find((property) => addressOf(property) === practice.email.toLowerCase())
	const own = ownOf(event)
	for (const property of properties(event, 'ORGANIZER')) if (property !== own) event.removeProperty(property)
	const organizer = own ?? new ICAL.Property(['organizer', {}, 'cal-address', `mailto:${practice.email}`])
	const stored = previous === null ? undefined : ownOf(previous)
	if (stored !== undefined) putBackParameters(organizer, stored)
	setParameter(organizer, 'cn', practice.name)
	if (own === undefined) event.addProperty(organizer)
}

/** The patient as attendee, as long as there is an address; other attendees stay. Nextcloud must not mail them: SCHEDULE-AGENT=CLIENT (RFC 6638 §7.1). */
function renderAttendee(event: Component, { fields, previous }: RenderContext): void {
	const email = fields['email'] ?? ''
	const before = previous === null ? '' : (properties(previous, 'X-PATIENT-EMAIL')[0] === undefined ? '' : valueText(properties(previous, 'X-PATIENT-EMAIL')[0] as Property))
	const named = (component: Component, address: string) => properties(component, 'ATTENDEE').filter((entry) => addressOf(entry) === address.toLowerCase())
	if (before !== '' && before.toLowerCase() !== email.toLowerCase()) for (const property of named(event, before)) event.removeProperty(property)
	if (email === '') return
	const [present, ...surplus] = named(event, email)
	for (const property of surplus) event.removeProperty(property)
	const stored = previous === null ? undefined : named(previous, email)[0]
	const attendee = present ?? (stored === undefined ? new ICAL.Property(['attendee', {}, 'cal-address', `mailto:${email}`]) : copyProperty(stored))
	if (present !== undefined && stored !== undefined) putBackParameters(present, stored)
	if (fields['patientName'] !== undefined) setParameter(attendee, 'cn', fields['patientName'])
	setParameter(attendee, 'schedule-agent', 'CLIENT')
	setParameter(attendee, 'rsvp', 'TRUE')
	if (present === undefined) event.addProperty(attendee)
}

function putBackParameters(present: Property, stored: Property): void {
	const parameters = (stored.toJSON() as unknown as [string, Record<string, string | string[]>])[1]
	for (const [name, value] of Object.entries(parameters)) {
		if (present.getParameter(name) === undefined) present.setParameter(name, value as string)
	}
}

function setParameter(property: Property, name: string, value: string): void {
	if (property.getParameter(name) !== value) property.setParameter(name, value)
}
