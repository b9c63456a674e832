// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { send, type Answer } from './client.ts'
import { text, time, toICalendar, toJCal, type Property } from './event.ts'
import { bookingProperties, catalog, day, fetchObject, freeSlots, iso, minute, newUid, objectUrl, offered, pickSlot, put, type Overrides } from './fixtures.ts'

interface Attempt {
	readonly uid: string
	readonly start: number
	readonly length: number
	/** a valid booking, with changes */
	readonly properties: (overrides?: Overrides) => Property[]
	readonly plain: (overrides?: Overrides) => string
}

interface Case {
	readonly name: string
	readonly body: (attempt: Attempt) => string | Promise<string>
	/** one issue or several, `CODE path` or `CODE`; sorted */
	readonly issues: readonly string[]
	/** exactly one of these instead */
	readonly oneOf?: readonly string[]
	readonly status?: number
	readonly type?: string
	/** further headers */
	readonly headers?: Readonly<Record<string, string>>
	readonly uri?: string
	readonly auto?: boolean
}

const jcal = 'application/calendar+json'
const field = (name: string, overrides: Overrides, ...issues: string[]): Case => ({ name, body: ({ plain }) => plain(overrides), issues })
const event = (name: string, change: (properties: Property[], attempt: Attempt) => readonly Property[], ...issues: string[]): Case =>
	({ name, body: (attempt) => toICalendar({ events: [change(attempt.properties(), attempt)] }), issues })
const at = (name: string, shift: (attempt: Attempt) => { start: number; end?: number } | Promise<{ start: number; end?: number }>, ...issues: string[]): Case => ({
	name, issues,
	body: async (attempt) => {
		const { start, end } = await shift(attempt)
		return attempt.plain({ DTSTART: iso(start), DTEND: iso(end ?? start + attempt.length) })
	},
})
const malformed = (name: string, body: string, type = jcal): Case => ({ name, body: () => body, type, issues: ['OBJECT_MALFORMED'] })

const fields: Case[] = [
	...[['X-PATIENT-NAME', 'patientName'], ['X-PATIENT-BIRTHDATE', 'birthDate'], ['X-INSURANCE-TYPE', 'insurance'], ['X-APPOINTMENT-TYPE', 'appointmentType']].flatMap(([property = '', name = '']) => [
		field(`${property} missing`, { [property]: null }, `FIELD_REQUIRED ${name}`),
		field(`${property} empty`, { [property]: '' }, `FIELD_REQUIRED ${name}`),
	]),
	field('neither e-mail nor phone', { 'X-PATIENT-EMAIL': null, 'X-PATIENT-PHONE': null }, 'CONTACT_REQUIRED email'),
	field('a name of blanks', { 'X-PATIENT-NAME': '   ' }, 'FIELD_FORMAT patientName'),
	field('too long a name', { 'X-PATIENT-NAME': 'x'.repeat(121) }, 'FIELD_TOO_LONG patientName'),
	field('too long a reason', { 'X-VISIT-REASON': 'ü'.repeat(1001) }, 'FIELD_TOO_LONG reason'),
	field('a tab in the name', { 'X-PATIENT-NAME': 'Erika\tMustermann' }, 'FIELD_FORMAT patientName'),
	field('a birth date that is none', { 'X-PATIENT-BIRTHDATE': '12.08.1964' }, 'FIELD_FORMAT birthDate'),
	field('30 February', { 'X-PATIENT-BIRTHDATE': '1964-02-30' }, 'FIELD_FORMAT birthDate'),
	field('a birth date to come', { 'X-PATIENT-BIRTHDATE': iso(Date.now() + 3 * day).slice(0, 10) }, 'BIRTHDATE_IN_FUTURE birthDate'),
	field('a birth date long ago', { 'X-PATIENT-BIRTHDATE': '1850-01-01' }, 'BIRTHDATE_IMPLAUSIBLE birthDate'),
	field('an e-mail address that is none', { 'X-PATIENT-EMAIL': 'erika@' }, 'FIELD_FORMAT email'),
	field('a phone number that is none', { 'X-PATIENT-PHONE': 'call me' }, 'FIELD_FORMAT phone'),
	field('an unknown insurance', { 'X-INSURANCE-TYPE': 'PLATIN' }, 'FIELD_VALUE_NOT_ALLOWED insurance'),
	field('a consent of the wrong shape', { 'X-PRIVACY-CONSENT': 'yes' }, 'FIELD_FORMAT consent'),
	field('several bad fields, all named', { 'X-PATIENT-NAME': '', 'X-PATIENT-EMAIL': 'no', 'X-INSURANCE-TYPE': 'X' }, 'FIELD_FORMAT email', 'FIELD_REQUIRED patientName', 'FIELD_VALUE_NOT_ALLOWED insurance'),
	event('a field twice', (list) => [...list, text('X-PATIENT-NAME', 'Second')], 'FIELD_REPEATED patientName'),
	field('an unknown type', { 'X-APPOINTMENT-TYPE': 'HAARSCHNITT' }, 'TYPE_UNKNOWN appointmentType'),
	field('a type of the wrong shape', { 'X-APPOINTMENT-TYPE': '../etc' }, 'FIELD_FORMAT appointmentType'),
]

const grid = async (): Promise<number> => (await catalog()).booking.gridMinutes * minute
const times: Case[] = [
	at('the past', ({ start }) => ({ start: start - 400 * day }), 'START_IN_PAST start'),
	at('too short a notice', async () => ({ start: Math.ceil((Date.now() + minute) / await grid()) * await grid() }), 'NOTICE_TOO_SHORT start'),
	at('beyond the horizon', async ({ start }) => ({ start: start + ((await catalog()).booking.horizonDays + 7) * day }), 'BEYOND_HORIZON start'),
	at('off the grid', ({ start }) => ({ start: start + 7 * minute }), 'OFF_GRID start'),
	at('at night', ({ start }) => ({ start: Math.floor(start / day) * day + 22 * 60 * minute }), 'OUTSIDE_OPENING_HOURS start'),
	at('on a Sunday', ({ start }) => ({ start: start + (7 - new Date(start).getUTCDay()) % 7 * day }), 'OUTSIDE_OPENING_HOURS start'),
	at('too short a time', ({ start, length }) => ({ start, end: start + length / 2 }), 'WRONG_DURATION end'),
	at('too long a time', ({ start, length }) => ({ start, end: start + length * 2 }), 'WRONG_DURATION end'),
	at('an end before the start', ({ start }) => ({ start, end: start - 30 * minute }), 'TIME_INVALID end'),
	at('an end at the start', ({ start }) => ({ start, end: start }), 'TIME_INVALID end'),
	event('no start', (list) => list.filter(({ name }) => name !== 'DTSTART'), 'TIME_INVALID start'),
	event('no end', (list) => list.filter(({ name }) => name !== 'DTEND'), 'TIME_INVALID end'),
	event('a whole day', (list, { start }) => [...list.filter(({ name }) => !name.startsWith('DTS') && name !== 'DTEND'), time('DTSTAMP', iso(start)), { name: 'DTSTART', value: iso(start).slice(0, 10), type: 'date', parameters: { value: 'DATE' } }], 'TIME_INVALID start'),
]

const shapes: Case[] = [
	...(['RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID'] as const).map((name) => event(name, (list, { start }) => [...list, name === 'RRULE' ? { name, value: 'FREQ=DAILY;COUNT=3', type: 'recur' } : time(name, iso(start))], 'RECURRENCE_NOT_ALLOWED')),
	event('an attachment', (list) => [...list, { name: 'ATTACH', value: 'https://evil.example/x.exe', type: 'uri' }], 'ATTACHMENT_NOT_ALLOWED'),
	event('a foreign attendee', (list) => [...list, { name: 'ATTENDEE', value: 'mailto:spy@evil.example', type: 'cal-address' }], 'ATTENDEE_FOREIGN'),
	event('the patient and a foreign attendee', (list) => [...list, { name: 'ATTENDEE', value: 'mailto:erika@mustermann.example', type: 'cal-address' }, { name: 'ATTENDEE', value: 'mailto:spy@evil.example', type: 'cal-address' }], 'ATTENDEE_FOREIGN'),
	event('a foreign organizer', (list) => [...list, { name: 'ORGANIZER', value: 'mailto:spy@evil.example', type: 'cal-address' }], 'ORGANIZER_FOREIGN'),
	{ name: 'two events with one UID', body: ({ properties }) => toICalendar({ events: [properties(), properties()] }), issues: ['ONE_EVENT_ONLY'] },
	{ name: 'a second event with another UID', body: ({ properties }) => toICalendar({ events: [properties(), properties({ UID: newUid() })] }), issues: ['ONE_EVENT_ONLY'] },
	{ name: 'no event', body: () => toICalendar({ events: [] }), issues: ['ONE_EVENT_ONLY'] },
	{ name: 'an alarm', body: ({ properties }) => toICalendar({ events: [properties()], inside: 'BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT1H\r\nEND:VALARM' }), issues: ['COMPONENT_NOT_ALLOWED'] },
	{ name: 'a task beside the event', body: ({ properties, uid }) => toICalendar({ events: [properties()], beside: `BEGIN:VTODO\r\nUID:${uid}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:x\r\nEND:VTODO` }), issues: ['COMPONENT_NOT_ALLOWED'] },
	{ name: 'an iTIP method', body: ({ properties }) => toICalendar({ events: [properties()], beside: 'METHOD:REQUEST' }), issues: ['COMPONENT_NOT_ALLOWED'] },
	event('no UID', (list) => list.filter(({ name }) => name !== 'UID'), 'UID_INVALID uid'),
	field('a guessable UID', { UID: 'appointment-1@praxis.example' }, 'UID_INVALID uid'),
	field('a UID of another address', { UID: newUid() }, 'UID_URI_MISMATCH uid'),
	{ name: 'no If-None-Match', body: ({ plain }) => plain(), headers: { 'If-None-Match': '' }, issues: ['IF_NONE_MATCH_REQUIRED'] },
]

const wholes: Case[] = [
	// PHP reads {} and [] alike, and then finds the next fault
	{ ...malformed('jCal with an object for a list', '["vcalendar",{},[]]'), oneOf: ['OBJECT_MALFORMED', 'ONE_EVENT_ONLY'], issues: [] },
	{ ...malformed('jCal with a list for an object', '["vcalendar",[],[["vevent",[["uid",[],"text","x"]],[]]]]'), oneOf: ['OBJECT_MALFORMED', 'UID_INVALID uid'], issues: [] },
	malformed('no JSON', '{"vcalendar'),
	malformed('nothing', ''),
	...['null', '1', '"vcalendar"', '{}', '[]', '[1]', '["vcalendar"]', '["vcalendar",[1]]', '["vcalendar",[["version"]],[]]', 
		'["vcalendar",[],[["vevent",[["uid",{},"text",{"a":1}]],[]]]]', '["vcalendar",[],[["vevent",[["uid",{},"text",null]],[]]]]', '["vcalendar",[],[["vevent",[["dtstart",{},"date-time","no\\r\\ntime"]],[]]]]',
		'["vcalendar",[],[["vevent",[["x\\r\\ny",{},"text","z"]],[]]]]', '["vevent",[],[]]', `${'["vcalendar",[],['.repeat(200)}${']]'.repeat(200)}`].map((body) => malformed(`jCal ${body.slice(0, 60)}`, body)),
	malformed('iCalendar that is none', 'hello', 'text/calendar'),
	malformed('an empty iCalendar body', '', 'text/calendar'),
	malformed('an iCalendar that stops in the middle', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x', 'text/calendar'),
	malformed('a vCard', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:x\r\nEND:VCARD\r\n', 'text/calendar'),
	...['application/json', 'text/plain', 'application/octet-stream', 'multipart/form-data', 'text/calendarx'].map((type) => ({ name: `content type ${type}`, body: ({ plain }: Attempt) => plain(), type, issues: ['CONTENT_TYPE_UNSUPPORTED'], status: 415 })),
	{ name: 'too large a body', body: ({ plain }) => plain({ 'X-PADDING': 'x'.repeat(70_000) }), issues: ['OBJECT_TOO_LARGE'], status: 413 },
	{ name: 'far too large a body', body: ({ plain }) => plain({ 'X-PADDING': 'x'.repeat(3_000_000) }), issues: ['OBJECT_TOO_LARGE'], status: 413 },
	{ name: 'too large a jCal body', body: ({ properties }) => toJCal({ events: [properties({ 'X-PADDING': 'x'.repeat(70_000) })] }), type: jcal, issues: ['OBJECT_TOO_LARGE'], status: 413 },
]

async function attempt(entry: Case): Promise<{ answer: Answer; calendar: string; uri: string }> {
	const { calendar, type } = await offered('manual')
	// nothing is stored, so the tests may share a slot
	const start = (slot ??= await pickSlot(calendar, type))
	const uid = newUid()
	const properties = (overrides: Overrides = {}): Property[] => bookingProperties(uid, type, start, overrides)
	const body = await entry.body({ uid, start, length: type.durationMinutes * minute, properties, plain: (overrides) => toICalendar({ events: [properties(overrides)] }) })
	const uri = entry.uri ?? `${uid}.ics`
	const headers = Object.fromEntries(Object.entries({ 'If-None-Match': '*', ...entry.headers }).filter(([, value]) => value !== ''))
	return { answer: await put('booking', calendar, uri, body, { headers, ...(entry.type === undefined ? {} : { type: entry.type }) }), calendar, uri }
}
let slot: number | undefined

describe.each([['fields', fields], ['times', times], ['shapes', shapes], ['whole bodies', wholes]])('bad input of the booking account: %s', (_, cases) => {
	it.each(cases.map((entry) => [entry.name, entry] as const))('%s', async (_name, entry) => {
		const { answer, calendar, uri } = await attempt(entry)
		const found = answer.issues.map(({ code, path }) => path === undefined ? code : `${code} ${path}`).sort()
		// a wrong time may be outside the opening hours as well, depending on when this runs
		if (entry.oneOf !== undefined) expect(entry.oneOf).toEqual(expect.arrayContaining(found))
		else expect(found.filter((issue) => entry.issues.includes(issue) || issue !== 'OUTSIDE_OPENING_HOURS start')).toEqual(entry.issues)
		expect(found).not.toEqual([])
		expect(answer.status).toBe(entry.status ?? 400)
		for (const issue of answer.issues) expect(issue.text).not.toMatch(/^$|\{\w+\}/)
		expect((await fetchObject('pvs', calendar, uri)).status).toBe(404)
	})
})

describe('after all that', () => {
	it('the slot is still free, and the answers speak English to who asks for it', async () => {
		const { calendar, type } = await offered('manual')
		expect(await freeSlots(calendar, type)).toContain(slot)
		const { answer } = await attempt({ ...field('x', { 'X-PATIENT-NAME': null }), headers: { 'Accept-Language': 'en' } })
		expect(answer.issues[0]?.text).toBe('Please fill in “Name”.')
		expect((await attempt(field('x', { 'X-PATIENT-NAME': null }))).answer.issues[0]?.text).toBe('Bitte füllen Sie „Name“ aus.')
	})

	it('a type that the calendar does not offer, and an insurance that the type does not take, are refused', async () => {
		const { calendars, appointmentTypes } = await catalog()
		const { calendar, type } = await offered('manual')
		const start = await pickSlot(calendar, type)
		const other = appointmentTypes.find((entry) => !calendars.find(({ id }) => id === calendar)?.types.includes(entry.code))
		if (other !== undefined) {
			const uid = newUid()
			const answer = await put('booking', calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, other, start, { 'X-INSURANCE-TYPE': other.insurances[0] ?? '' })] }), { headers: { 'If-None-Match': '*' } })
			expect([answer.status, answer.codes]).toEqual([400, ['TYPE_NOT_OFFERED']])
		}
		const choosy = appointmentTypes.find((entry) => !entry.insurances.includes('GESETZLICH'))
		const offering = calendars.find(({ types }) => choosy !== undefined && types.includes(choosy.code))
		if (choosy !== undefined && offering !== undefined) {
			const uid = newUid()
			const answer = await put('booking', offering.id, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, choosy, start)] }), { headers: { 'If-None-Match': '*' } })
			expect([answer.status, answer.codes, answer.issues[0]?.path]).toEqual([400, ['INSURANCE_NOT_ACCEPTED'], 'insurance'])
		}
	})
})

describe('requests that are no requests', () => {
	it.each([
		['PROPFIND', '<d:propfind xmlns:d="DAV:"><d:prop>'],
		['REPORT', 'hello'],
		['REPORT', '<x/>'],
		['REPORT', '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop/><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="yesterday"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>'],
		['REPORT', '<d:sync-collection xmlns:d="DAV:"><d:sync-token>http://nobody.example/1</d:sync-token><d:sync-level>1</d:sync-level><d:prop/></d:sync-collection>'],
	])('%s %s gives a 4xx', async (method, body) => {
		const { calendar } = await offered('manual')
		for (const account of ['booking', 'pvs'] as const) {
			const answer = await send(account, method, objectUrl(account, calendar, ''), { headers: { Depth: '0', 'Content-Type': 'application/xml' }, body })
			expect(answer.status).toBeGreaterThanOrEqual(400)
		}
	})

	it('entities of a DTD are not expanded', async () => {
		const { calendar } = await offered('manual')
		const body = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><d:propfind xmlns:d="DAV:"><d:prop><x xmlns="urn:x">&b;&f;</x></d:prop></d:propfind>'
		const answer = await send('pvs', 'PROPFIND', objectUrl('pvs', calendar, ''), { headers: { Depth: '0', 'Content-Type': 'application/xml' }, body })
		expect(answer.text).not.toMatch(/a{20}|root:/)
	})

	it('addresses that are none give a 4xx', async () => {
		const { calendar } = await offered('manual')
		for (const name of ['%00.ics', '..%2f..%2fx.ics', 'x'.repeat(300), '%ff%fe.ics', 'a%0d%0ab.ics']) {
			const url = objectUrl('pvs', calendar, '') + name
			expect((await send('pvs', 'GET', url)).status).toBeGreaterThanOrEqual(400)
			const put = await send('booking', 'PUT', objectUrl('booking', calendar, '') + name, { body: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', headers: { 'Content-Type': 'text/calendar', 'If-None-Match': '*' } })
			expect(put.status).toBeGreaterThanOrEqual(400)
		}
	})
})
