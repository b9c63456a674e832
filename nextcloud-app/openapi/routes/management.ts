// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from '../route.ts'
import { list, object, ref, text } from '../schema.ts'

const accounts = list(object({ id: text, name: text }))

export const management: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/configuration', tag: 'management', summary: 'The practice configuration', roles: ['admin'],
		answer: ref('Practice'),
	},
	{
		method: 'get', path: '/api/v1/configuration/members', tag: 'management', summary: 'Which accounts have which role', roles: ['admin'],
		answer: object({ owners: accounts, booking: accounts, staff: accounts, admin: accounts, pvs: accounts }),
	},
	{
		method: 'put', path: '/api/v1/configuration', tag: 'management', summary: 'Check and store it, and bring calendars and shares in line with it; with If-Match only on that version', roles: ['admin'],
		body: ref('Practice'), answer: object({ done: list({ ...text, description: 'what was done' }) }),
		refusals: ['REQUEST_MALFORMED', 'FIELD_REQUIRED', 'FIELD_FORMAT', 'CONFIGURATION_STALE'],
	},
]
