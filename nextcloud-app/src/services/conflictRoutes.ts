// SPDX-License-Identifier: AGPL-3.0-or-later
import { get, post } from './ocs.ts'

/** The practice software took back what website or patient had just changed. Times: ISO 8601. */
export interface Conflict {
	/** of the version that was overwritten */
	readonly id: number
	/** of the version that held; null: the appointment was deleted */
	readonly winner: number | null
	readonly calendar: string
	readonly summary: string
	readonly at: string
	/** when somebody dealt with it */
	readonly settledAt: string | null
	/** path of the appointment as it is now; null: deleted */
	readonly href: string | null
}

/** A version that was kept. */
export interface KeptVersion {
	readonly id: number
	/** display name of the account that had written it; empty: the system */
	readonly by: string
	readonly role: string | null
	readonly writtenAt: string
	/** iCalendar */
	readonly ics: string
}

export const fetchConflicts = async (): Promise<readonly Conflict[]> => (await get<{ conflicts: readonly Conflict[] }>('conflicts')).conflicts
export const fetchVersion = (id: number): Promise<KeptVersion> => get(`versions/${id}`)

/** Puts a version back, by the rules of any write of the practice. */
export const restoreVersion = (id: number): Promise<unknown> => post(`versions/${id}/restore`)

/** It needs nobody's attention any more. */
export const settleConflict = (id: number): Promise<unknown> => post(`conflicts/${id}/settle`)
