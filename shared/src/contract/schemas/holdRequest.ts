// SPDX-License-Identifier: GPL-3.0-or-later
import type { JsonSchema } from './jsonSchema.ts'

const instant = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:00Z$', maxLength: 20 } as const

/** What the website's relay sends to keep a slot while the form is filled in. No patient's data. */
export const holdRequestSchema = {
	title: 'Request to hold a slot',
	type: 'object',
	additionalProperties: false,
	required: ['calendar', 'type', 'start', 'end', 'client'],
	properties: {
		calendar: { type: 'string', pattern: '^[a-z0-9][a-z0-9\\-]{0,63}$', maxLength: 64 },
		type: { type: 'string', pattern: '^[A-Z][A-Z0-9_]{0,63}$', maxLength: 64 },
		// of the appointment, without buffers
		start: instant,
		end: instant,
		// whoever fills in the form, as the relay calls them: opaque, serves the number of holds a client may have
		client: { type: 'string', pattern: '^[A-Za-z0-9_\\-]{16,128}$', maxLength: 128 },
		// 128 random bits that stand for one form: another hold under it takes the place of its last one
		token: { type: 'string', pattern: '^[A-Za-z0-9_\\-]{21}[AQgw]$', maxLength: 22 },
		// less than the practice's time
		seconds: { type: 'integer', minimum: 1, maximum: 3600 },
	},
} as const satisfies JsonSchema
