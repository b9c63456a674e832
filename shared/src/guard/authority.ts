// SPDX-License-Identifier: GPL-3.0-or-later
import { sameCalendar, type Component } from '../icalendar/parseCalendar.ts'
import { textOf } from '../icalendar/properties.ts'
import { isAppointment, masterOf } from '../icalendar/readAppointment.ts'
import { readEventTimes } from '../icalendar/times.ts'
import { issue, type Issue } from '../issues/issue.ts'
import type { CalendarConfig } from '../practice/practice.ts'
import type { Role } from '../roles/matrix.ts'

/**
 * Whether a role may change or delete an appointment in this calendar, as the practice has set it. Admins may, and patients their own; staff may
 * answer a request, and take that back, wherever it stands. Blocks are their writers'.
 *
 * @param next what is to be stored; null: it is deleted, or moved away
 * @returns null where it may
 */
export function checkAuthority({ authority = 'both' }: CalendarConfig, role: Role, previous: Component, next: Component | null, zone: string): Issue | null {
	if (authority === 'both' || !previous.getAllSubcomponents('vevent').some(isAppointment)) return null
	if (authority === 'nextcloud') return role === 'pvs' ? issue('AUTHORITY_NEXTCLOUD') : null
	return role === 'staff' && (next === null || !(sameCalendar(next, previous) || isAnswer(next, previous, zone))) ? issue('AUTHORITY_PVS') : null
}

/** It or what it becomes is a request, and its time stays. */
function isAnswer(next: Component, previous: Component, zone: string): boolean {
	const [after, before] = [masterOf(next), masterOf(previous)]
	if (after === undefined || before === undefined) return false
	const [there, here] = [readEventTimes(after, zone), readEventTimes(before, zone)]
	const isSameTime = there !== null && here !== null && there.start.instant === here.start.instant && there.end === here.end
	return isSameTime && [after, before].some((event) => textOf(event, 'STATUS')?.trim().toUpperCase() === 'TENTATIVE')
}
