// SPDX-License-Identifier: GPL-3.0-or-later
import { insurances } from '../../fields/fieldCatalogue.ts'
import { templatePattern } from '../../practice/fieldMap.ts'
import { authorities, weekdays } from '../../practice/practice.ts'
import { webhookEvents } from '../../practice/webhooks.ts'
import { profileIds } from '../../pvs/profiles.ts'
import { mailTexts } from '../texts.ts'
import { zoneNames } from '../zones.ts'
import type { JsonSchema } from './jsonSchema.ts'

const id = { type: 'string', pattern: '^[a-z0-9][a-z0-9\\-]{0,63}$', maxLength: 64 } as const
const code = { type: 'string', pattern: '^[A-Z][A-Z0-9_]{0,63}$', maxLength: 64 } as const
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', maxLength: 10 } as const
const group = { type: 'string', minLength: 1, maxLength: 64 } as const
const url = { type: ['string', 'null'], pattern: '^https?://[^\\s]+$', maxLength: 500 } as const
const version = { type: 'string', pattern: '^[A-Za-z0-9._\\-]{1,64}$', maxLength: 64 } as const

function line(maxLength: number, minLength = 1): JsonSchema {
	return { type: 'string', minLength, maxLength, pattern: '^[^\\p{Cc}]*$' }
}

function object(properties: Record<string, JsonSchema>, optional: readonly string[] = []): JsonSchema {
	return { type: 'object', additionalProperties: false, required: Object.keys(properties).filter((name) => !optional.includes(name)), properties }
}

function optional(properties: Record<string, JsonSchema>): JsonSchema {
	return object(properties, Object.keys(properties))
}

function list(items: JsonSchema, maxItems: number, minItems = 0): JsonSchema {
	return { type: 'array', items, minItems, maxItems }
}

function whole(minimum: number, maximum: number): JsonSchema {
	return { type: 'integer', minimum, maximum }
}

function text(maxLength: number): JsonSchema {
	return object({ de: { type: 'string', minLength: 1, maxLength }, en: { type: 'string', minLength: 1, maxLength } })
}

const hours = list(object({
	start: { type: 'string', pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$', maxLength: 5 },
	end: { type: 'string', pattern: '^(?:(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)$', maxLength: 5 },
}), 12)
const color = { type: 'string', pattern: '^#[0-9a-f]{6}$', maxLength: 7 } as const

const calendar = object({
	id,
	owner: { type: 'string', minLength: 1, maxLength: 64 },
	uri: id,
	aliases: list(id, 10),
	main: { type: 'boolean' },
	displayName: line(100),
	doctor: line(100),
	room: line(100, 0),
	color,
	weeklyHours: object(Object.fromEntries(weekdays.map((name) => [name, hours])), weekdays),
	exceptions: list(object({ from: day, to: day, hours, note: line(200, 0) }, ['note']), 500),
	types: list(code, 100),
	authority: { type: 'string', enum: authorities },
}, ['authority'])

// names in it are checked by code
const template: JsonSchema = { type: 'string', maxLength: 200, pattern: templatePattern }
const member: JsonSchema = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_\\-]{0,63}$', maxLength: 64 }
const connection = object({
	id,
	profile: { type: 'string', enum: profileIds },
	user: { type: 'string', minLength: 1, maxLength: 64 },
	calendars: { ...list(id, 200, 1), uniqueItems: true },
	fieldMap: {
		...object({ title: template, place: template, text: { ...list({ type: 'string', minLength: 1, maxLength: 40 }, 20), uniqueItems: true }, categories: { type: 'string', enum: ['codes', 'names'] } }),
		type: ['object', 'null'],
	},
	categoryNames: list(object({ code, name: line(100) }), 100),
	rest: {
		...object({
			// which of them are fit to be sent patients' data is for the server to say
			url: { type: 'string', pattern: '^https?://[^\\s/?#@]+(?:/[^\\s?#]*)?$', maxLength: 500 },
			active: { type: 'boolean' },
			fields: list(object({ name: member, value: { type: 'string', pattern: '^[a-zA-Z]+(?:\\|[a-zA-Z]+)*$', maxLength: 200 } }), 30, 1),
			answerId: member,
			calendars: { ...list(id, 200, 1), uniqueItems: true },
		}, ['fields', 'answerId', 'calendars']),
		type: ['object', 'null'],
	},
}, ['fieldMap', 'categoryNames', 'rest'])

const webhook = object({
	id,
	name: line(100),
	// where it may lead is checked by code
	url: { type: 'string', pattern: '^https?://[!-~]+$', maxLength: 500 },
	events: { ...list({ type: 'string', enum: webhookEvents }, webhookEvents.length, 1), uniqueItems: true },
	calendars: { ...list(id, 200), uniqueItems: true },
	active: { type: 'boolean' },
}, ['calendars'])

const words: JsonSchema = { type: 'string', minLength: 1, maxLength: 2000, pattern: '^[\\P{Cc}\\n]*$' }
const wording = optional({ greeting: optional({ de: words, en: words }), paragraph: optional({ de: words, en: words }), footer: optional({ de: words, en: words }) })

const appointmentType = object({
	code,
	label: text(100),
	description: text(500),
	durationMinutes: whole(5, 480),
	bufferBeforeMinutes: whole(0, 120),
	bufferAfterMinutes: whole(0, 120),
	category: code,
	insurances: { ...list({ type: 'string', enum: insurances }, 3, 1), uniqueItems: true },
	patients: { type: 'string', enum: ['all', 'new', 'existing'] },
	approval: { type: 'string', enum: ['manual', 'auto'] },
	online: { type: 'boolean' },
}, ['description'])

/** The practice configuration. References between its parts are checked by code (see checkPractice). */
export const practiceSchema: JsonSchema = {
	title: 'Practice configuration',
	...object({
		version: { type: 'integer', enum: [1] },
		practice: object({
			name: line(200),
			address: line(300),
			phone: line(40),
			email: line(254),
			timeZone: { type: 'string', enum: zoneNames },
			federalState: { type: ['string', 'null'], pattern: '^[A-Z]{2}$' },
			language: { type: 'string', enum: ['de', 'en'] },
			domain: { type: 'string', pattern: '^[a-z0-9](?:[a-z0-9.\\-]{0,251}[a-z0-9])?$', maxLength: 253 },
		}),
		website: object({
			manageUrl: url,
			consent: object({ version, text: text(5000), url }),
			waitingListConsent: object({ version, text: text(5000) }),
		}, ['waitingListConsent']),
		calendars: list(calendar, 200, 1),
		appointmentTypes: list(appointmentType, 200, 1),
		categories: list(object({ code, label: text(100), color, colorName: line(40) }), 100),
		booking: object({
			minimumNoticeMinutes: whole(0, 20160),
			horizonDays: whole(1, 730),
			gridMinutes: { type: 'integer', enum: [5, 10, 15, 20, 30, 60] },
			dailyMaximum: { type: ['integer', 'null'], minimum: 1, maximum: 500 },
			cancelDeadlineHours: whole(0, 336),
			holdMinutes: whole(1, 60),
			escalationHours: { type: ['integer', 'null'], minimum: 1, maximum: 720 },
		}, ['escalationHours']),
		roles: object({ booking: group, staff: group, admin: group, pvs: group }),
		syncIntervalMinutes: whole(1, 15),
		waitingList: {
			...object({ owner: { type: 'string', minLength: 1, maxLength: 64 }, uri: id, displayName: line(100), offerMinutes: whole(10, 2880) }, ['offerMinutes']),
			type: ['object', 'null'],
		},
		waitingListMode: { type: 'string', enum: ['manual', 'auto'] },
		retention: object({ backupDays: whole(1, 3650), logDays: whole(1, 3650) }),
		pvs: list(connection, 50),
		webhooks: list(webhook, 20),
		// `all`: where an event has no words of its own
		mailTexts: optional(Object.fromEntries(['all', ...Object.keys(mailTexts)].map((event) => [event, wording]))),
	}, ['mailTexts', 'pvs', 'webhooks', 'waitingList', 'waitingListMode']),
}
