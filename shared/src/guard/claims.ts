// SPDX-License-Identifier: GPL-3.0-or-later
import type { Component } from '../icalendar/parseCalendar.ts'
import { busyIntervals } from '../scheduling/busy.ts'
import type { Interval } from '../scheduling/interval.ts'
import type { WriteRequest } from './verdict.ts'

/** The range in which claims are told: a year back, two ahead. */
export function claimRange(now: number): Interval {
	return { start: now - 366 * 86400000, end: now + 731 * 86400000 }
}

/** The busy time of an object, or nothing where it is that of the stored one. */
export function newClaims(next: Component, previous: Component | null, { practice, now }: WriteRequest): Interval[] {
	const range = claimRange(now)
	const claims = busyIntervals(next, range, practice)
	const before = previous === null ? [] : busyIntervals(previous, range, practice)
	const same = claims.length === before.length && claims.every((claim, index) => claim.start === before[index]?.start && claim.end === before[index].end)
	return same ? [] : claims
}
