// SPDX-License-Identifier: GPL-3.0-or-later
import { decideTransition } from '../approval/decide.ts'
import type { Status } from '../approval/transitions.ts'
import { validateFields } from '../fields/validateFields.ts'
import { fieldCatalogue } from '../fields/fieldCatalogue.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import { sameCalendar } from '../icalendar/parseCalendar.ts'
import { textOf } from '../icalendar/properties.ts'
import { readFields } from '../icalendar/readAppointment.ts'
import { typeOf } from '../icalendar/renderEvent.ts'
import { readEventTimes, type EventTimes } from '../icalendar/times.ts'
import { writeAppointment } from '../icalendar/writeAppointment.ts'
import { issue, type Issue } from '../issues/issue.ts'
import type { AppointmentType } from '../practice/practice.ts'
import { widen } from '../scheduling/interval.ts'
import { dayOf } from '../scheduling/zonedTime.ts'
import { checkBookingShape } from './bookingShape.ts'
import { checkBookingTime } from './bookingTime.ts'
import type { GuardContext, Verdict } from './verdict.ts'

/** A booking from the website, in stages: shape, fields, type, time. What is stored is built anew from the known fields. */
export function judgeBooking(next: Component, context: GuardContext): Verdict {
	const shape = checkBookingShape(next, context)
	if (shape.length > 0) return { ok: false, issues: shape }
	const event = next.getFirstSubcomponent('vevent') as Component
	const times = readEventTimes(event, context.zone)
	const invalid = [...validateFields(rawFields(event), { role: 'booking', today: dayOf(context.now, context.zone) }), ...checkTimes(times)]
	if (times === null || invalid.length > 0) return { ok: false, issues: invalid }
	const fields = readFields(event)
	const type = typeOf(context.practice, fields['appointmentType'])
	const unfit = checkType(type, fields['insurance'] ?? '', context)
	if (type === undefined || unfit.length > 0) return { ok: false, issues: unfit }
	const interval = { start: times.start.instant, end: times.end }
	const late = checkBookingTime(interval, type, context)
	if (late.length > 0) return { ok: false, issues: late }

	const status: Status = type.approval === 'auto' ? 'CONFIRMED' : 'TENTATIVE'
	const transition = decideTransition({ from: 'NEW', to: status, role: 'booking', approval: type.approval })
	if (!transition.ok) return { ok: false, issues: transition.issues }
	const calendar = writeAppointment({
		uid: textOf(event, 'UID') ?? '', status, ...interval, note: '', sequence: 0,
		fields: {
			...Object.fromEntries(fieldCatalogue.filter((field) => field.setBy.includes('booking')).map((field) => [field.name, fields[field.name] ?? ''])),
			source: 'ONLINE_BOOKING',
			requiresConfirmation: status === 'TENTATIVE' ? 'TRUE' : 'FALSE',
		},
	}, context.practice, context.calendar, context.now)
	return {
		ok: true, kind: 'appointment', calendar, changed: !sameCalendar(calendar, next), status,
		transition: transition.value?.name ?? null, exclusive: true,
		claims: [widen(interval, type.bufferBeforeMinutes, type.bufferAfterMinutes)],
	}
}

/** As given, so that an empty required field is seen. */
function rawFields(event: Component): Record<string, string> {
	return Object.fromEntries(fieldCatalogue.flatMap((field) => {
		const text = textOf(event, field.property)
		return text === null ? [] : [[field.name, text]]
	}))
}

function checkTimes(times: EventTimes | null): Issue[] {
	if (times === null || times.start.isDate) return [issue('TIME_INVALID', 'start')]
	return times.endGiven && times.end > times.start.instant ? [] : [issue('TIME_INVALID', 'end')]
}

function checkType(type: AppointmentType | undefined, insurance: string, { calendar }: GuardContext): Issue[] {
	if (type === undefined || !type.online) return [issue('TYPE_UNKNOWN', 'appointmentType')]
	return [
		...(calendar.types.includes(type.code) ? [] : [issue('TYPE_NOT_OFFERED', 'appointmentType')]),
		...(type.insurances.includes(insurance) ? [] : [issue('INSURANCE_NOT_ACCEPTED', 'insurance')]),
	]
}
