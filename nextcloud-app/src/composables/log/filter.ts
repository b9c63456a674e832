// SPDX-License-Identifier: AGPL-3.0-or-later
import { logCodes, type LogKind, type LogLevel } from '@sprechstunde/core'
import type { LogFilter } from '../../services/log.ts'

export type Period = 'day' | 'week' | 'month' | 'all'

/** What is chosen above the list. */
export interface LogChoice {
	readonly levels: readonly LogLevel[]
	readonly kind: LogKind | null
	readonly period: Period
	readonly uid: string
	readonly search: string
}

const hours: Readonly<Record<Exclude<Period, 'all'>, number>> = { day: 24, week: 7 * 24, month: 30 * 24 }

/** What the server is asked for. */
export function filterOf({ levels, kind, period, uid, search }: LogChoice, now: number): LogFilter {
	return {
		from: period === 'all' ? null : new Date(now - hours[period] * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z'),
		to: null,
		levels,
		codes: kind === null ? [] : Object.entries(logCodes).filter(([, code]) => code.kind === kind).map(([code]) => code),
		uid, search,
	}
}
