// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from '../route.ts'
import { list, object, ref, text, whole } from '../schema.ts'

const conflicts = { ...whole, description: 'that nobody has dealt with; only where versions are kept' }
const revision = { ...text, description: 'changes with every appointment' }

export const team: readonly Route[] = [
	{
		method: 'get', path: '/api/v1/requests', tag: 'team', summary: 'What awaits approval', roles: ['staff', 'admin'],
		answer: object({ requests: list(ref('AppointmentRequest')), counts: object({ requests: whole }, { conflicts }), revision }),
	},
	{
		method: 'get', path: '/api/v1/counts', tag: 'team', summary: 'Whether anything has changed; cheap', roles: ['staff', 'admin'],
		answer: object({ requests: whole, revision }, { conflicts }),
	},
	{
		method: 'get', path: '/api/v1/calendars/{id}/day', tag: 'team', summary: 'What stands in a calendar on a day', roles: ['staff', 'admin'],
		inPath: { id: 'a calendar\'s id or alias' },
		query: { date: { description: 'local day of the practice, YYYY-MM-DD', required: true } },
		answer: object({ entries: list(ref('DayEntry')) }),
		refusals: ['RANGE_INVALID', 'CALENDAR_UNKNOWN'],
	},
	{
		method: 'get', path: '/api/v1/calendars/{id}/busy', tag: 'team', summary: 'When a calendar is busy', roles: ['staff', 'admin', 'pvs'],
		inPath: { id: 'a calendar\'s id or alias' },
		query: { from: { description: 'ISO 8601 instant', required: true }, to: { description: 'ISO 8601 instant, not included', required: true } },
		answer: object({ busy: list(ref('Interval')) }),
		refusals: ['RANGE_INVALID', 'CALENDAR_UNKNOWN'],
	},
	{
		method: 'post', path: '/api/v1/patients/search', tag: 'team', summary: 'Known patients, by beginnings of the words of their names', roles: ['staff', 'admin'],
		body: object({ name: text }),
		answer: object({ patients: list(ref('KnownPatient')) }),
		refusals: ['FIELD_REQUIRED', 'FIELD_FORMAT', 'FIELD_TOO_LONG'],
	},
	{
		method: 'post', path: '/api/v1/patients/appointments', tag: 'team', summary: 'All appointments of somebody, the latest first', roles: ['staff', 'admin'],
		body: object({}, { patientName: text, birthDate: text, patientId: text }),
		answer: object({ appointments: list(ref('PatientAppointment')) }),
		refusals: ['FIELD_FORMAT', 'FIELD_TOO_LONG', 'BIRTHDATE_IN_FUTURE', 'BIRTHDATE_IMPLAUSIBLE'],
	},
	{
		method: 'get', path: '/api/v1/appointments/{calendar}/{uri}/related', tag: 'team', summary: 'The other appointments of an appointment\'s patient', roles: ['staff', 'admin'],
		inPath: { calendar: 'a calendar\'s id or alias', uri: 'of the calendar object' },
		answer: object({ appointments: list(ref('PatientAppointment')) }),
		refusals: ['CALENDAR_UNKNOWN', 'NOT_FOUND'],
	},
]
