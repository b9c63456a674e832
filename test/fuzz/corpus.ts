// SPDX-License-Identifier: GPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs'
import { toIcs, prop, type Prop } from './model.ts'

const cases = new URL('../cases/', import.meta.url)

/** Calendar objects of the golden cases, and some that real programs would send. */
export function corpus(): Buffer[] {
	const found = readdirSync(cases, { recursive: true, encoding: 'utf8' }).sort()
	const files = found.filter((name) => name.endsWith('.ics')).map((name) => readFileSync(new URL(name, cases)))
	const inline = found.filter((name) => name.endsWith('.json')).flatMap((name) => sources(JSON.parse(readFileSync(new URL(name, cases), 'utf8'))))
	return [...files, ...inline, ...own.map((events) => Buffer.from(toIcs({ events: events.map((props) => ({ props, inside: [] })), beside: [] })))]
}

function sources(value: unknown): Buffer[] {
	if (typeof value !== 'object' || value === null) return []
	const { ics, jcal } = value as { ics?: string[]; jcal?: unknown }
	if (Array.isArray(ics)) return [Buffer.from(`${ics.join('\r\n')}\r\n`)]
	if (jcal !== undefined) return [Buffer.from(JSON.stringify(jcal))]
	return Object.values(value).flatMap(sources)
}

const event = (...more: Prop[]): Prop[] => [prop('UID', 'text', 'block-1'), prop('DTSTAMP', 'date-time', '2026-11-23T09:00:00Z'), prop('SUMMARY', 'text', 'Urlaub'), ...more]
const at = (name: string, iso: string): Prop => prop(name, 'date-time', iso, { tzid: 'Europe/Berlin' })

const own: readonly (readonly Prop[])[][] = [
	[event(prop('DTSTART', 'date', '2026-12-24'), prop('DTEND', 'date', '2027-01-02'))],
	[event(at('DTSTART', '2026-12-01T12:00:00'), at('DTEND', '2026-12-01T13:00:00'), prop('RRULE', 'recur', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH'), at('EXDATE', '2026-12-08T12:00:00'))],
	[
		event(at('DTSTART', '2026-12-01T12:00:00'), prop('DURATION', 'duration', 'PT1H'), prop('RRULE', 'recur', 'FREQ=DAILY;COUNT=30')),
		event(at('RECURRENCE-ID', '2026-12-03T12:00:00'), at('DTSTART', '2026-12-03T13:00:00'), prop('DURATION', 'duration', 'PT30M')),
	],
	[event(prop('DTSTART', 'date-time', '2026-12-01T12:00:00'), prop('X-APPOINTMENT-TYPE', 'text', 'KONTROLLUNTERSUCHUNG'), prop('X-PATIENT-NAME', 'text', 'Max Mustermann'), prop('X-PATIENT-EMAIL', 'text', 'max@example.com'), prop('RRULE', 'recur', 'FREQ=MONTHLY;COUNT=4'))],
]
