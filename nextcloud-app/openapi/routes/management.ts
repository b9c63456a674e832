// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from '../route.ts'
import { flag, instant, list, nullable, object, oneOf, ref, text, whole } from '../schema.ts'

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
		method: 'post', path: '/api/v1/access', tag: 'management', summary: 'An app password for the website or the practice software; it is to be had here only, and in a browser Nextcloud asks for the own password before', roles: ['admin'],
		body: object({ role: oneOf('booking', 'pvs'), account: text }), status: 201,
		answer: object({ address: { ...text, description: 'of this Nextcloud' }, user: text, password: text }),
		refusals: ['REQUEST_MALFORMED', 'NOT_FOUND', 'ACCOUNT_FOR_MORE'],
	},
	{
		method: 'post', path: '/api/v1/configuration/preview', tag: 'management', summary: 'A mail with the texts of the document in the body, about an appointment that there is not; nothing is stored', roles: ['admin'],
		body: object({ document: ref('Practice'), event: text, language: oneOf('de', 'en') }), answer: object({ subject: text, text, html: text }),
		refusals: ['FIELD_VALUE_NOT_ALLOWED', 'SCHEMA_VIOLATION'],
	},
	{
		method: 'get', path: '/api/v1/setup', tag: 'management', summary: 'What the assistant has to know of this server', roles: ['server administrator'],
		query: { search: { description: 'part of the names of accounts' } },
		answer: object({ configured: flag, address: text, accounts, groups: list(object({ id: text, name: text, members: whole })) }),
	},
	{
		method: 'post', path: '/api/v1/setup', tag: 'management', summary: 'Set the practice up, where it is not yet; the app password of the website\'s account is to be had here only', roles: ['server administrator'],
		body: object({ document: ref('Practice'), members: object({ staff: list(text), admin: list(text), pvs: list(text) }), account: text }), status: 201,
		answer: object({ done: list({ ...text, description: 'what was done' }), user: text, password: text }),
		refusals: ['SCHEMA_VIOLATION', 'OWNER_UNKNOWN', 'TWO_ROLES', 'FIELD_FORMAT', 'BOOKING_ACCOUNT_TAKEN', 'ALREADY_CONFIGURED'],
	},
	{
		method: 'delete', path: '/api/v1/setup/test/{uid}', tag: 'management', summary: 'Take a test booking of the last hour away again', roles: ['server administrator'],
		inPath: { uid: 'UID of the appointment' }, answer: list(text), refusals: ['NOT_FOUND', 'CONFIGURATION_MISSING'],
	},
	{
		method: 'put', path: '/api/v1/configuration', tag: 'management', summary: 'Check and store it, and bring calendars and shares in line with it; with If-Match only on that version', roles: ['admin'],
		body: ref('Practice'), answer: object({ done: list({ ...text, description: 'what was done' }) }),
		refusals: ['REQUEST_MALFORMED', 'FIELD_REQUIRED', 'FIELD_FORMAT', 'CONFIGURATION_STALE'],
	},
	{
		method: 'get', path: '/api/v1/feed-tokens', tag: 'management', summary: 'Links to the practice\'s feed, without their tokens', roles: ['admin'],
		answer: object({ tokens: list(object({ id: whole, label: text, program: { ...nullable(text), description: 'id of a connected practice program, or of a profile, by whose field map it shows appointments; null: as they are stored' }, createdAt: instant, usedAt: { ...nullable(instant), description: 'to the hour; null: never' } })) }),
	},
	{
		method: 'post', path: '/api/v1/feed-tokens', tag: 'management', summary: 'A new link to the practice\'s feed; its token is to be had here only', roles: ['admin'],
		body: object({ label: { ...text, minLength: 1, maxLength: 100 } }, { program: { ...nullable(text), description: 'id of a connected practice program, or of a profile' } }), status: 201, answer: object({ id: whole, token: text }),
		refusals: ['REQUEST_MALFORMED', 'FIELD_REQUIRED', 'FIELD_TOO_LONG', 'REFERENCE_UNKNOWN'],
	},
	{
		method: 'delete', path: '/api/v1/feed-tokens/{id}', tag: 'management', summary: 'From now on this link lets nobody in', roles: ['admin'],
		inPath: { id: 'of the link' }, answer: object({ revoked: flag }), refusals: ['NOT_FOUND'],
	},
]
