// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentChange } from '@sprechstunde/core'
import { load, relocate, sameEtag } from './caldav.ts'
import type { SeriesPart } from './calendarObject.ts'
import { changeObject, type Outcome, type Seen } from './changeAppointment.ts'
import { problemOf } from './problem.ts'

/**
 * Gives an appointment another calendar, and with it what else changes: first MOVE, then the conditional PUT. Where the PUT is refused, the
 * object is put back. Never rejects.
 *
 * @param href path of the object as it is reached now
 * @param target path of the object in the other calendar
 * @param part of a series, which moves as a whole
 */
export async function moveObject(href: string, target: string, change: AppointmentChange, seen: Seen, part?: SeriesPart): Promise<Outcome> {
	try {
		const [object, { readStatus }] = await Promise.all([load(href), import('./calendarObject.ts')])
		const status = readStatus(object.text)
		if (seen.status !== undefined && status !== seen.status) return { kind: 'stale', status }
		if (seen.etag !== undefined && !sameEtag(seen.etag, object.etag)) return { kind: 'stale', status }
		await relocate(href, target, object.etag)
	} catch (error) {
		const problem = problemOf(error)
		return problem.kind === 'stale' ? { kind: 'stale', status: null } : { kind: 'failed', problem }
	}
	const outcome = await changeObject(target, change, seen.status === undefined ? {} : { status: seen.status }, part)
	// without an answer nobody knows what holds: then it stays where it is
	if (outcome.kind === 'failed' && outcome.problem.kind === 'refused') await relocate(target, href, null).catch(() => undefined)
	return outcome
}

/** Path of the object in another calendar: its own name below that calendar's path. */
export function pathIn(calendarHref: string, href: string): string {
	return calendarHref + href.slice(href.lastIndexOf('/') + 1)
}
