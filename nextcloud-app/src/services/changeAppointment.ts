// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentChange, Status } from '@sprechstunde/core'
import { load, sameEtag, store } from './caldav.ts'
import type { SeriesPart } from './calendarObject.ts'
import { problemOf, type Problem } from './problem.ts'
import { practiceZone } from './session.ts'

/** What the person saw when deciding; where it is something else by now, nothing is written. */
export interface Seen {
	readonly status?: Status
	/** the version the decision was made on; without it the newest will do */
	readonly etag?: string
}

export type Outcome =
	/** `etag`: of what is stored now; empty where the server didn't say */
	| { readonly kind: 'done', readonly etag: string }
	/** someone else was faster; `status` is what it has become, null where it is gone or unknown */
	| { readonly kind: 'stale', readonly status: string | null }
	| { readonly kind: 'failed', readonly problem: Problem }

/**
 * An ordinary conditional PUT, as any calendar program could send it. Never rejects.
 *
 * @param part of a series
 */
export async function changeObject(href: string, change: AppointmentChange, seen: Seen, part?: SeriesPart): Promise<Outcome> {
	try {
		const [object, { changed, readStatus }] = await Promise.all([load(href), import('./calendarObject.ts')])
		const status = readStatus(object.text)
		if (seen.status !== undefined && status !== seen.status) return { kind: 'stale', status }
		if (seen.etag !== undefined && !sameEtag(seen.etag, object.etag)) return { kind: 'stale', status }
		return { kind: 'done', etag: await store(href, changed(object.text, change, practiceZone(), part), object.etag) }
	} catch (error) {
		// a series that hasn't this occurrence any longer
		if (error instanceof RangeError) return { kind: 'stale', status: null }
		const problem = problemOf(error)
		return problem.kind === 'stale' ? { kind: 'stale', status: null } : { kind: 'failed', problem }
	}
}
