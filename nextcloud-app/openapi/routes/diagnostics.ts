// SPDX-License-Identifier: AGPL-3.0-or-later
import { findings, remedyActions } from '@sprechstunde/core'
import type { Route } from '../route.ts'
import { instant, list, map, object, oneOf, text } from '../schema.ts'

export const diagnostics: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/diagnostics', tag: 'management', summary: 'What is wrong with the connections to practice programs', roles: ['admin'],
		query: { uid: { description: 'of an appointment that a practice program does not show' } },
		answer: object({
			checkedAt: instant,
			findings: { ...list(object({ code: oneOf(...Object.keys(findings)), params: map({}) })), description: 'errors first; texts and remedies by code are in the contract' },
		}),
	},
	{
		method: 'post', path: '/api/v1/diagnostics/{remedy}', tag: 'management', summary: 'Mend what can be mended without changing an appointment', roles: ['admin'],
		inPath: { remedy: remedyActions.join(', ') },
		answer: object({ done: list(text) }), refusals: ['REQUEST_MALFORMED'],
	},
]
