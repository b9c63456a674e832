// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from '../route.ts'
import { bothLanguages, instant, list, nullable, object, ref, text, whole } from '../schema.ts'

const everyone = ['booking', 'staff', 'admin', 'pvs'] as const
const range = { from: { description: 'ISO 8601 instant', required: true }, to: { description: 'ISO 8601 instant, not included', required: true } }

export const website: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/catalog', tag: 'website', summary: 'What can be booked, where and by which rules', roles: everyone,
		answer: object({
			version: whole,
			practice: object({ name: text, address: text, phone: text, email: text, timeZone: text, language: text }),
			consent: object({ version: text, text: bothLanguages, url: nullable(text) }),
			manageUrl: { ...nullable(text), description: 'page of the website to which the links in mails lead' },
			calendars: list(ref('CatalogCalendar')), appointmentTypes: list(ref('AppointmentType')),
			categories: list(object({ code: text, label: bothLanguages, color: text })),
			booking: object({ minimumNoticeMinutes: whole, horizonDays: whole, gridMinutes: whole, dailyMaximum: nullable(whole), cancelDeadlineHours: whole, holdMinutes: whole }, { escalationHours: nullable(whole) }),
			contract: object({ version: whole, hash: text }),
		}, { waitingListConsent: { ...object({ version: text, text: bothLanguages }), description: 'only where the practice keeps a waiting list' } }),
	},
	{
		method: 'get', path: '/api/v1/calendars/{id}/free', tag: 'website', summary: 'Free windows, into which slots are laid', roles: everyone,
		inPath: { id: 'a calendar\'s id or alias; any: all of them' },
		query: { ...range, for: { description: 'practice: without the notice and the daily maximum that online bookings have; not for the website' } },
		answer: object({ windows: list(ref('Slot')), generatedAt: instant }),
		refusals: ['RANGE_INVALID', 'CALENDAR_UNKNOWN'],
	},
	{
		method: 'post', path: '/api/v1/holds', tag: 'website', summary: 'Hold a slot for one form', roles: ['booking'],
		body: ref('HoldRequest'), status: 201,
		answer: object({ token: text, expires: instant, seconds: whole }),
		refusals: ['REQUEST_MALFORMED', 'CALENDAR_UNKNOWN', 'OUTSIDE_OPENING_HOURS', 'SLOT_TAKEN', 'DAILY_MAXIMUM_REACHED', 'HOLD_LIMIT_REACHED'],
	},
	{
		method: 'delete', path: '/api/v1/holds/{token}', tag: 'website', summary: 'Let a held slot go', roles: ['booking'],
		inPath: { token: 'as POST holds gave it' },
		answer: list(text), refusals: ['REQUEST_MALFORMED'],
	},
]
