// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parseCalendar, properties, type Component, type Practice } from '@sprechstunde/core'
import { bookable, calendars, type Base } from './generate.ts'
import { judge, type Write } from './judge.ts'
import { prop, toIcs, toJcal, type Prop } from './model.ts'

export const practice = JSON.parse(readFileSync(new URL('../servers/practice.json', import.meta.url), 'utf8')) as Practice

const now = Date.UTC(2026, 10, 23, 10) / 1000
const uid = 'appointment-20261123-090000-AbCdEfGhIjKlMnOpQrStUv@praxis.example'
const bases: readonly Base[] = [
	{ uid, start: '2026-12-01T09:00:00', end: '2026-12-01T09:30:00', type: 'KONTROLLUNTERSUCHUNG' },
	{ uid, start: '2026-12-02T14:00:00', end: '2026-12-02T14:45:00', type: 'ERSTGESPRAECH' },
]

const body = (props: readonly Prop[]): fc.Arbitrary<string> => fc.tuple(calendars(props), fc.integer({ min: 0, max: 3 }))
	.map(([calendar, form]) => wellFormed(form === 0 ? toJcal(calendar) : toIcs(calendar)))

/** As a server would read it: half a surrogate pair can't be sent in UTF-8. */
function wellFormed(text: string): string {
	return Buffer.from(text, 'utf8').toString('utf8')
}

/** What staff, or the website, have stored before. */
const stored: readonly { readonly text: string; readonly props: readonly Prop[] }[] = bases.flatMap((base) => ['booking', 'staff'].flatMap((role) => {
	const accepted = judge({ role: role as 'booking' | 'staff', operation: 'create', next: toIcs({ events: [{ props: bookable(base), inside: [] }], beside: [] }), previous: null, now, calendar: 'dr-mueller', objectUri: `${base.uid}.ics`, change: null }, practice)
	if ('crash' in accepted || !accepted.ok) throw new Error(`the base is not bookable: ${JSON.stringify(accepted)}`)
	const read = parseCalendar(accepted.stored)
	if (!read.ok) throw new Error('what the guard stores can be read')
	return [{ text: accepted.stored, props: propsOf(read.value) }]
}))

function propsOf(calendar: Component): Prop[] {
	const event = calendar.getFirstSubcomponent('vevent') as Component
	const raw = (event.toJSON() as unknown as [string, [string, Record<string, string>, string, ...unknown[]][]])[1]
	return raw.map(([name, params, type, ...values]) => prop(name.toUpperCase(), name === 'categories' ? 'raw' : type, values.map(String).join(','), params)).filter((one) => properties(event, one.name).length > 0)
}

const roles = ['booking', 'booking', 'staff', 'pvs', 'admin'] as const
const statuses = ['TENTATIVE', 'CONFIRMED', 'CANCELLED'] as const
const rest = { previous: null, now, calendar: 'dr-mueller', objectUri: `${uid}.ics`, change: null }

const creates: fc.Arbitrary<Write> = fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...bases).chain((base) => body(bookable(base))))
	.map(([role, next]) => ({ ...rest, role, operation: 'create' as const, next }))

const blocks: fc.Arbitrary<Write> = fc.tuple(fc.constantFrom('staff', 'pvs', 'admin'), body([
	prop('UID', 'text', 'block-1'), prop('DTSTAMP', 'date-time', '2026-11-23T09:00:00Z'), prop('SUMMARY', 'text', 'Pause'),
	prop('DTSTART', 'date-time', '2026-12-01T12:00:00', { tzid: 'Europe/Berlin' }), prop('DTEND', 'date-time', '2026-12-01T13:00:00', { tzid: 'Europe/Berlin' }),
])).map(([role, next]) => ({ ...rest, role: role as 'staff', operation: 'create' as const, next }))

const change = fc.option(fc.record({ from: fc.constantFrom(...statuses), to: fc.constantFrom(...statuses), secondsAgo: fc.constantFrom(0, 14, 15, 16, 100000) }))
const updates: fc.Arbitrary<Write> = fc.constantFrom(...stored).chain(({ text, props }) => fc.tuple(fc.constantFrom('staff', 'pvs', 'admin'), body(props), change)
	.map(([role, next, last]) => ({ ...rest, role: role as 'staff', operation: 'update' as const, next, previous: text, change: last })))

/** Writes to a practice calendar, well-formed as iCalendar or jCal, most of them almost right. */
export const writes: fc.Arbitrary<Write> = fc.oneof({ weight: 3, arbitrary: creates }, { weight: 2, arbitrary: blocks }, { weight: 4, arbitrary: updates })
