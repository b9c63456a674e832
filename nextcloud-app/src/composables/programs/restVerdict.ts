// SPDX-License-Identifier: AGPL-3.0-or-later
import { failureText } from '../../format/deliveries.ts'
import { t } from '../../l10n.ts'
import type { RestAnswer } from '../../services/programRest.ts'

/** What the answer of a REST interface to a question that changes nothing says of it. */
export function restVerdict({ status, reason }: RestAnswer): { readonly type: 'success' | 'warning' | 'error', readonly text: string } {
	if (status === 401 || status === 403) return { type: 'error', text: t('There is an answer, but it does not let this app in (HTTP {status}): is the API key right?', { status }) }
	if (status >= 500) return { type: 'error', text: t('There is an answer, but an error has occurred there (HTTP {status}). Please try again later.', { status }) }
	if (reason !== '') return { type: 'error', text: failureText(reason, status) }
	if (status >= 400) return { type: 'warning', text: t('A server answers, but does not know this address or this kind of question (HTTP {status}). Some programs only take appointments there: if the address is right, the first appointment shows it.', { status }) }
	return { type: 'success', text: t('The interface answers and lets this app in (HTTP {status}).', { status }) }
}
