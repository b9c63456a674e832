// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LogEntry, LogLevel } from '@sprechstunde/core'
import axios from '@nextcloud/axios'
import { generateOcsUrl } from '@nextcloud/router'
import { get, post, timeout } from './ocs.ts'

/** An entry as the server tells it: whom it is about it doesn't say. */
export interface LoggedEntry extends LogEntry {
	/** display name of the account */
	readonly actorName: string
	/** path of the calendar object as this account reaches it; null: there is none (any more) */
	readonly href: string | null
}

export interface LogFilter {
	/** UTC, ISO 8601; [from, to) */
	readonly from: string | null
	readonly to: string | null
	/** empty: all, likewise codes */
	readonly levels: readonly LogLevel[]
	readonly codes: readonly string[]
	/** of one appointment; empty: all */
	readonly uid: string
	/** part of a UID or of an account's name */
	readonly search: string
}

export interface LogPage {
	readonly entries: readonly LoggedEntry[]
	/** for the next page; null: this was the last */
	readonly before: number | null
}

export interface LogPatient {
	readonly name: string
	/** UTC, ISO 8601 */
	readonly start: string | null
	readonly end: string | null
	/** in the trash */
	readonly deleted: boolean
}

export const fetchLog = (filter: LogFilter, before: number | null): Promise<LogPage> =>
	get('log', { ...paramsOf(filter), ...(before === null ? {} : { before: String(before) }) })

/** Whom entries are about, by UID; the server logs that somebody asked. */
export async function resolvePatients(uids: readonly string[]): Promise<Readonly<Record<string, LogPatient>>> {
	return (await post<{ patients: Record<string, LogPatient> }>('log/resolve', { uids })).patients
}

/** The log as a file, without names. */
export async function exportLog(filter: LogFilter, type: 'txt' | 'csv', language: 'de' | 'en'): Promise<Blob> {
	const url = generateOcsUrl('apps/sprechstunde/api/v1/log/export')
	const { data } = await axios.get<Blob>(url, { params: { ...paramsOf(filter), type, language }, responseType: 'blob', timeout: timeout * 6 })
	return data
}

function paramsOf({ from, to, levels, codes, uid, search }: LogFilter): Record<string, string> {
	const params = { from: from ?? '', to: to ?? '', level: levels.join(','), code: codes.join(','), uid, q: search.trim() }
	return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))
}
