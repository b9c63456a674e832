// SPDX-License-Identifier: GPL-3.0-or-later
import { isStatus } from '../appointment/status.ts'
import { decideTransition } from '../approval/decide.ts'
import type { Status } from '../approval/transitions.ts'
import { validateFields } from '../fields/validateFields.ts'
import { readNote } from '../icalendar/note.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import { copyProperty, properties, sequenceOf, setValue, textOf } from '../icalendar/properties.ts'
import { isAppointment, readFields } from '../icalendar/readAppointment.ts'
import { renderEvent, typeOf } from '../icalendar/renderEvent.ts'
import { readEventTimes, readTimes } from '../icalendar/times.ts'
import { issue, type Issue } from '../issues/issue.ts'
import { dayOf } from '../scheduling/zonedTime.ts'
import { keepFields } from './keepFields.ts'
import type { GuardContext } from './verdict.ts'

export interface Amended {
	readonly issues: readonly Issue[]
	readonly status: Status | null
	readonly transition: string | null
	readonly usesPracticeZone: boolean
}

const timeProperties = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE']

/** Completes one VEVENT of the practice in place. */
export function amendEvent(event: Component, stored: Component | null, context: GuardContext): Amended {
	const { zone, practice, calendar, request, role, now } = context
	const times = readEventTimes(event, zone)
	if (times === null || !(times.start.instant <= times.end)) {
		return refused([issue('TIME_INVALID', times === null ? 'start' : 'end')])
	}
	const storedStatus = stored === null ? null : readStatus(stored) ?? 'CONFIRMED'
	const status = readStatus(event) ?? storedStatus ?? 'CONFIRMED'
	if (!isStatus(status)) return refused([issue('STATUS_UNKNOWN', 'status', { status })])

	const values = keepFields(event, stored, role, status)
	const invalid = validateFields(values, { role, today: dayOf(now, zone) })
	if (invalid.length > 0) return refused(invalid)
	const fields = readFields(event)
	const lastChange = request.previousStatusChange
	// nobody had a block approved: what becomes a request of it is a new one
	const isNew = storedStatus === null || (stored !== null && !isAppointment(stored) && status === 'TENTATIVE' && storedStatus !== status)
	const transition = decideTransition({
		from: isNew ? 'NEW' : isStatus(storedStatus) ? storedStatus : 'CONFIRMED', to: status, role,
		approval: typeOf(practice, fields['appointmentType'])?.approval ?? 'manual',
		...(lastChange && lastChange.to === storedStatus ? { lastChange: { from: lastChange.from, secondsAgo: lastChange.secondsAgo } } : {}),
	})
	if (!transition.ok) return refused(transition.issues)

	const note = readNote(textOf(event, 'DESCRIPTION'), stored === null ? null : textOf(stored, 'DESCRIPTION'))
	// a colour goes with its treatment: it comes back as long as the type is the same
	if (stored !== null) putBack(event, stored, textOf(stored, 'X-APPOINTMENT-TYPE') === textOf(event, 'X-APPOINTMENT-TYPE') ? ['CATEGORIES', 'COLOR'] : ['CATEGORIES'])
	const usesPracticeZone = anchorFloating(event, zone)
	renderEvent(event, { practice, calendar, status, fields, note, previous: stored })
	repairSequence(event)
	if (stored !== null) raiseSequence(event, stored, status !== storedStatus, zone)
	return { issues: [], status, transition: transition.value?.name ?? null, usesPracticeZone }
}

/** Properties that a client dropped as a whole. */
function putBack(event: Component, stored: Component, names: readonly string[]): void {
	for (const name of names) {
		if (properties(event, name).length === 0) for (const property of properties(stored, name)) event.addProperty(copyProperty(property))
	}
}

function refused(issues: readonly Issue[]): Amended {
	return { issues, status: null, transition: null, usesPracticeZone: false }
}

function readStatus(event: Component): string | null {
	return textOf(event, 'STATUS')?.trim().toUpperCase() || null
}

/** Gives floating times the practice's zone: some clients read them as UTC, some hide them. */
function anchorFloating(event: Component, zone: string): boolean {
	let anchored = false
	for (const name of timeProperties) {
		for (const property of properties(event, name)) {
			const times = readTimes(property, zone)
			if (times.length === 0 || !times.every((time) => time?.floating === true)) continue
			anchored = true
			property.setParameter('tzid', zone)
		}
	}
	return anchored
}

/** A SEQUENCE that is none would break the next revision. */
function repairSequence(event: Component): void {
	const given = textOf(event, 'SEQUENCE')
	if (given !== null && given !== String(sequenceOf(event))) setValue(event, 'SEQUENCE', 'integer', sequenceOf(event))
}

/** A change of status or time is a new revision (RFC 5545 §3.8.7.4); none is older than what is stored. */
function raiseSequence(event: Component, stored: Component, statusChanged: boolean, zone: string): void {
	const now = readEventTimes(event, zone)
	const before = readEventTimes(stored, zone)
	const moved = now?.start.instant !== before?.start.instant || now?.end !== before?.end
	const least = sequenceOf(stored) + (statusChanged || moved ? 1 : 0)
	if (sequenceOf(event) < least) setValue(event, 'SEQUENCE', 'integer', least)
}
