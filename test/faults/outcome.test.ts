// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import type { Practice } from '@sprechstunde/core'
import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../agreement/snapshot.ts'
import { outcome } from './outcome.ts'

const practice = JSON.parse(readFileSync(new URL('../servers/practice.json', import.meta.url), 'utf8')) as Practice
const event = (uid: string): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//T//EN', 'BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20261201T000000Z', 'DTSTART:20261207T080000Z', 'DTEND:20261207T083000Z', 'STATUS:CANCELLED', 'X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
const empty: Snapshot = { calendars: [], objects: [], changes: [], occurrences: [], states: [], outbox: [] }
const whole: Snapshot = {
	...empty,
	objects: [{ id: 1, calendarid: 1, uri: 'a.ics', uid: 'a', deleted_at: null, calendardata: event('a') }],
	states: [{ object_id: 1, calendar_id: 1, uri: 'a.ics', uid: 'a', status: 'CANCELLED', deleted_at: 0 }],
	outbox: [{ id: 1, object_id: 1, kind: 'patient', state: 'pending' }],
}
const judge = (before: Snapshot, after: Snapshot, status: number | null = null) => outcome(before, after, 'a', status, practice, Date.UTC(2026, 11, 1))

describe('the outcome of an interrupted write', () => {
	it('is all of it or nothing', () => {
		expect(judge(empty, whole)).toEqual({ happened: true, problems: [] })
		expect(judge(empty, empty)).toEqual({ happened: false, problems: [] })
	})

	it.each<[string, Snapshot, Snapshot, number | null]>([
		['a state is missing', empty, { ...whole, states: [] }, null],
		['nobody is told', empty, { ...whole, outbox: [] }, null],
		['somebody is told of nothing', whole, whole, null],
		['a promise was not kept', empty, empty, 201],
		['a refusal was none', empty, whole, 503],
	])('is found out where %s', (_, before, after, status) => {
		expect(judge(before, after, status).problems).not.toEqual([])
	})
})
