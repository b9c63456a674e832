// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Status } from '@sprechstunde/core'
import type { AppointmentRequest } from '../types.ts'
import { load, sameEtag, store } from './caldav.ts'
import { problemOf, type Problem } from './problem.ts'

export interface Decision {
	/** the status it must still have */
	readonly from: Status
	readonly to: Status
	/** X-STATUS-REASON; '' clears it */
	readonly reason?: string
	/** the version the decision was made on; without it the newest will do */
	readonly etag?: string
}

export type Outcome =
	| { readonly kind: 'done' }
	/** someone else was faster; `status` is what it has become, null where it is gone or unknown */
	| { readonly kind: 'stale', readonly status: string | null }
	| { readonly kind: 'failed', readonly problem: Problem }

/** An ordinary conditional PUT, as any calendar program could send it. Never rejects. */
export async function setStatus(request: Pick<AppointmentRequest, 'href'>, decision: Decision): Promise<Outcome> {
	try {
		const [object, { changeStatus, readStatus }] = await Promise.all([load(request.href), import('./changeStatus.ts')])
		const status = readStatus(object.text)
		if (status !== decision.from) return { kind: 'stale', status }
		if (decision.etag !== undefined && !sameEtag(decision.etag, object.etag)) return { kind: 'stale', status }
		const change = { status: decision.to, ...(decision.reason === undefined ? {} : { reason: decision.reason }) }
		await store(request.href, changeStatus(object.text, change), object.etag)
		return { kind: 'done' }
	} catch (error) {
		const problem = problemOf(error)
		return problem.kind === 'stale' ? { kind: 'stale', status: null } : { kind: 'failed', problem }
	}
}
