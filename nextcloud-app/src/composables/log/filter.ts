// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays, instantOfDay, logCodes, type LogKind, type LogLevel } from '@sprechstunde/core'
import type { LogFilter } from '../../services/log.ts'

/** `range`: days of one's own choice */
export type Period = 'day' | 'week' | 'month' | 'all' | 'range'

/** What is chosen above the list. */
export interface LogChoice {
	readonly levels: readonly LogLevel[]
	readonly kind: LogKind | null
	readonly period: Period
	/** first day of a range, local, `YYYY-MM-DD`; empty: as far as it is kept */
	readonly first: string
	/** last day of a range, which counts; empty: until now */
	readonly last: string
	readonly uid: string
	readonly search: string
}

const hours: Readonly<Record<Exclude<Period, 'all' | 'range'>, number>> = { day: 24, week: 7 * 24, month: 30 * 24 }

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)
const written = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z')

/** Whether a range ends before it begins: nothing is asked then. */
export const isBackwards = ({ period, first, last }: LogChoice): boolean => period === 'range' && isDay(first) && isDay(last) && last < first

/** What the server is asked for; days are the practice's. */
export function filterOf({ levels, kind, period, first, last, uid, search }: LogChoice, now: number, timeZone: string): LogFilter {
	const isRange = period === 'range'
	return {
		from: isRange ? (isDay(first) ? written(instantOfDay(first, 0, timeZone)) : null) : period === 'all' ? null : written(now - hours[period] * 3_600_000),
		to: isRange && isDay(last) ? written(instantOfDay(addDays(last, 1), 0, timeZone)) : null,
		levels,
		codes: kind === null ? [] : Object.entries(logCodes).filter(([, code]) => code.kind === kind).map(([code]) => code),
		uid, search,
	}
}
