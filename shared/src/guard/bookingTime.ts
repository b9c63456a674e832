// SPDX-License-Identifier: GPL-3.0-or-later
import { issue, type Issue } from '../issues/issue.ts'
import type { AppointmentType } from '../practice/practice.ts'
import { bookableRange } from '../scheduling/freeWindows.ts'
import { contains, widen, type Interval } from '../scheduling/interval.ts'
import { openingHours } from '../scheduling/openingHours.ts'
import { minuteOfDay } from '../scheduling/zonedTime.ts'
import type { GuardContext } from './verdict.ts'

/** Whether a booking's time is one that the practice offers; whether it is still free is not asked here. */
export function checkBookingTime(interval: Interval, type: AppointmentType, { practice, calendar, zone, now }: Pick<GuardContext, 'practice' | 'calendar' | 'zone' | 'now'>): Issue[] {
	const { gridMinutes, horizonDays, minimumNoticeMinutes } = practice.booking
	const issues: Issue[] = []
	if (interval.end - interval.start !== type.durationMinutes * 60000) issues.push(issue('WRONG_DURATION', 'end', { minutes: type.durationMinutes }))
	const bookable = bookableRange(practice, now)
	if (interval.start < now) issues.push(issue('START_IN_PAST', 'start'))
	else if (interval.start < bookable.start) issues.push(issue('NOTICE_TOO_SHORT', 'start', { minutes: minimumNoticeMinutes }))
	else if (interval.start >= bookable.end) issues.push(issue('BEYOND_HORIZON', 'start', { days: horizonDays }))
	if (interval.start % 60000 !== 0 || minuteOfDay(interval.start, zone) % gridMinutes !== 0) issues.push(issue('OFF_GRID', 'start', { minutes: gridMinutes }))
	// with its usual duration: a wrong one is an issue of its own
	const blocked = widen({ start: interval.start, end: interval.start + type.durationMinutes * 60000 }, type.bufferBeforeMinutes, type.bufferAfterMinutes)
	if (!openingHours(calendar, blocked, zone).some((open) => contains(open, blocked))) issues.push(issue('OUTSIDE_OPENING_HOURS', 'start'))
	return issues
}
