// SPDX-License-Identifier: GPL-3.0-or-later
import { copyOf, sameCalendar, type Component } from '../icalendar/parseCalendar.ts'
import { masterOf, storedEvent } from '../icalendar/readAppointment.ts'
import { writeUtc } from '../icalendar/times.ts'
import { ensureZone } from '../icalendar/zones.ts'
import { limits } from '../contract/limits.ts'
import { issue, type Issue } from '../issues/issue.ts'
import { amendEvent, type Amended } from './amendEvent.ts'
import { newClaims } from './claims.ts'
import type { GuardContext, Verdict } from './verdict.ts'

/** A write by staff, admin or PVS to an object that is, or was, an appointment: completes it rather than refuses it. */
export function judgePracticeWrite(next: Component, previous: Component | null, context: GuardContext): Verdict {
	if (next.getAllSubcomponents('vevent').length > limits.appointmentEvents) return { ok: false, issues: [issue('OBJECT_TOO_LARGE', undefined, { max: limits.objectBytes })] }
	const calendar = copyOf(next)
	const master = masterOf(calendar)
	const amended = calendar.getAllSubcomponents('vevent')
		.map((event) => ({ event, ...amendEvent(event, storedEvent(event, previous, context.zone), context) }))
	const issues = distinct(amended.flatMap((entry) => entry.issues))
	if (issues.length > 0) return { ok: false, issues }
	if (amended.some((entry) => entry.usesPracticeZone)) ensureZone(calendar, context.zone)

	const changed = !sameCalendar(calendar, next)
	if (changed) {
		for (const { event } of amended) for (const name of ['DTSTAMP', 'LAST-MODIFIED']) writeUtc(event, name, context.now)
	}
	const main: Amended | undefined = amended.find((entry) => entry.event === master)
	return {
		ok: true, kind: 'appointment', calendar: changed ? calendar : next, changed, status: main?.status ?? null,
		transition: main?.transition ?? amended.find((entry) => entry.transition !== null)?.transition ?? null,
		exclusive: false, claims: newClaims(calendar, previous, context.request),
	}
}

function distinct(issues: readonly Issue[]): Issue[] {
	return [...new Map(issues.map((entry) => [JSON.stringify(entry), entry])).values()]
}
