// SPDX-License-Identifier: AGPL-3.0-or-later
import axios, { isAxiosError } from '@nextcloud/axios'
import type { Issue, Practice } from '@sprechstunde/core'
import { getLanguage } from '@nextcloud/l10n'
import { generateOcsUrl } from '@nextcloud/router'
import type { Member } from './configuration.ts'
import { timeout } from './ocs.ts'
import { patiently } from './patience.ts'
import { problemOf, type Problem } from './problem.ts'

/** What the assistant has to know of this server. */
export interface ServerFacts {
	readonly configured: boolean
	/** of this Nextcloud, for the website */
	readonly address: string
	readonly accounts: readonly Member[]
	readonly groups: readonly (Member & { readonly members: number })[]
}

export interface SetupRequest {
	readonly document: Practice
	readonly members: Readonly<Record<'staff' | 'admin' | 'pvs', readonly string[]>>
	/** of the website */
	readonly account: string
}

/** What the website logs in with. */
export interface Connection {
	readonly address: string
	readonly user: string
	readonly password: string
}

export type SetupOutcome =
	| { readonly kind: 'done', readonly user: string, readonly password: string }
	| { readonly kind: 'refused', readonly issues: readonly Issue[] }
	| { readonly kind: 'failed', readonly problem: Problem }

const route = (path: string): string => generateOcsUrl(`apps/sprechstunde/api/v1/${path}`)
const options = (params: object = {}): object => ({ params: { format: 'json', ...params }, headers: { 'Accept-Language': getLanguage() }, timeout: 3 * timeout })

interface Ocs<T> {
	readonly ocs: { readonly data: T }
}

/** Rejects with an AxiosError. */
export async function fetchServer(search = ''): Promise<ServerFacts> {
	return (await axios.get<Ocs<ServerFacts>>(route('setup'), options({ search }))).data.ocs.data
}

/** Sets the practice up. Never rejects. */
export async function runSetup(request: SetupRequest): Promise<SetupOutcome> {
	try {
		const { user, password } = (await patiently(() => axios.post<Ocs<{ user: string, password: string }>>(route('setup'), request, options()))).data.ocs.data
		return { kind: 'done', user, password }
	} catch (error) {
		const issues = isAxiosError<Partial<Ocs<{ issues?: Issue[] }>>>(error) ? error.response?.data?.ocs?.data?.issues ?? [] : []
		return issues.length > 0 ? { kind: 'refused', issues } : { kind: 'failed', problem: problemOf(error) }
	}
}

/** Rejects with an AxiosError. */
export async function removeTestBooking(uid: string): Promise<void> {
	await axios.delete(route(`setup/test/${encodeURIComponent(uid)}`), options())
}
