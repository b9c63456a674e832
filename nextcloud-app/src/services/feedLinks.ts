// SPDX-License-Identifier: AGPL-3.0-or-later
import { get, post, remove } from './ocs.ts'

/** A link with which a program reads the feed without an account. */
export interface FeedLink {
	readonly id: number
	readonly label: string
	/** id of a connected practice program, or of a profile, by whose field map it shows appointments; null: as they are stored */
	readonly program: string | null
	/** ISO 8601, UTC */
	readonly createdAt: string
	/** to the hour; null: never */
	readonly usedAt: string | null
}

export const fetchFeedLinks = async (): Promise<readonly FeedLink[]> => (await get<{ tokens: FeedLink[] }>('feed-tokens')).tokens

/** The token is in this answer only. */
export const makeFeedLink = (label: string, program: string | null): Promise<{ readonly id: number, readonly token: string }> => post('feed-tokens', { label, program })

export const revokeFeedLink = (id: number): Promise<void> => remove(`feed-tokens/${id}`)
