// SPDX-License-Identifier: GPL-3.0-or-later
import type { State, Status } from '../approval/transitions.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import type { Issue } from '../issues/issue.ts'
import type { CalendarConfig, Practice } from '../practice/practice.ts'
import type { Role } from '../roles/matrix.ts'
import type { Interval } from '../scheduling/interval.ts'

/** One write to a practice calendar. */
export interface WriteRequest {
	/** null: an account without a role; a patient is whoever holds the token of `previous` */
	readonly role: Role | null
	readonly operation: 'create' | 'update' | 'delete'
	/** what the client sent (null: it deletes) */
	readonly next: Component | null
	/** what is stored */
	readonly previous: Component | null
	readonly practice: Practice
	/** id of the practice calendar */
	readonly calendar: string
	/** milliseconds since the epoch */
	readonly now: number
	/** last segment of the object's address */
	readonly objectUri: string
	readonly previousStatusChange?: { readonly from: State; readonly to: Status; readonly secondsAgo: number } | null
}

export type Verdict =
	| Accepted
	| { readonly ok: false; readonly issues: readonly Issue[] }

export interface Accepted {
	readonly ok: true
	readonly kind: 'appointment' | 'block'
	/** what to store; null after a delete */
	readonly calendar: Component | null
	/** it differs from what the client sent */
	readonly changed: boolean
	readonly status: Status | null
	/** name of the transition; null where the status stays */
	readonly transition: string | null
	/** any overlap of a claim with other busy time refuses the write: SLOT_TAKEN */
	readonly exclusive: boolean
	/** busy time that this write newly takes, with buffers */
	readonly claims: readonly Interval[]
}

/** What every stage of the guard knows. */
export interface GuardContext {
	readonly request: WriteRequest
	readonly role: Role
	readonly practice: Practice
	readonly calendar: CalendarConfig
	readonly zone: string
	readonly now: number
}
