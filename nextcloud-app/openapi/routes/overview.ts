// SPDX-License-Identifier: AGPL-3.0-or-later
import { statuses } from '@sprechstunde/core'
import type { Route } from '../route.ts'
import { day, instant, list, map, nullable, object, oneOf, text, whole } from '../schema.ts'

const period = object({ now: whole, before: whole })
const queueCounts = { waiting: whole, dead: whole }
const inPath = { id: 'of the row' }

export const overview: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/statistics', tag: 'team', summary: 'Numbers of the practice\'s overview', roles: ['staff', 'admin'],
		answer: object({
			periods: { ...object({ today: period, week: period, month: period }), description: 'appointments that are not cancelled, and those of the period before' },
			cancelled: { ...object({ now: whole, of: whole, before: whole, ofBefore: whole }), description: 'of this month and of the one before' },
			requests: whole,
			days: { ...list(object({ date: day, ...Object.fromEntries(statuses.map((status) => [status, whole])) })), description: 'two weeks back and two ahead' },
			sources: { ...map(whole), description: 'of these days, by X-BOOKING-SOURCE' },
			answers: { ...object({ count: whole, medianMinutes: nullable(whole), groups: list(whole) }), description: 'requests decided in the last 30 days: within an hour, four hours, a day, three days, later' },
			mails: { ...object({ sent: whole, failed: whole, givenUp: whole, ...queueCounts }), description: 'of the last 30 days; waiting and dead: now' },
			sync: object({
				intervalMinutes: whole,
				accounts: list(object({ account: text, name: text, readAt: nullable(instant), writtenAt: nullable(instant), agent: text, state: oneOf('never', 'fresh', 'late', 'lost'), done: { ...whole, description: 'minutes of the last 30 days in which it synchronised' }, failed: { ...whole, description: 'likewise in which it was refused' } })),
			}),
		}),
	},
	{
		method: 'get', path: '/api/v1/queue', tag: 'management', summary: 'Mails and messages to programs that wait or were given up', roles: ['admin'],
		answer: object({
			...queueCounts,
			rows: list(object({
				id: whole, state: oneOf('pending', 'sending', 'dead'), kind: text, calendar: text, uid: text, href: nullable(text),
				createdAt: instant, dueAt: instant, attempts: whole, error: { ...text, description: 'class of the last error; empty: none' },
			})),
			deliveries: {
				...object({
					...queueCounts,
					rows: list(object({
						id: whole, state: oneOf('pending', 'sending', 'dead'), target: text, name: text, kind: text, calendar: text, uid: text, href: nullable(text),
						createdAt: instant, dueAt: instant, attempts: whole, reason: { ...text, description: 'of the last failure; empty: none' }, status: { ...whole, description: 'of the last answer; 0: there was none' },
					})),
				}),
				description: 'to programs that listen',
			},
		}),
	},
	{
		method: 'post', path: '/api/v1/queue/{id}/retry', tag: 'management', summary: 'Send it at once', roles: ['admin'],
		inPath, answer: object(queueCounts), refusals: ['NOT_FOUND'],
	},
	{
		method: 'delete', path: '/api/v1/queue/{id}', tag: 'management', summary: 'Tell nobody', roles: ['admin'],
		inPath, answer: object(queueCounts), refusals: ['NOT_FOUND'],
	},
	{
		method: 'post', path: '/api/v1/requests/{id}/approve', tag: 'team', summary: 'Approve a request, as its notification showed it', roles: ['staff', 'admin'],
		inPath: { id: 'of the calendar object, as the notification has it' },
		query: { etag: { description: 'of what was shown, with its quotes', required: true } },
		answer: object({ status: oneOf('CONFIRMED') }), refusals: ['REQUEST_MALFORMED', 'NOT_FOUND', 'STALE', 'TRANSITION_FORBIDDEN'],
	},
]
