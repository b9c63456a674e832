// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from '../route.ts'
import { list, object, ref, text } from '../schema.ts'

export const management: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/configuration', tag: 'management', summary: 'The practice configuration', roles: ['admin'],
		answer: ref('Practice'),
	},
	{
		method: 'put', path: '/api/v1/configuration', tag: 'management', summary: 'Check and store it, and bring calendars and shares in line with it', roles: ['admin'],
		body: ref('Practice'), answer: object({ done: list({ ...text, description: 'what was done' }) }),
		refusals: ['REQUEST_MALFORMED', 'FIELD_REQUIRED', 'FIELD_FORMAT'],
	},
]
