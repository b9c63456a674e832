// SPDX-License-Identifier: AGPL-3.0-or-later
import { webhookEvents } from '@sprechstunde/core'
import type { Route } from '../route.ts'
import { flag, instant, list, nullable, object, oneOf, text, whole } from '../schema.ts'

const inPath = { id: 'of a webhook' }
const counts = { waiting: whole, dead: whole }

export const webhooks: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/webhooks', tag: 'management', summary: 'How each webhook is doing', roles: ['admin'],
		answer: object({
			webhooks: list(object({
				id: text, secretSince: nullable(instant), ...counts,
				lastSent: nullable(object({ at: instant, status: whole })),
				lastGivenUp: nullable(object({ at: instant, status: { ...whole, description: '0: there was no answer' }, reason: text })),
			})),
		}),
	},
	{
		method: 'post', path: '/api/v1/webhooks', tag: 'management', summary: 'Add a webhook; its secret is to be had here only', roles: ['admin'],
		body: object({ name: text, url: text, events: list(oneOf(...webhookEvents)), calendars: { ...list(text), description: 'ids; none: all' } }),
		status: 201, answer: object({ id: text, secret: text }),
		refusals: ['REQUEST_MALFORMED', 'SCHEMA_VIOLATION', 'WEBHOOK_URL', 'REFERENCE_UNKNOWN', 'CONFIGURATION_STALE'],
	},
	{
		method: 'post', path: '/api/v1/webhooks/{id}/secret', tag: 'management', summary: 'A new secret; the former one signs for another day', roles: ['admin'], inPath,
		status: 201, answer: object({ secret: text }), refusals: ['NOT_FOUND'],
	},
	{
		method: 'post', path: '/api/v1/webhooks/{id}/test', tag: 'management', summary: 'Send a signed message that is about nothing, and say what came back', roles: ['admin'], inPath,
		answer: object({ delivered: flag, status: { ...whole, description: '0: there was no answer' }, reason: text }), refusals: ['NOT_FOUND'],
	},
	{
		method: 'delete', path: '/api/v1/webhooks/{id}', tag: 'management', summary: 'Take a webhook away, with what waits for it', roles: ['admin'], inPath,
		answer: list(text), refusals: ['NOT_FOUND', 'CONFIGURATION_STALE'],
	},
	{
		method: 'post', path: '/api/v1/deliveries/{id}/retry', tag: 'management', summary: 'Send it at once', roles: ['admin'],
		inPath: { id: 'of the row' }, answer: object(counts), refusals: ['NOT_FOUND'],
	},
	{
		method: 'delete', path: '/api/v1/deliveries/{id}', tag: 'management', summary: 'Tell nobody', roles: ['admin'],
		inPath: { id: 'of the row' }, answer: object(counts), refusals: ['NOT_FOUND'],
	},
]
