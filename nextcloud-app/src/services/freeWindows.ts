// SPDX-License-Identifier: AGPL-3.0-or-later
import axios from '@nextcloud/axios'
import { formatInstant } from '@sprechstunde/core'
import { getLanguage } from '@nextcloud/l10n'
import { generateOcsUrl } from '@nextcloud/router'
import { timeout } from './ocs.ts'

/** Time in which a calendar is open and free; half-open, milliseconds since the epoch. */
export interface FreeWindow {
	readonly calendar: string
	readonly start: number
	readonly end: number
}

interface Answer {
	readonly ocs: { readonly data: { readonly windows: readonly { readonly calendar: string, readonly start: string, readonly end: string }[] } }
}

/**
 * Free windows of all calendars, in one request; rejects with an AxiosError.
 *
 * @param from milliseconds since the epoch, likewise `to`; at most the contract's number of days apart
 */
export async function fetchFreeWindows(from: number, to: number): Promise<readonly FreeWindow[]> {
	const url = generateOcsUrl('apps/sprechstunde/api/v1/calendars/any/free')
	const { data } = await axios.get<Answer>(url, {
		params: { format: 'json', for: 'practice', from: formatInstant(from), to: formatInstant(to) },
		headers: { 'Accept-Language': getLanguage() },
		timeout,
	})
	return data.ocs.data.windows.map(({ calendar, start, end }) => ({ calendar, start: Date.parse(start), end: Date.parse(end) }))
}
