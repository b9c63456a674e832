// SPDX-License-Identifier: GPL-3.0-or-later
import { fieldCatalogue, type Field } from '../../fields/fieldCatalogue.ts'
import { holdRequestSchema } from './holdRequest.ts'
import type { JsonSchema } from './jsonSchema.ts'

function fieldSchema(name: string): JsonSchema {
	const field = fieldCatalogue.find((entry) => entry.name === name) as Field
	return {
		type: 'string',
		...(field.required ? { minLength: 1 } : {}),
		maxLength: field.maxLength,
		...(field.values === undefined ? {} : { enum: [...field.values] }),
		...(field.pattern === undefined ? {} : { pattern: field.pattern }),
	}
}

const consent: JsonSchema = {
	type: 'object',
	additionalProperties: false,
	required: ['accepted', 'version'],
	properties: {
		accepted: { type: 'boolean', enum: [true] },
		version: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._\\-]{1,64}$' },
	},
}

/** What a website sends to book: JSON (draft-04 as WordPress's REST API reads it, a subset of 2020-12). */
export const bookingRequestSchema: JsonSchema = {
	title: 'Booking request',
	type: 'object',
	additionalProperties: false,
	required: ['idempotencyKey', 'calendar', 'appointmentType', 'start', 'patientName', 'birthDate', 'insurance', 'consent'],
	properties: {
		idempotencyKey: { type: 'string', pattern: '^[A-Za-z0-9\\-]{16,64}$', maxLength: 64 },
		calendar: { type: 'string', pattern: '^[a-z0-9][a-z0-9\\-]{0,63}$', maxLength: 64 },
		appointmentType: fieldSchema('appointmentType'),
		// an instant in UTC; the end follows from the type
		start: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:00Z$', maxLength: 20 },
		patientName: fieldSchema('patientName'),
		birthDate: fieldSchema('birthDate'),
		insurance: fieldSchema('insurance'),
		phone: { type: 'string', maxLength: 40 },
		email: { type: 'string', maxLength: 254 },
		reason: fieldSchema('reason'),
		patient: fieldSchema('patient'),
		// of the page that the patient reads; mails come in it
		language: fieldSchema('language'),
		consent,
		// to be offered an earlier time
		earlier: consent,
		// of the slot's hold, where it has one
		hold: holdRequestSchema.properties.token,
		// honeypot: people never see it, so it stays empty
		website: { type: 'string', maxLength: 200 },
	},
}
