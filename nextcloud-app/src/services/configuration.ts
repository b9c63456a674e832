// SPDX-License-Identifier: AGPL-3.0-or-later
import axios, { isAxiosError } from '@nextcloud/axios'
import type { Issue, Language, MailEvent, Practice } from '@sprechstunde/core'
import { getLanguage } from '@nextcloud/l10n'
import { generateOcsUrl } from '@nextcloud/router'
import { timeout } from './ocs.ts'
import { patiently } from './patience.ts'
import { problemOf, type Problem } from './problem.ts'

/** A stored configuration and the revision that a change is made on. */
export interface Stored {
	readonly document: Practice
	/** as in the header, with its quotes */
	readonly etag: string
}

export type SaveOutcome =
	| { readonly kind: 'saved', readonly etag: string }
	/** someone else saved another one in the meantime */
	| { readonly kind: 'stale' }
	/** the server says what is wrong, and where */
	| { readonly kind: 'refused', readonly issues: readonly Issue[] }
	| { readonly kind: 'failed', readonly problem: Problem }

export interface Member {
	readonly id: string
	readonly name: string
}

/** Accounts by role; `owners` own the practice's calendars and manage the practice too. */
export type Members = Readonly<Record<'owners' | 'booking' | 'staff' | 'admin' | 'pvs', readonly Member[]>>

const route = (path: string): string => generateOcsUrl(`apps/sprechstunde/api/v1/${path}`)
const options = (headers: Readonly<Record<string, string>> = {}): object => ({ params: { format: 'json' }, headers: { 'Accept-Language': getLanguage(), ...headers }, timeout })

interface Ocs<T> {
	readonly ocs: { readonly data: T }
}

/** Rejects with an AxiosError. */
export async function fetchConfiguration(): Promise<Stored> {
	const answer = await axios.get<Ocs<Practice>>(route('configuration'), options({ 'Cache-Control': 'no-cache' }))
	return { document: answer.data.ocs.data, etag: String(answer.headers.etag ?? '') }
}

/** Rejects with an AxiosError. */
export async function fetchMembers(): Promise<Members> {
	return (await axios.get<Ocs<Members>>(route('configuration/members'), options())).data.ocs.data
}

/**
 * Replaces the configuration. Never rejects.
 *
 * @param etag of the one that the change was made on; null: whatever is stored
 */
export async function saveConfiguration(document: Practice, etag: string | null): Promise<SaveOutcome> {
	try {
		const answer = await patiently(() => axios.put(route('configuration'), document, options(etag === null ? {} : { 'If-Match': etag })))
		return { kind: 'saved', etag: String(answer.headers.etag ?? '') }
	} catch (error) {
		if (isAxiosError(error) && error.response?.status === 412) return { kind: 'stale' }
		const issues = isAxiosError<Partial<Ocs<{ issues?: Issue[] }>>>(error) ? error.response?.data?.ocs?.data?.issues ?? [] : []
		return issues.length > 0 ? { kind: 'refused', issues } : { kind: 'failed', problem: problemOf(error) }
	}
}

/** A mail with the texts of this document, as HTML, about an appointment that there is not. Rejects with an AxiosError. */
export async function previewMail(document: Practice, event: MailEvent, language: Language): Promise<string> {
	return (await axios.post<Ocs<{ readonly html: string }>>(route('configuration/preview'), { document, event, language }, options())).data.ocs.data.html
}
