// SPDX-License-Identifier: GPL-3.0-or-later
import { calendarText, formatInstant, matchEntries, parseCalendar, readEntry, todoOf, writeEntry, type Component, type WaitingEntry } from '@sprechstunde/core'
import { expect } from 'vitest'
import { compareEvent, showIntervals, toInstant, toInterval } from './compare.ts'
import { practiceOf, readSource, type Case, type Data } from './load.ts'
import { must } from './runners.ts'

export function runWaiting({ section, input, expected }: Case): void {
	const practice = practiceOf(input)
	const zone = practice.practice.timeZone
	if (input['operation'] === 'read') {
		expect(shown(readEntry(todo(must(readSource(section, input['source'] as Data))), zone))).toEqual(expected['entry'])
		return
	}
	if (input['operation'] === 'write') {
		const written = must(parseCalendar(calendarText(writeEntry(entryOf(input['entry'] as Data), practice, toInstant(input['now'])))))
		compareEvent(todo(written), expected)
		expect(shown(readEntry(todo(written), zone))).toEqual(shown(entryOf(input['entry'] as Data)))
		return
	}
	expect(input['operation']).toBe('match')
	const starts = new Map(Object.entries((input['starts'] ?? {}) as Record<string, string>).map(([uid, start]) => [uid, toInstant(start)]))
	const freed = { calendar: (input['calendar'] ?? 'dr-mueller') as string, ...toInterval(input['freed'] as Data) }
	const found = matchEntries((input['entries'] as Data[]).map(entryOf), freed, practice, starts, new Set((input['passedOver'] ?? []) as string[]))
	expect(found.map(({ entry, time }) => ({ uid: entry.uid, ...showIntervals([time])[0] }))).toEqual(expected['matches'])
}

function todo(calendar: Component): Component {
	return todoOf(calendar) ?? expect.fail('no VTODO')
}

const plain = { status: 'NEEDS-ACTION', priority: 0, created: null, earliest: null, latest: null, calendars: [], times: [], related: null, fields: {}, note: '' }
const instants = ['created', 'earliest', 'latest']

/** Members that a case leaves out are as in an entry that says nothing. */
function entryOf(data: Data): WaitingEntry {
	return Object.fromEntries(Object.entries({ ...plain, ...data }).map(([name, value]) => [name, instants.includes(name) && value !== null ? toInstant(value as string) : value])) as unknown as WaitingEntry
}

function shown(entry: WaitingEntry): Data {
	return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, instants.includes(name) && value !== null ? formatInstant(value as number) : value as unknown]))
}
