// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Status, WishedTime } from '@sprechstunde/core'
import { erase } from './caldav.ts'
import { get, post, remove } from './ocs.ts'

/** An entry of the waiting list. Instants in UTC, ISO 8601. */
export interface WaitingItem {
	readonly uid: string
	/** path of the VTODO as this account reaches it */
	readonly href: string
	readonly etag: string
	readonly status: 'NEEDS-ACTION' | 'IN-PROCESS'
	readonly priority: number
	readonly created: string | null
	readonly earliest: string | null
	readonly latest: string | null
	readonly calendars: readonly string[]
	readonly times: readonly WishedTime[]
	readonly fields: Readonly<Record<string, string>>
	readonly note: string
	readonly summary: string
	/** has an e-mail address and a birth date */
	readonly isReachable: boolean
	readonly relatedUid: string | null
	/** the appointment that could be moved forward; null where there is none, or it no longer takes place */
	readonly related: { readonly calendar: string, readonly start: string, readonly end: string, readonly status: Status, readonly href: string } | null
}

/** Time that an appointment gave up, and UIDs of who waits for it, in turn. */
export interface FreedSlot {
	readonly calendar: string
	readonly start: string
	readonly end: string
	readonly matches: readonly string[]
}

export interface OpenOffer {
	readonly id: string
	/** UID */
	readonly entry: string
	readonly calendar: string
	readonly start: string
	readonly end: string
	readonly expires: string
	/** until it expires, by the server's clock */
	readonly seconds: number
}

export interface WaitingBoard {
	/** null: the practice keeps none */
	readonly list: { readonly href: string, readonly domain: string, readonly offerMinutes: number, readonly isAutomatic: boolean, readonly canOffer: boolean } | null
	readonly entries: readonly WaitingItem[]
	readonly freed: readonly FreedSlot[]
	readonly offers: readonly OpenOffer[]
}

export const fetchBoard = (): Promise<WaitingBoard> => get('waiting')

/** Sends the mail with the offer; rejects with an AxiosError. @param start ISO 8601 */
export async function makeOffer(entry: string, calendar: string, start: string): Promise<void> {
	await post('waiting/offers', { entry, calendar, start })
}

/** Rejects with an AxiosError. */
export const withdrawOffer = (id: string): Promise<void> => remove(`waiting/offers/${encodeURIComponent(id)}`)

/** Takes a version off the list that nobody has changed since; rejects with an AxiosError. */
export const removeEntry = ({ href, etag }: WaitingItem): Promise<void> => erase(href, etag)
