// SPDX-License-Identifier: GPL-3.0-or-later
import { properties } from '../icalendar/properties.ts'
import { isAppointment } from '../icalendar/readAppointment.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import { issue } from '../issues/issue.ts'
import { can, type Action } from '../roles/matrix.ts'
import { checkAuthority } from './authority.ts'
import { newClaims } from './claims.ts'
import { judgeBooking } from './judgeBooking.ts'
import { judgePatientWrite } from './judgePatientWrite.ts'
import { judgePracticeWrite } from './judgePracticeWrite.ts'
import type { Verdict, WriteRequest } from './verdict.ts'

const actionOf: Readonly<Record<WriteRequest['operation'], Action>> = { create: 'create', update: 'edit', delete: 'delete' }

/**
 * Judges one write to a practice calendar: accepts it, amends what is to be stored, or refuses it with issues. Knows
 * nothing of other objects: whether `claims` are free is for the caller to see, under its lock.
 */
export function judgeWrite(request: WriteRequest): Verdict {
	const action = actionOf[request.operation]
	const { role, practice, now, next, previous } = request
	if (role === 'patient' && request.operation === 'update' && next !== null && previous !== null) return judgePatientWrite(next, previous, request)
	if (role === null || !can(role, action)) return { ok: false, issues: [issue('ROLE_FORBIDDEN', undefined, { action })] }
	const calendar = practice.calendars.find((entry) => entry.id === request.calendar)
	if (calendar === undefined) return { ok: false, issues: [issue('CALENDAR_UNKNOWN', 'calendar')] }
	const foreign = previous === null ? null : checkAuthority(calendar, role, previous, request.operation === 'delete' ? null : next, practice.practice.timeZone)
	if (foreign !== null) return { ok: false, issues: [foreign] }
	if (request.operation === 'delete' || next === null) {
		const kind = previous !== null && hasAppointment(previous) ? 'appointment' : 'block'
		return { ok: true, kind, calendar: null, changed: false, status: null, transition: null, exclusive: false, claims: [] }
	}
	const context = { request, role, practice, calendar, zone: practice.practice.timeZone, now }
	if (role === 'booking') return judgeBooking(next, context)
	// whoever completes what lacks a UID would add one more (RFC 5545 §3.6.1: it has one)
	if (next.getAllSubcomponents('vevent').some((event) => properties(event, 'UID').length > 1)) return { ok: false, issues: [issue('OBJECT_MALFORMED')] }
	if (hasAppointment(next) || (previous !== null && hasAppointment(previous))) return judgePracticeWrite(next, previous, context)
	const claims = newClaims(next, previous, request)
	return { ok: true, kind: 'block', calendar: next, changed: false, status: null, transition: null, exclusive: false, claims }
}

function hasAppointment(object: Component): boolean {
	return object.getAllSubcomponents('vevent').some(isAppointment)
}
