// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from '../route.ts'
import { list, object, ref, text, whole } from '../schema.ts'

const revision = { ...text, description: 'changes with every appointment' }

export const team: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/requests', tag: 'team', summary: 'What awaits approval', roles: ['staff', 'admin'],
		answer: object({ requests: list(ref('AppointmentRequest')), counts: object({ requests: whole }), revision }),
	},
	{
		method: 'get', path: '/api/v1/counts', tag: 'team', summary: 'Whether anything has changed; cheap', roles: ['staff', 'admin'],
		answer: object({ requests: whole, revision }),
	},
	{
		method: 'get', path: '/api/v1/calendars/{id}/busy', tag: 'team', summary: 'When a calendar is busy', roles: ['staff', 'admin', 'pvs'],
		inPath: { id: 'a calendar\'s id or alias' },
		query: { from: { description: 'ISO 8601 instant', required: true }, to: { description: 'ISO 8601 instant, not included', required: true } },
		answer: object({ busy: list(ref('Interval')) }),
		refusals: ['RANGE_INVALID', 'CALENDAR_UNKNOWN'],
	},
]
