// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from '../route.ts'
import { day, flag, instant, list, nullable, object, ref, text, whole } from '../schema.ts'

const team = ['staff', 'admin'] as const
const who = { token: { ...text, description: 'from the link in the mail' }, birthDate: day }
const refusals = ['REQUEST_MALFORMED', 'LINK_INVALID', 'RATE_LIMITED', 'OFFER_OVER'] as const

/** Entries themselves are VTODOs, written over CalDAV. Patients' answers are POST, so that neither token nor birth date stands in an address. */
export const waiting: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/waiting', tag: 'team', summary: 'The waiting list, what has become free, and open offers', roles: team,
		answer: object({
			list: nullable(object({ href: text, domain: text, offerMinutes: whole, isAutomatic: flag, canOffer: flag })),
			entries: list(ref('WaitingEntry')),
			freed: list(object({ calendar: text, start: instant, end: instant, matches: { ...list(text), description: 'UIDs of entries, in turn' } })),
			offers: list(ref('WaitingOffer')),
		}),
	},
	{
		method: 'post', path: '/api/v1/waiting/offers', tag: 'team', summary: 'Offer a time to an entry, by mail', roles: team,
		body: object({ entry: text, calendar: text, start: instant }), status: 201, answer: ref('WaitingOffer'),
		refusals: ['REQUEST_MALFORMED', 'TIME_INVALID', 'NOT_FOUND', 'CALENDAR_UNKNOWN', 'OFFER_OPEN', 'OFFER_UNFIT', 'OFFER_UNREACHABLE', 'OFFER_PAGE_MISSING', 'OFFER_NOT_SENT', 'SLOT_TAKEN'],
	},
	{
		method: 'delete', path: '/api/v1/waiting/offers/{id}', tag: 'team', summary: 'Take an open offer back', roles: team,
		inPath: { id: 'as GET waiting gives it' }, answer: list(text), refusals: ['NOT_FOUND', 'OFFER_OVER'],
	},
	{
		method: 'post', path: '/api/v1/offers/view', tag: 'patients', summary: 'What was offered; changes nothing', roles: ['booking'],
		body: object(who), answer: ref('OwnOffer'), refusals,
	},
	{
		method: 'post', path: '/api/v1/offers/accept', tag: 'patients', summary: 'Accept the offer', roles: ['booking'],
		body: object(who), answer: ref('OwnOffer'), refusals: [...refusals, 'SLOT_TAKEN', 'CHANGED_MEANWHILE'],
	},
	{
		method: 'post', path: '/api/v1/offers/decline', tag: 'patients', summary: 'Decline the offer', roles: ['booking'],
		body: object(who), answer: ref('OwnOffer'), refusals,
	},
]
