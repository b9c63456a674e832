// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Status } from '@sprechstunde/core'
import { get, post, remove } from './ocs.ts'

export interface Period {
	readonly now: number
	readonly before: number
}

export interface SyncAccount {
	readonly account: string
	readonly name: string
	/** UTC, ISO 8601; null: never */
	readonly readAt: string | null
	readonly writtenAt: string | null
	/** what the program calls itself */
	readonly agent: string
	readonly state: 'never' | 'fresh' | 'late' | 'lost'
}

export interface Statistics {
	/** appointments that are not cancelled */
	readonly periods: Readonly<Record<'today' | 'week' | 'month', Period>>
	/** of this month (of) and of the one before (ofBefore) */
	readonly cancelled: { readonly now: number, readonly of: number, readonly before: number, readonly ofBefore: number }
	readonly requests: number
	readonly days: readonly (Readonly<Record<Status, number>> & { readonly date: string })[]
	/** by X-BOOKING-SOURCE */
	readonly sources: Readonly<Record<string, number>>
	/** groups: within an hour, four hours, a day, three days, later */
	readonly answers: { readonly count: number, readonly medianMinutes: number | null, readonly groups: readonly number[] }
	readonly mails: { readonly sent: number, readonly failed: number, readonly givenUp: number, readonly waiting: number, readonly dead: number }
	readonly sync: { readonly intervalMinutes: number, readonly accounts: readonly SyncAccount[] }
}

export interface QueueRow {
	readonly id: number
	readonly state: 'pending' | 'sending' | 'dead'
	readonly kind: string
	readonly calendar: string
	readonly uid: string
	readonly href: string | null
	/** UTC, ISO 8601 */
	readonly createdAt: string
	readonly dueAt: string
	readonly attempts: number
	/** class of the last error; empty: none */
	readonly error: string
}

export interface Queue {
	readonly waiting: number
	readonly dead: number
	readonly rows: readonly QueueRow[]
}

export const fetchStatistics = (): Promise<Statistics> => get('statistics')
export const fetchQueue = (): Promise<Queue> => get('queue')
export const retryRow = (id: number): Promise<unknown> => post(`queue/${id}/retry`)
export const discardRow = (id: number): Promise<unknown> => remove(`queue/${id}`)
