// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Status } from '@sprechstunde/core'
import type { DayEntry } from '../types.ts'
import { get, post } from './ocs.ts'

/** What an appointment has become, and by whom. */
export interface LastChange {
	/** null: it is deleted */
	readonly status: Status | null
	/** display name of the account that wrote last; empty: the system */
	readonly by: string
	/** ISO 8601 */
	readonly at: string
}

export const fetchLastChange = (uid: string): Promise<LastChange> => get('requests/last-change', { uid })

/** What stands in a calendar on a local day `YYYY-MM-DD`, by start. */
export const fetchDay = async (calendar: string, date: string): Promise<readonly DayEntry[]> =>
	(await get<{ entries: readonly DayEntry[] }>(`calendars/${encodeURIComponent(calendar)}/day`, { date })).entries

/** Longest question, in code points, like the server's rule. */
export const questionLength = 2000

/** Mails the patient at once; rejects with an AxiosError. */
export const askPatient = (uid: string, text: string): Promise<unknown> => post('requests/question', { uid, text })
