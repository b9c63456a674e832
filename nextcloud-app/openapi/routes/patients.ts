// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from '../route.ts'
import { day, instant, object, ref, text } from '../schema.ts'

const who = { token: { ...text, description: 'from the link in the mail' }, birthDate: day }
const refusals = ['REQUEST_MALFORMED', 'LINK_INVALID', 'RATE_LIMITED'] as const

/** All of it is POST, so that neither token nor birth date stands in an address. */
export const patients: readonly Route[] = [
	{
		method: 'post', path: '/api/v1/patient/view', tag: 'patients', summary: 'The patient\'s own appointment; changes nothing', roles: ['booking'],
		body: object(who), answer: ref('OwnAppointment'), refusals,
	},
	{
		method: 'post', path: '/api/v1/patient/cancel', tag: 'patients', summary: 'Cancel it', roles: ['booking'],
		body: object({ ...who, etag: text }), answer: ref('OwnAppointment'), refusals: [...refusals, 'CHANGED_MEANWHILE', 'APPOINTMENT_CANCELLED', 'DEADLINE_PASSED', 'SELF_SERVICE_UNAVAILABLE'],
	},
	{
		method: 'post', path: '/api/v1/patient/reschedule', tag: 'patients', summary: 'Move it to a free slot', roles: ['booking'],
		body: object({ ...who, etag: text, start: instant, end: instant }), answer: ref('OwnAppointment'), refusals: [...refusals, 'TIME_INVALID', 'CHANGED_MEANWHILE', 'APPOINTMENT_CANCELLED', 'DEADLINE_PASSED', 'SELF_SERVICE_UNAVAILABLE', 'SLOT_TAKEN'],
	},
]
