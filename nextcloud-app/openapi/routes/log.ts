// SPDX-License-Identifier: AGPL-3.0-or-later
import { logLevels } from '@sprechstunde/core'
import type { Route } from '../route.ts'
import { flag, instant, list, map, nullable, object, oneOf, text, whole } from '../schema.ts'

const filter = {
	from: { description: 'ISO 8601 instant' }, to: { description: 'ISO 8601 instant, not included' },
	level: { description: `of ${logLevels.join(', ')}, separated by commas` }, code: { description: 'of the contract\'s log codes, separated by commas' },
	uid: { description: 'of one appointment; staff has to name it' }, q: { description: 'part of a UID or of an account\'s name' },
	before: { description: 'id: only older entries' },
}

export const log: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/log', tag: 'management', summary: 'What happened, the newest first; for staff one appointment\'s history', roles: ['staff', 'admin'],
		query: { ...filter, limit: { description: '1 to 200; 50 where it is not given' } },
		answer: object({
			entries: list(object({
				id: whole, at: instant, level: oneOf(...logLevels), code: text, actor: { ...text, description: 'account; empty: the system' }, actorName: text, role: text,
				way: { ...text, description: 'by which way it was written' }, calendar: text, uid: text, href: nullable(text),
				params: { ...map({ type: ['string', 'integer'] }), description: 'never anything of a patient' },
			})),
			before: { ...nullable(whole), description: 'for the next page; null: this was the last' },
		}),
		refusals: ['REQUEST_MALFORMED', 'TIME_INVALID'],
	},
	{
		method: 'post', path: '/api/v1/log/resolve', tag: 'management', summary: 'Whom entries are about; that somebody looked is logged', roles: ['admin'],
		body: object({ uids: list(text) }),
		answer: object({ patients: map(object({ name: text, start: nullable(instant), end: nullable(instant), deleted: flag })) }),
		refusals: ['REQUEST_MALFORMED'],
	},
	{
		method: 'get', path: '/api/v1/log/export', tag: 'management', summary: 'The log as a file, without names', roles: ['admin'],
		query: { ...filter, type: { description: 'txt (a line per entry) or csv' }, language: { description: 'de or en' } },
		answer: 'text/plain',
		refusals: ['REQUEST_MALFORMED', 'TIME_INVALID'],
	},
]
