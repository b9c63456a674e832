// SPDX-License-Identifier: GPL-3.0-or-later
import fc from 'fast-check'
import { besides, insides, nastyTexts, nastyValues, rules, zones } from './nasty.ts'
import { prop, type Calendar, type Prop, type Vevent } from './model.ts'

/** What the generated objects are made around. */
export interface Base {
	readonly uid: string
	/** wall clocks `YYYY-MM-DDTHH:MM:SS` of a free slot in the practice's zone */
	readonly start: string
	readonly end: string
	readonly type: string
}

/** The properties of a booking that would be accepted. */
export function bookable({ uid, start, end, type }: Base): Prop[] {
	return [
		prop('UID', 'text', uid), prop('DTSTAMP', 'date-time', '2026-11-23T09:00:00Z'),
		prop('DTSTART', 'date-time', start, { tzid: 'Europe/Berlin' }), prop('DTEND', 'date-time', end, { tzid: 'Europe/Berlin' }),
		prop('X-PATIENT-NAME', 'text', 'Max Mustermann'), prop('X-PATIENT-BIRTHDATE', 'text', '1980-01-31'), prop('X-INSURANCE-TYPE', 'text', 'GESETZLICH'),
		prop('X-PATIENT-EMAIL', 'text', 'max@example.com'), prop('X-VISIT-REASON', 'text', 'Krampfadern, Kontrolle'), prop('X-APPOINTMENT-TYPE', 'text', type),
	]
}

const fieldNames = ['X-PATIENT-NAME', 'X-PATIENT-BIRTHDATE', 'X-INSURANCE-TYPE', 'X-PATIENT-PHONE', 'X-PATIENT-EMAIL', 'X-VISIT-REASON', 'X-APPOINTMENT-TYPE', 'X-PATIENT-STATUS',
	'X-PATIENT-LANGUAGE', 'X-PATIENT-ID', 'X-BOOKING-SOURCE', 'X-REQUIRES-CONFIRMATION', 'X-STATUS-REASON', 'X-PRIVACY-CONSENT']
const textNames = ['SUMMARY', 'DESCRIPTION', 'LOCATION', 'COMMENT', 'CLASS', 'COLOR', 'TRANSP', 'STATUS', 'X-FOREIGN', 'X-MICROSOFT-CDO-BUSYSTATUS', 'UID', 'CONTACT']
const known: Readonly<Record<string, readonly string[]>> = {
	'X-INSURANCE-TYPE': ['PRIVAT', 'SELBSTZAHLER', 'privat'], 'X-APPOINTMENT-TYPE': ['KONTROLLUNTERSUCHUNG', 'ERSTGESPRAECH', 'REZEPT', 'FREMD', 'kontrolluntersuchung'],
	'X-PATIENT-BIRTHDATE': ['2026-11-23', '2026-11-24', '1896-11-23', '1896-11-22', '0000-00-00', '1980-02-30', '19800131'], 'X-PATIENT-EMAIL': ['MAX@EXAMPLE.COM', 'moritz@example.com', 'a@b', 'mailto:max@example.com'],
	'X-PATIENT-PHONE': ['0151 12345678', '+49(0)151/123', '112', 'anrufen'], 'X-PRIVACY-CONSENT': ['2026-01 2026-11-23T09:00:00Z', 'ja'], 'X-PATIENT-STATUS': ['new', 'existing', 'NEW'], 'X-PATIENT-LANGUAGE': ['de', 'en', 'fr'],
	'X-BOOKING-SOURCE': ['PVS', 'PRACTICE', 'ONLINE_BOOKING'], 'X-REQUIRES-CONFIRMATION': ['TRUE', 'FALSE'],
	STATUS: ['TENTATIVE', 'CONFIRMED', 'CANCELLED', 'confirmed', ' Confirmed ', 'NEEDS-ACTION'], TRANSP: ['TRANSPARENT', 'OPAQUE', 'transparent'], CLASS: ['PRIVATE', 'PUBLIC', 'CONFIDENTIAL'],
	DESCRIPTION: ['Notiz', 'Patient: x\n\nVom Praxisteam eingetragen\n\nNotiz', 'Gebucht via Online-Terminbuchung', ' \n\n '],
}

const anyText = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...nastyTexts) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) })
const textProp = fc.constantFrom(...fieldNames, ...textNames).chain((name) =>
	fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...known[name] ?? nastyTexts) }, { weight: 1, arbitrary: anyText }).map((value) => prop(name, 'text', value)))

const day = fc.constantFrom('2026-12-01', '2026-12-02', '2026-10-25', '2027-03-28', '2026-02-28', '1600-01-01', '0001-01-01', '9999-12-31', '2028-02-29', '2027-11-23')
const clock = fc.constantFrom('00:00:00', '08:00:00', '09:00:00', '09:30:00', '02:30:00', '09:07:00', '12:00:01', '23:59:59')
const dateTime = fc.tuple(day, clock, fc.constantFrom('', 'Z')).map(([date, time, utc]) => `${date}T${time}${utc}`)
const timeProp = fc.tuple(fc.constantFrom('DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE'), fc.oneof({ weight: 5, arbitrary: dateTime }, { weight: 1, arbitrary: fc.constantFrom(...nastyValues) }), fc.option(fc.constantFrom(...zones)), fc.integer({ min: 0, max: 5 }))
	.chain(([name, value, zone, shape]) => shape === 0 ? day.map((date) => prop(name, 'date', date))
		: shape === 1 && name.endsWith('DATE') ? fc.array(dateTime, { minLength: 2, maxLength: 5 }).map((list) => prop(name, 'date-time', list.join(',')))
			: fc.constant(prop(name, 'date-time', value, zone === null || value.endsWith('Z') ? {} : { tzid: zone })))

const people = fc.tuple(fc.constantFrom('ATTENDEE', 'ORGANIZER'), fc.constantFrom('mailto:max@example.com', 'mailto:MAX@example.com', 'mailto:praxis@praxis.example', 'mailto:evil@example.org', 'urn:x', ...nastyValues),
	fc.dictionary(fc.constantFrom('cn', 'partstat', 'role', 'schedule-agent', 'rsvp', 'x-own', 'cutype'), fc.constantFrom('Max, Moritz', 'a:b;c', 'ACCEPTED', 'SERVER', 'TRUE', 'ü "q" ^n', ''), { maxKeys: 3 }))
	.map(([name, value, params]) => prop(name, 'cal-address', value, params))

const otherProp = fc.oneof(
	fc.constantFrom(...rules).map((rule) => prop('RRULE', 'recur', rule)),
	fc.constantFrom('0', '1', '5', '-1', '2147483648', '99999999999999999999').map((value) => prop('SEQUENCE', 'integer', value)),
	fc.constantFrom('PT30M', 'P1D', 'P1W', '-PT30M', 'PT0S', 'P1Y', 'PT99999999S', 'P9999W', 'junk').map((value) => prop('DURATION', 'duration', value)),
	fc.constantFrom('http://example.com/x', 'data:,x', 'CID:1').map((value) => prop('ATTACH', 'uri', value)),
	fc.constantFrom('APPOINTMENT', 'WOUND_CARE', 'EIGEN', 'a,b', '').map((value) => prop('CATEGORIES', 'text', value)),
	fc.tuple(fc.constantFrom('PRIORITY', 'GEO', 'URL', 'X-NUMBER', 'RECURRENCE-ID', 'CREATED', 'DTSTAMP', 'LAST-MODIFIED'), fc.constantFrom(...nastyValues)).map(([name, value]) => prop(name, 'raw', value)),
)

const change = fc.oneof({ weight: 4, arbitrary: textProp }, { weight: 3, arbitrary: timeProp }, { weight: 1, arbitrary: people }, { weight: 2, arbitrary: otherProp })

/** How a property goes in: instead of those of its name, beside them, or (its value forgotten) they go. */
const edit = fc.tuple(fc.constantFrom('set', 'set', 'set', 'set', 'add', 'drop'), change)

function edited(props: readonly Prop[], edits: readonly (readonly [string, Prop])[]): Prop[] {
	return edits.reduce<Prop[]>((list, [how, one]) => {
		const rest = how === 'add' ? list : list.filter((other) => other.name !== one.name)
		return how === 'drop' ? rest : [...rest, one]
	}, [...props])
}

/** Calendar objects around properties: few changes, so that many are almost right. */
export function calendars(props: readonly Prop[]): fc.Arbitrary<Calendar> {
	const few = fc.array(edit, { maxLength: 4 })
	const event = fc.tuple(few, fc.array(fc.constantFrom(...insides), { maxLength: 1 }), fc.integer({ min: 0, max: 9 }))
		.map(([edits, inside, chance]): Vevent => ({ props: edited(props, edits), inside: chance === 0 ? inside : [] }))
	return fc.tuple(event, fc.array(event, { maxLength: 3 }), fc.array(fc.constantFrom(...besides), { maxLength: 2 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
		.map(([first, more, beside, alone, plain]) => ({ events: alone < 8 ? [first] : [first, ...more], beside: plain < 8 ? [] : beside }))
}
