// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from '../route.ts'
import { flag, instant, list, nullable, object, oneOf, text, whole } from '../schema.ts'

const inPath = { id: 'id of a connection' }
const at = nullable(instant)

const restState = object({
	hasKey: flag, hasSecret: flag, address: { ...text, description: 'where the program sends its events' }, waiting: whole, dead: whole,
	lastSent: nullable(object({ at: instant, status: whole })),
	lastGivenUp: nullable(object({ at: instant, status: { ...whole, description: '0: there was no answer' }, reason: text })),
})

export const programs: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/programs', tag: 'management', summary: 'Practice programs that are connected, and how they are doing', roles: ['admin'],
		answer: object({
			address: { ...text, description: 'of this Nextcloud' },
			programs: list(object({
				id: text, account: text, isManaged: { ...flag, description: 'the app made the account' },
				state: oneOf('missing', 'paused', 'never', 'fresh', 'late', 'lost'), readAt: at, writtenAt: at,
			})),
		}),
	},
	{
		method: 'post', path: '/api/v1/programs', tag: 'management', summary: 'Make an account for a practice program and give it calendars; its app password is to be had here only', roles: ['admin'],
		body: object({ profile: text, calendars: list(text) }), status: 201, answer: object({ id: text, user: text, password: text }),
		refusals: ['FIELD_VALUE_NOT_ALLOWED', 'SCHEMA_VIOLATION', 'REFERENCE_UNKNOWN', 'CONFIGURATION_STALE'],
	},
	{
		method: 'get', path: '/api/v1/programs/{id}/steps', tag: 'management', summary: 'What a practice program has done since it got its password', roles: ['admin'], inPath,
		answer: object({ seenAt: at, foundAt: at, fetchedAt: at, storedAt: at, agent: { ...text, description: 'what it calls itself' } }),
		refusals: ['NOT_FOUND'],
	},
	{
		method: 'post', path: '/api/v1/programs/{id}/password', tag: 'management', summary: 'A new app password, which is the only one of that account from then on', roles: ['admin'], inPath,
		status: 201, answer: object({ user: text, password: text }), refusals: ['NOT_FOUND', 'ACCOUNT_NOT_OURS'],
	},
	{
		method: 'post', path: '/api/v1/programs/{id}/pause', tag: 'management', summary: 'Lock a practice program out until it gets a new password', roles: ['admin'], inPath,
		answer: list(text), refusals: ['NOT_FOUND', 'ACCOUNT_NOT_OURS'],
	},
	{
		method: 'get', path: '/api/v1/programs/{id}/rest', tag: 'management', summary: 'What a practice program with a REST interface needs besides its settings', roles: ['admin'], inPath,
		answer: restState, refusals: ['NOT_FOUND'],
	},
	{
		method: 'put', path: '/api/v1/programs/{id}/rest/key', tag: 'management', summary: 'Set the key that a program\'s REST interface asks for; an empty one removes it', roles: ['admin'], inPath,
		body: object({ key: text }), answer: restState, refusals: ['NOT_FOUND', 'FIELD_FORMAT'],
	},
	{
		method: 'post', path: '/api/v1/programs/{id}/rest/secret', tag: 'management', summary: 'A new secret to sign events with, which is to be had here only; the former one holds for another day', roles: ['admin'], inPath,
		status: 201, answer: object({ secret: text, address: text }), refusals: ['NOT_FOUND'],
	},
	{
		method: 'post', path: '/api/v1/programs/{id}/rest/check', tag: 'management', summary: 'Ask a program\'s REST interface whether it answers; nothing of a patient is sent', roles: ['admin'], inPath,
		answer: object({ status: { ...whole, description: 'of HTTP; 0: no answer' }, reason: { ...text, description: 'why there was no answer that can be used; empty: there was' } }), refusals: ['NOT_FOUND'],
	},
	{
		method: 'delete', path: '/api/v1/programs/{id}', tag: 'management', summary: 'Take a practice program off; its account is deleted where the app made it', roles: ['admin'], inPath,
		answer: list(text), refusals: ['NOT_FOUND', 'CONFIGURATION_STALE'],
	},
]
