// SPDX-License-Identifier: GPL-3.0-or-later
import { typeOf } from '../icalendar/renderEvent.ts'
import type { Practice } from '../practice/practice.ts'
import { minutesOf } from '../scheduling/openingHours.ts'
import type { Interval } from '../scheduling/interval.ts'
import { addDays, dayOf, instantOfDay, weekdayOf } from '../scheduling/zonedTime.ts'
import type { WaitingEntry } from './entry.ts'

/** Free time in a calendar. */
export interface FreedTime extends Interval {
	/** id */
	readonly calendar: string
}

/** What an entry could be offered there: the appointment's time, without buffers. */
export interface Match {
	readonly entry: WaitingEntry
	readonly time: Interval
}

export type MatchPractice = Pick<Practice, 'calendars' | 'appointmentTypes'> & { readonly practice: Pick<Practice['practice'], 'timeZone'> }

/**
 * Whose turn it is where time became free: who waits for an appointment that fits there, by priority, then since when they wait.
 *
 * @param starts of the appointments that entries are related to, by UID; only those that take place
 * @param passedOver UIDs of entries to which this time was offered before
 */
export function matchEntries(entries: readonly WaitingEntry[], freed: FreedTime, practice: MatchPractice, starts: ReadonlyMap<string, number>, passedOver: ReadonlySet<string>): Match[] {
	return entries.filter(({ uid }) => !passedOver.has(uid))
		.flatMap((entry) => {
			const time = fittingTime(entry, freed, practice, starts)
			return time === null ? [] : [{ entry, time }]
		})
		.sort((a, b) => byTurn(a.entry, b.entry))
}

/** When the entry's appointment would take place in that time; null: it doesn't fit there, or they don't wait for it. */
export function fittingTime(entry: WaitingEntry, freed: FreedTime, practice: MatchPractice, starts: ReadonlyMap<string, number>): Interval | null {
	const type = typeOf(practice, entry.fields['appointmentType'])
	const calendar = practice.calendars.find(({ id }) => id === freed.calendar)
	if (entry.status !== 'NEEDS-ACTION' || type === undefined || calendar === undefined || !calendar.types.includes(type.code)) return null
	const insurance = entry.fields['insurance']
	if (insurance !== undefined && !type.insurances.includes(insurance)) return null
	const time = { start: freed.start, end: freed.start + type.durationMinutes * 60000 }
	const isWished = (entry.calendars.length === 0 || entry.calendars.includes(calendar.id))
		&& (entry.earliest === null || time.start >= entry.earliest)
		&& (entry.latest === null || time.end <= entry.latest)
		&& isAtWishedTime(entry, time, practice.practice.timeZone)
	return time.end <= freed.end && isWished && isEarlier(entry, time, starts) ? time : null
}

/** What was cancelled or is over can't be moved forward. */
function isEarlier({ related }: WaitingEntry, time: Interval, starts: ReadonlyMap<string, number>): boolean {
	return related === null || time.start < (starts.get(related) ?? -Infinity)
}

function isAtWishedTime({ times }: WaitingEntry, time: Interval, zone: string): boolean {
	if (times.length === 0) return true
	const day = dayOf(time.start, zone)
	const weekday = weekdayOf(day)
	return times.some((wish) => wish.day === weekday && instantOfDay(day, minutesOf(wish.start), zone) <= time.start
		&& time.end <= (wish.end === '24:00' ? instantOfDay(addDays(day, 1), 0, zone) : instantOfDay(day, minutesOf(wish.end), zone)))
}

/** By priority, then since when they wait. */
export function byTurn(a: WaitingEntry, b: WaitingEntry): number {
	return (a.priority || 5) - (b.priority || 5) || (a.created ?? 0) - (b.created ?? 0) || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0)
}
