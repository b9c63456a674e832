// SPDX-License-Identifier: AGPL-3.0-or-later
import { get, post, remove } from './ocs.ts'

/** How a connected practice program is doing. */
export interface ProgramState {
	/** of its connection in the configuration */
	readonly id: string
	readonly account: string
	/** the app made the account, and may lock it */
	readonly isManaged: boolean
	readonly state: 'missing' | 'paused' | 'never' | 'fresh' | 'late' | 'lost'
	/** UTC, ISO 8601; null: never */
	readonly readAt: string | null
	readonly writtenAt: string | null
}

export interface Programs {
	/** of this Nextcloud, without a slash at its end */
	readonly address: string
	readonly programs: readonly ProgramState[]
}

/** When it first or last did what since it got its password; null: not yet. */
export interface ProgramSteps {
	readonly seenAt: string | null
	readonly foundAt: string | null
	readonly fetchedAt: string | null
	readonly storedAt: string | null
	/** what it calls itself */
	readonly agent: string
}

const one = (id: string): string => `programs/${encodeURIComponent(id)}`

/** All of these reject with an AxiosError. */
export const fetchPrograms = (): Promise<Programs> => get('programs')
export const fetchSteps = (id: string): Promise<ProgramSteps> => get(`${one(id)}/steps`)
export const connectProgram = (profile: string, calendars: readonly string[]): Promise<{ readonly id: string, readonly user: string, readonly password: string }> => post('programs', { profile, calendars })
export const renewPassword = (id: string): Promise<{ readonly user: string, readonly password: string }> => post(`${one(id)}/password`)
export const pauseProgram = async (id: string): Promise<void> => { await post(`${one(id)}/pause`) }
export const removeProgram = (id: string): Promise<void> => remove(one(id))
