// SPDX-License-Identifier: AGPL-3.0-or-later
import { statuses } from '@sprechstunde/core'
import type { Route } from '../route.ts'
import { instant, nullable, object, oneOf, text } from '../schema.ts'

export const inbox: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/requests/last-change', tag: 'team', summary: 'What an appointment has become, and by whom', roles: ['staff', 'admin'],
		query: { uid: { description: 'the appointment\'s UID', required: true } },
		answer: object({ status: { ...nullable(oneOf(...statuses)), description: 'null: deleted' }, by: { ...text, description: 'display name of the account that wrote last; empty: the system' }, at: instant }),
		refusals: ['NOT_FOUND'],
	},
]
