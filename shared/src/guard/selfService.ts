// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarEntry } from '../appointment/appointment.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import { properties } from '../icalendar/properties.ts'
import { masterOf, readAppointment } from '../icalendar/readAppointment.ts'
import { typeOf } from '../icalendar/renderEvent.ts'
import { issue, type Issue } from '../issues/issue.ts'
import type { CalendarConfig, Practice } from '../practice/practice.ts'

/** What patients may do to their appointment themselves; no issue: they may. */
export interface SelfService {
	readonly cancel: readonly Issue[]
	readonly reschedule: readonly Issue[]
	/** the last moment for both, milliseconds since the epoch; null: nothing is possible at any time */
	readonly until: number | null
}

const recurring = ['RRULE', 'RDATE', 'RECURRENCE-ID']

/** @param stored the calendar object */
export function selfService(stored: Component, practice: Practice, calendar: CalendarConfig, now: number): SelfService {
	const { phone, timeZone } = practice.practice
	const entry = plainAppointment(stored, timeZone)
	if (entry === null) return refuse([issue('SELF_SERVICE_UNAVAILABLE', undefined, { phone })], null)
	const hours = practice.booking.cancelDeadlineHours
	const until = entry.start - hours * 3600000
	if (entry.status === 'CANCELLED') return refuse([issue('APPOINTMENT_CANCELLED')], until)
	if (now > until || now >= entry.start) return refuse([issue('DEADLINE_PASSED', undefined, { hours, phone })], until)
	const type = typeOf(practice, entry.fields['appointmentType'])
	const isOffered = type?.online === true && calendar.types.includes(type.code)
	return { cancel: [], reschedule: isOffered ? [] : [issue('SELF_SERVICE_UNAVAILABLE', undefined, { phone })], until }
}

function refuse(issues: readonly Issue[], until: number | null): SelfService {
	return { cancel: issues, reschedule: issues, until }
}

/** A single appointment; a series is for the practice to change. */
function plainAppointment(stored: Component, zone: string): CalendarEntry | null {
	const event = masterOf(stored)
	if (event === undefined || stored.getAllSubcomponents('vevent').length > 1) return null
	if (recurring.some((name) => properties(event, name).length > 0)) return null
	const entry = readAppointment(event, zone)
	return entry?.kind === 'appointment' && !entry.allDay ? entry : null
}
