// SPDX-License-Identifier: AGPL-3.0-or-later
import { get, post, put } from './ocs.ts'

/** How the REST interface of a practice program is doing; key and secret are never told again. */
export interface RestState {
	readonly hasKey: boolean
	readonly hasSecret: boolean
	/** where the program sends its events */
	readonly address: string
	readonly waiting: number
	readonly dead: number
	/** the last that it was brought up to date with: instant in UTC, ISO 8601 */
	readonly lastSent: { readonly at: string, readonly status: number } | null
	/** the last of those that were given up; status 0: there was no answer */
	readonly lastGivenUp: { readonly at: string, readonly status: number, readonly reason: string } | null
}

/** What its address answered. status 0: nothing; reason: why that is of no use, '' where it is. */
export interface RestAnswer {
	readonly status: number
	readonly reason: string
}

const of = (id: string): string => `programs/${encodeURIComponent(id)}/rest`

/** All of these reject with an AxiosError. */
export const fetchRest = (id: string): Promise<RestState> => get(of(id))
/** An empty key takes it away. */
export const setRestKey = (id: string, key: string): Promise<RestState> => put(`${of(id)}/key`, { key })
export const makeRestSecret = (id: string): Promise<{ readonly secret: string, readonly address: string }> => post(`${of(id)}/secret`)
/** Takes up to ten seconds. */
export const checkRest = (id: string): Promise<RestAnswer> => post(`${of(id)}/check`)
