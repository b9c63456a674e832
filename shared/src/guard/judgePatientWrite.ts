// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarEntry } from '../appointment/appointment.ts'
import { decideTransition } from '../approval/decide.ts'
import type { Status } from '../approval/transitions.ts'
import { copyOf, sameCalendar, type Component } from '../icalendar/parseCalendar.ts'
import { remove, setText, setValue, textOf } from '../icalendar/properties.ts'
import { masterOf, readAppointment } from '../icalendar/readAppointment.ts'
import { renderEvent, typeOf } from '../icalendar/renderEvent.ts'
import { readEventTimes, writeTime, writeUtc } from '../icalendar/times.ts'
import { ensureZone } from '../icalendar/zones.ts'
import { issue, type Issue } from '../issues/issue.ts'
import { can } from '../roles/matrix.ts'
import { widen, type Interval } from '../scheduling/interval.ts'
import { checkBookingTime } from './bookingTime.ts'
import { selfService } from './selfService.ts'
import type { GuardContext, Verdict, WriteRequest } from './verdict.ts'

/**
 * A write by the patient whose appointment it is: one that cancels it (STATUS) or moves it (DTSTART, DTEND). What is stored is
 * built from what was stored before; nothing else of what was sent counts.
 */
export function judgePatientWrite(next: Component, previous: Component, request: WriteRequest): Verdict {
	const { practice, now } = request
	const zone = practice.practice.timeZone
	const config = practice.calendars.find((entry) => entry.id === request.calendar)
	if (config === undefined) return refuse(issue('CALENDAR_UNKNOWN', 'calendar'))
	const asked = masterOf(next)
	const isCancel = asked !== undefined && textOf(asked, 'STATUS')?.trim().toUpperCase() === 'CANCELLED'
	const action = isCancel ? 'cancel' : 'move'
	if (!can('patient', action, true)) return refuse(issue('ROLE_FORBIDDEN', undefined, { action }))
	const blockers = selfService(previous, practice, config, now)[isCancel ? 'cancel' : 'reschedule']
	if (blockers.length > 0) return refuse(...blockers)

	const calendar = copyOf(previous)
	const event = masterOf(calendar)
	const stored = event === undefined ? null : readAppointment(event, zone)
	const times = asked === undefined ? null : readEventTimes(asked, zone)
	const type = typeOf(practice, stored?.fields['appointmentType'])
	if (event === undefined || stored === null || times === null || times.start.isDate || !(times.start.instant < times.end)) return refuse(issue('TIME_INVALID', 'start'))
	const time = { start: times.start.instant, end: times.end }
	const moved = !isCancel && type !== undefined && (time.start !== stored.start || time.end !== stored.end)
	const context = { request, role: 'patient', practice, calendar: config, zone, now } as const
	const unfit = moved ? checkBookingTime(time, type, context) : []
	if (unfit.length > 0) return refuse(...unfit)

	const status: Status = isCancel ? 'CANCELLED' : moved && type.approval === 'manual' ? 'TENTATIVE' : stored.status
	const transition = decideTransition({ from: stored.status, to: status, role: 'patient', approval: type?.approval ?? 'manual' })
	if (!transition.ok) return transition
	if (moved) writeInterval(event, time, zone)
	if (moved || isCancel) revise(event, stored, status, context)
	return {
		ok: true, kind: 'appointment', calendar, changed: !sameCalendar(calendar, next), status, transition: transition.value?.name ?? null, exclusive: moved,
		claims: moved ? [widen(time, type.bufferBeforeMinutes, type.bufferAfterMinutes)] : [],
	}
}

/**
 * What a patient asks for, as the object they would write.
 *
 * @param stored the calendar object of their appointment
 * @param time without buffers, where to move it; null: cancel it
 */
export function patientRequest(stored: Component, time: Interval | null, zone: string): Component {
	const next = copyOf(stored)
	const event = masterOf(next)
	if (event === undefined) return next
	if (time === null) setText(event, 'STATUS', 'CANCELLED')
	else writeInterval(event, time, zone)
	return next
}

function refuse(...issues: readonly Issue[]): Verdict {
	return { ok: false, issues }
}

function writeInterval(event: Component, { start, end }: Interval, zone: string): void {
	remove(event, 'DURATION')
	writeTime(event, 'DTSTART', start, zone)
	writeTime(event, 'DTEND', end, zone)
	if (event.parent !== null) ensureZone(event.parent as Component, zone)
}

/** A new revision (RFC 5545 §3.8.7.4) of the appointment with another status. */
function revise(event: Component, stored: CalendarEntry, status: Status, { practice, calendar, now }: GuardContext): void {
	setText(event, 'X-REQUIRES-CONFIRMATION', status === 'TENTATIVE' ? 'TRUE' : 'FALSE')
	// a reason that the practice gave for something else is not why the patient comes at another time, or not at all
	remove(event, 'X-STATUS-REASON')
	renderEvent(event, { practice, calendar, status, fields: stored.fields, note: stored.note, previous: null })
	setValue(event, 'SEQUENCE', 'integer', stored.sequence + 1)
	for (const name of ['DTSTAMP', 'LAST-MODIFIED']) writeUtc(event, name, now)
}
