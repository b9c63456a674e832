// SPDX-License-Identifier: GPL-3.0-or-later
import { remove, textOf } from '../../icalendar/properties.ts'
import { typeOf } from '../../icalendar/renderEvent.ts'
import { readEventTimes, writeTime } from '../../icalendar/times.ts'
import { ensureZone } from '../../icalendar/zones.ts'
import type { Repair } from './repairs.ts'

/** An entry at a time of day that takes no time: it keeps the length it had, else takes that of its type, else one step of the grid. */
export const zeroLength: Repair = (event, stored, practice) => {
	const zone = practice.practice.timeZone
	const times = readEventTimes(event, zone)
	if (times === null || times.start.isDate || times.end !== times.start.instant) return
	const before = stored === null ? null : readEventTimes(stored, zone)
	const length = before === null || before.start.isDate ? 0 : before.end - before.start.instant
	const minutes = typeOf(practice, textOf(event, 'X-APPOINTMENT-TYPE') ?? '')?.durationMinutes ?? practice.booking.gridMinutes
	remove(event, 'DURATION')
	writeTime(event, 'DTEND', times.start.instant + (length > 0 ? length : minutes * 60_000), zone)
	if (event.parent !== null) ensureZone(event.parent, zone)
}
