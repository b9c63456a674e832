// SPDX-License-Identifier: GPL-3.0-or-later
// That the programs of these days do what their profiles say: else the days would show nothing.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calendarText, mapOut, masterOf, parseCalendar, profiles, readWritten, writeAppointment, type Component, type MapContext, type Practice, type RepairId } from '@sprechstunde/core'
import { eventLines, unfold, valueOf } from '../conformance/event.ts'
import { principalOf } from './apple.ts'
import { asWritten, behaviours, findsBy, type Behaviour } from './behaviour.ts'
import { newEntry } from './entries.ts'
import { assigned, treated } from './treatments.ts'

const practice = JSON.parse(readFileSync(new URL('../servers/practice.json', import.meta.url), 'utf8')) as Practice
const [calendar, type] = [practice.calendars[0] ?? expect.fail('no calendar'), practice.appointmentTypes[0] ?? expect.fail('no type')]
const now = Date.parse('2026-12-01T12:00:00Z')
const start = Date.parse('2026-12-15T09:00:00Z')
const parsed = (ics: string): Component => {
	const result = parseCalendar(ics)
	return result.ok ? result.value : expect.fail(JSON.stringify(result.issues))
}
const contextOf = ({ profile }: Behaviour): MapContext | null => profile.fieldMap === null ? null : { map: profile.fieldMap, names: profile.fieldMap.categories === 'names' ? assigned : [], practice, calendar }
const stored = (): Component => writeAppointment({
	uid: 'appointment-20261201-090000-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@praxis.example', status: 'CONFIRMED', start, end: start + 30 * 60_000, note: 'Kommt mit Begleitung', sequence: 1,
	fields: { patientName: 'Erika Mustermann', birthDate: '1964-08-12', insurance: 'GESETZLICH', phone: '0151 12345678', email: 'erika@mustermann.example', reason: 'Krampfadern, Kontrolle', appointmentType: type.code, source: 'ONLINE_BOOKING' },
}, practice, calendar, now)
const lines = (object: Component): string[] => eventLines(calendarText(object)).filter((line) => !/^(?:DTSTAMP|SEQUENCE|X-APPLE)/u.test(line)).sort()
/** What the app takes it for, with some repairs of its profile. */
const read = (behaviour: Behaviour, ics: string, previous: Component | null, without: readonly RepairId[] = []): string[] =>
	lines(readWritten(parsed(ics), previous, behaviour.profile.repairs.filter((id) => !without.includes(id)), contextOf(behaviour), practice, now))

it('there is one for each practice program', () => {
	expect(behaviours.map(({ profile }) => profile.id)).toEqual(profiles.map(({ id }) => id).filter((id) => id !== 'thunderbird' && id !== 'generic'))
})

describe.each(behaviours.map((behaviour) => ({ id: behaviour.profile.id, behaviour })))('$id', ({ behaviour }) => {
	const { profile } = behaviour
	const context = contextOf(behaviour)
	const copy = calendarText(context === null ? stored() : mapOut(stored(), context))
	const entry = newEntry(behaviour, practice, type, start)
	const writes: readonly (readonly [string, Component | null])[] = [[asWritten(behaviour, copy, {}), stored()], [asWritten(behaviour, copy, behaviour.cancel(valueOf(copy, 'SUMMARY') ?? '')), stored()], [entry.ics, null],
		...behaviour.treatments.map((by) => [asWritten(behaviour, copy, treated(profile, by, 'WOUND_CARE')), stored()] as const)]

	it.runIf(profile.repairs.length > 0).each(profile.repairs.map((repair) => ({ repair })))('does wrong what $repair puts right', ({ repair }) => {
		expect(writes.some(([ics, previous]) => JSON.stringify(read(behaviour, ics, previous)) !== JSON.stringify(read(behaviour, ics, previous, [repair])))).toBe(true)
	})

	it('no longer has what it drops, and nothing is meant by that', () => {
		const [[ics, previous] = expect.fail('no write')] = writes
		for (const name of behaviour.drops) expect(unfold(ics).filter((line) => line.startsWith(name)), name).toEqual([])
		const kept = (all: readonly string[]): string[] => all.filter((line) => ['SUMMARY', 'STATUS', 'LOCATION'].some((name) => line.startsWith(name)))
		expect(kept(read(behaviour, ics, previous))).toEqual(kept(lines(stored())))
	})

	it('cancels so that it is understood', () => {
		const [, [ics, previous] = expect.fail('no write')] = writes
		expect(read(behaviour, ics, previous)).toContain('STATUS:CANCELLED')
	})

	it('has an entry of its own end when it should, and be an appointment where it can say so', () => {
		const event = masterOf(readWritten(parsed(entry.ics), null, profile.repairs, context, practice, now)) ?? expect.fail('no event')
		expect(Date.parse(String(event.getFirstPropertyValue('dtend')))).toBeGreaterThan(0)
		for (const [name, value] of Object.entries(entry.fields)) if (name !== 'X-BOOKING-SOURCE') expect(event.getFirstPropertyValue(name.toLowerCase()), name).toBe(value)
		expect(Object.keys(entry.fields).length > 0).toBe((profile.fieldMap?.text.includes('appointmentType') ?? false) || profile.capabilities.categories !== 'none')
	})

	it('warns, shows treatments and finds its calendars as its profile says', () => {
		expect(behaviour.warns).toBe(profile.capabilities.doubleBookingWarning !== 'none')
		expect(behaviour.treatments).toEqual([...profile.capabilities.categories === 'none' ? [] : ['category'], ...profile.capabilities.colors === 'none' ? [] : ['color']])
		expect(findsBy(behaviour)).toBe(profile.mobileconfig ? 'principal' : profile.address)
		expect(principalOf(practice, 'pvs', 'https://cloud.praxis.example')).toBe('https://cloud.praxis.example:443/remote.php/dav/principals/users/pvs/')
	})
})
