// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Finding, RemedyAction } from '@sprechstunde/core'
import { get, post } from './ocs.ts'

export interface Diagnosis {
	/** UTC, ISO 8601 */
	readonly checkedAt: string
	/** errors first */
	readonly findings: readonly Finding[]
}

/** Has the server look; `uid` of an appointment that a practice program does not show. Takes seconds, as other servers are asked. */
export function diagnose(uid: string | null): Promise<Diagnosis> {
	return get('diagnostics', uid === null ? {} : { uid })
}

/** Mends what can be mended without changing an appointment. */
export async function mend(action: RemedyAction): Promise<void> {
	await post(`diagnostics/${action}`)
}
