// SPDX-License-Identifier: AGPL-3.0-or-later
import axios from '@nextcloud/axios'
import type { LogEntry } from '@sprechstunde/core'
import { getLanguage } from '@nextcloud/l10n'
import { generateOcsUrl } from '@nextcloud/router'
import { timeout } from './ocs.ts'

export interface HistoryEntry extends LogEntry {
	/** display name of the account; empty where it has none */
	readonly actorName: string
}

export interface HistoryPage {
	readonly entries: readonly HistoryEntry[]
	/** for the next page: only entries older than this one; null: this was the last */
	readonly before: number | null
}

/** What the log tells of one appointment, the newest first; rejects with an AxiosError. */
export async function fetchHistory(uid: string, before: number | null = null): Promise<HistoryPage> {
	const { data } = await axios.get<{ ocs: { data: HistoryPage } }>(generateOcsUrl('apps/sprechstunde/api/v1/log'), {
		params: { format: 'json', uid, ...(before === null ? {} : { before }) },
		headers: { 'Accept-Language': getLanguage() },
		timeout,
	})
	return data.ocs.data
}
