// SPDX-License-Identifier: GPL-3.0-or-later
import type { FieldValues } from '../fields/validateFields.ts'
import type { Hours, Weekday } from '../practice/practice.ts'

/** STATUS of a VTODO (RFC 5545 §3.8.1.11): waiting, an offer is open, has got an appointment, taken off the list. */
export const entryStatuses = ['NEEDS-ACTION', 'IN-PROCESS', 'COMPLETED', 'CANCELLED'] as const
export type EntryStatus = (typeof entryStatuses)[number]

/** Wall-clock hours on a weekday, in the practice's zone. */
export interface WishedTime extends Hours {
	readonly day: Weekday
}

/** Somebody on the waiting list; stored as a VTODO. Times in milliseconds since the epoch. */
export interface WaitingEntry {
	readonly uid: string
	readonly status: EntryStatus
	/** 1 (first) to 9 (last); 0: none, which counts as 5 (RFC 5545 §3.8.1.9) */
	readonly priority: number
	/** since when they wait; null: nobody knows, so since ever */
	readonly created: number | null
	/** no appointment starts before it, likewise none ends after `latest`; null: no matter */
	readonly earliest: number | null
	readonly latest: number | null
	/** ids of the wished calendars; none: any */
	readonly calendars: readonly string[]
	/** none: any */
	readonly times: readonly WishedTime[]
	/** UID of the appointment that could be moved forward */
	readonly related: string | null
	/** medical fields by name, see the field catalogue; no empty texts */
	readonly fields: FieldValues
	readonly note: string
}
