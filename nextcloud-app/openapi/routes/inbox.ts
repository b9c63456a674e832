// SPDX-License-Identifier: AGPL-3.0-or-later
import { statuses } from '@sprechstunde/core'
import type { Route } from '../route.ts'
import { flag, instant, list, nullable, object, oneOf, text, whole } from '../schema.ts'

export const inbox: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/requests/last-change', tag: 'team', summary: 'What an appointment has become, and by whom', roles: ['staff', 'admin'],
		query: { uid: { description: 'the appointment\'s UID', required: true } },
		answer: object({ status: { ...nullable(oneOf(...statuses)), description: 'null: deleted' }, by: { ...text, description: 'display name of the account that wrote last; empty: the system' }, at: instant }),
		refusals: ['NOT_FOUND'],
	},
	{
		method: 'post', path: '/api/v1/requests/question', tag: 'team', summary: 'Ask a patient back by e-mail; the text is kept nowhere', roles: ['staff', 'admin'],
		body: object({ uid: text, text: { ...text, minLength: 1, maxLength: 2000 } }), answer: object({ sent: flag }),
		refusals: ['NOT_FOUND', 'FIELD_REQUIRED', 'FIELD_TOO_LONG', 'MAIL_NOT_SENT'],
	},
	{
		method: 'get', path: '/api/v1/conflicts', tag: 'team', summary: 'What practice software overwrote of website and patients; the newest 200', roles: ['staff', 'admin'],
		answer: object({
			conflicts: list(object({
				id: { ...whole, description: 'of the version that was overwritten' },
				winner: { ...nullable(whole), description: 'of the version that held; null: the appointment was deleted' },
				calendar: text, summary: text, at: instant,
				settledAt: { ...nullable(instant), description: 'when somebody dealt with it' },
				href: { ...nullable(text), description: 'of the appointment as it is now; null: deleted' },
			})),
		}),
	},
	{
		method: 'post', path: '/api/v1/conflicts/{id}/settle', tag: 'team', summary: 'Somebody has dealt with a conflict', roles: ['staff', 'admin'],
		inPath: { id: 'of the version that was overwritten' }, answer: object({ settled: flag }), refusals: ['NOT_FOUND'],
	},
	{
		method: 'get', path: '/api/v1/versions/{id}', tag: 'team', summary: 'A kept version of an appointment', roles: ['staff', 'admin'],
		inPath: { id: 'of the version' },
		answer: object({
			id: whole, by: { ...text, description: 'display name of the account that had written it; empty: the system' },
			role: { ...nullable(text), description: 'of that account' }, writtenAt: instant, ics: { ...text, description: 'iCalendar' },
		}),
		refusals: ['NOT_FOUND'],
	},
	{
		method: 'post', path: '/api/v1/versions/{id}/restore', tag: 'team', summary: 'Put a version back, as a new revision', roles: ['staff', 'admin'],
		inPath: { id: 'of the version' }, answer: object({ restored: flag }),
		refusals: ['NOT_FOUND', 'CALENDAR_UNKNOWN', 'OBJECT_MALFORMED', 'TRANSITION_FORBIDDEN', 'INTERNAL'],
	},
]
