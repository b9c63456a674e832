// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Status } from '@sprechstunde/core'
import { fetchLog, type LoggedEntry } from './log.ts'
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
	/** minutes of the last 30 days in which it synchronised, and was refused */
	readonly done: number
	readonly failed: number
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
	readonly deliveries: { readonly waiting: number, readonly dead: number, readonly rows: readonly DeliveryRow[] }
}

/** A message to a program that listens. */
export interface DeliveryRow {
	readonly id: number
	readonly state: 'pending' | 'sending' | 'dead'
	/** such as `webhook:ID` */
	readonly target: string
	/** what the practice calls it */
	readonly name: string
	/** event of the appointment */
	readonly kind: string
	readonly calendar: string
	readonly uid: string
	readonly href: string | null
	/** UTC, ISO 8601 */
	readonly createdAt: string
	readonly dueAt: string
	readonly attempts: number
	/** of the last failure; empty: none */
	readonly reason: string
	/** of the last answer; 0: there was none */
	readonly status: number
}

export const fetchStatistics = (): Promise<Statistics> => get('statistics')
/** How many entries the overview shows of what went wrong. */
const few = 5

/** The newest warnings and errors since then. @param from UTC, ISO 8601 */
export async function fetchTrouble(from: string): Promise<readonly LoggedEntry[]> {
	return (await fetchLog({ from, to: null, levels: ['WARNING', 'ERROR'], codes: [], uid: '', search: '' }, null)).entries.slice(0, few)
}

export const fetchQueue = (): Promise<Queue> => get('queue')
export const retryRow = (id: number): Promise<unknown> => post(`queue/${id}/retry`)
export const retryDelivery = (id: number): Promise<unknown> => post(`deliveries/${id}/retry`)
export const discardDelivery = (id: number): Promise<unknown> => remove(`deliveries/${id}`)
export const discardRow = (id: number): Promise<unknown> => remove(`queue/${id}`)
