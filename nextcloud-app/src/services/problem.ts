// SPDX-License-Identifier: AGPL-3.0-or-later
import { isAxiosError } from '@nextcloud/axios'
import { t } from '../l10n.ts'
import { readDavIssues } from './davError.ts'

/**
 * Why a request to the server failed, and the sentence a person reads.
 * `stale`: changed in the meantime; `refused`: the server said why; `unreachable`: no usable answer.
 */
export interface Problem {
	readonly kind: 'stale' | 'refused' | 'unreachable' | 'session'
	readonly text: string
	/** codes of the issue catalogue, where the server gave any */
	readonly codes: readonly string[]
	/** what the server said about single fields; `path` is a field's name, or start, end, status */
	readonly fields?: readonly { readonly path: string, readonly text: string }[]
}

interface OcsFailure {
	readonly ocs?: { readonly data?: { readonly issues?: readonly { readonly code: string, readonly text: string, readonly path?: string | null }[] } }
}

export function problemOf(error: unknown): Problem {
	if (!isAxiosError(error)) return problem('refused', t('The calendar entry could not be read or changed.'))
	const { response } = error
	if (response === undefined) return problem('unreachable', t('The server does not answer.'))
	const issues = typeof response.data === 'string' ? readDavIssues(response.data) : [...(response.data as OcsFailure | null)?.ocs?.data?.issues ?? []]
	const codes = issues.map((issue) => issue.code)
	const said = issues.map((issue) => issue.text).filter((text) => text !== '').join(' ')
	if (response.status === 412) return problem('stale', said, codes)
	const fields = issues.flatMap(({ path, text }) => path ? [{ path, text }] : [])
	if (said !== '') return { ...problem('refused', said, codes), ...(fields.length === 0 ? {} : { fields }) }
	if (response.status === 401) return problem('session', t('Your session has ended. Please log in again.'))
	if (response.status === 404) return problem('refused', t('This entry no longer exists, or this account can not reach it.'))
	if (response.status === 403) return problem('refused', t('This account has no access to the requests of the practice.'))
	return problem('unreachable', t('The server can not do this at the moment (error {status}).', { status: response.status }))
}

function problem(kind: Problem['kind'], text: string, codes: readonly string[] = []): Problem {
	return { kind, text, codes }
}
