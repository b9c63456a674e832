// SPDX-License-Identifier: GPL-3.0-or-later
import { instantOf, unfold, valueOf } from '../conformance/event.ts'

/** When an appointment is, and whether it takes place. */
export interface Standing {
	/** epoch milliseconds, likewise `end` */
	readonly start: number
	readonly end: number
	/** empty where it has none */
	readonly status: string
}

export const standing = (ics: string): Standing => ({ start: instantOf(ics, 'DTSTART'), end: instantOf(ics, 'DTEND'), status: valueOf(ics, 'STATUS') ?? '' })

/** What a mailed calendar object makes of it in the patient's calendar. */
export const mailed = (ics: string): Standing => unfold(ics).includes('METHOD:CANCEL') ? { ...standing(ics), status: 'CANCELLED' } : standing(ics)

/** Whether two of them overlap; what is cancelled takes no time. */
export const overlap = (one: Standing, other: Standing): boolean => one.status !== 'CANCELLED' && other.status !== 'CANCELLED' && one.start < other.end && other.start < one.end
