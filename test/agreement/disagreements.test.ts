// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import type { Practice } from '@sprechstunde/core'
import { describe, expect, it } from 'vitest'
import { disagreements } from './disagreements.ts'
import type { Snapshot } from './snapshot.ts'

const practice = JSON.parse(readFileSync(new URL('../servers/practice.json', import.meta.url), 'utf8')) as Practice
const now = Date.UTC(2026, 11, 1)
const start = Date.UTC(2026, 11, 7, 8) / 1000
const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//T//EN', 'BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20261201T000000Z', 'DTSTART:20261207T080000Z', 'DTEND:20261207T083000Z', 'STATUS:TENTATIVE', 'X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')

const object = { id: 5, calendarid: 1, uri: 'a.ics', uid: 'a', deleted_at: null, calendardata: text }
const state = { object_id: 5, calendar_id: 1, uri: 'a.ics', uid: 'a', status: 'TENTATIVE', deleted_at: 0 }
const sound: Snapshot = {
	calendars: [{ id: 1, uri: 'x', synctoken: 2 }], changes: [{ calendarid: 1, synctoken: 1 }],
	objects: [object], states: [state],
	occurrences: [{ calendar_id: 1, object_id: 5, start_at: start, end_at: start + 1800 }],
	outbox: [{ id: 1, object_id: 5, kind: 'patient', state: 'pending' }],
}

describe('disagreements', () => {
	it('finds none where all agree', () => {
		expect(disagreements(sound, practice, now)).toEqual([])
	})

	it.each<[string, Partial<Snapshot>, RegExp]>([
		['no busy time', { occurrences: [] }, /indexed never/],
		['busy time of what is gone', { objects: [{ ...object, deleted_at: 1 }], states: [{ ...state, deleted_at: 1 }], outbox: [] }, /makes it busy/],
		['no state', { states: [], outbox: [] }, /no state/],
		['another status', { states: [{ ...state, status: 'CONFIRMED' }] }, /status/],
		['a state of what is gone', { objects: [], occurrences: [] }, /has a state/],
		['two messages', { outbox: [...sound.outbox, { id: 2, object_id: 5, kind: 'patient', state: 'pending' }] }, /2 waiting/],
		['a message about nothing', { outbox: [{ id: 2, object_id: 6, kind: 'patient', state: 'pending' }] }, /never was/],
		['a lost change', { changes: [{ calendarid: 1, synctoken: 0 }] }, /last change/],
	])('finds %s', (_, part, message) => {
		expect(disagreements({ ...sound, ...part }, practice, now)).toEqual([expect.stringMatching(message)])
	})
})
