// SPDX-License-Identifier: GPL-3.0-or-later
import { readNote } from '../icalendar/note.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import { properties, textOf, valueText } from '../icalendar/properties.ts'
import { readFields } from '../icalendar/readAppointment.ts'
import { readTimes } from '../icalendar/times.ts'
import { entryStatuses, type EntryStatus, type WaitingEntry } from './entry.ts'
import { readWishedCalendars, readWishedTimes } from './wish.ts'

const day = 86400000

/** The VTODO of a calendar object; of a series its master. Undefined where there is none. */
export function todoOf(calendar: Component): Component | undefined {
	const todos = calendar.getAllSubcomponents('vtodo')
	return todos.find((todo) => properties(todo, 'RECURRENCE-ID').length === 0) ?? todos[0]
}

/**
 * An entry of the waiting list. Whatever a calendar program has left out of it reads as not given.
 *
 * @param zone IANA name, for whole days and floating times
 */
export function readEntry(todo: Component, zone: string): WaitingEntry {
	const status = textOf(todo, 'STATUS')?.toUpperCase() ?? ''
	const priority = textOf(todo, 'PRIORITY') ?? ''
	return {
		uid: textOf(todo, 'UID') ?? '',
		status: (entryStatuses as readonly string[]).includes(status) ? status as EntryStatus : 'NEEDS-ACTION',
		priority: /^[1-9]$/.test(priority) ? Number(priority) : 0,
		created: instantOf(todo, 'CREATED', zone),
		earliest: instantOf(todo, 'DTSTART', zone),
		latest: instantOf(todo, 'DUE', zone, true),
		calendars: readWishedCalendars(textOf(todo, 'X-WISH-CALENDARS') ?? ''),
		times: readWishedTimes(textOf(todo, 'X-WISH-TIMES') ?? ''),
		related: relatedOf(todo),
		fields: readFields(todo),
		note: readNote(textOf(todo, 'DESCRIPTION'), null),
	}
}

/** @param whole a date means the end of its day */
function instantOf(todo: Component, name: string, zone: string, whole = false): number | null {
	const property = properties(todo, name)[0]
	const time = property === undefined ? null : readTimes(property, zone)[0] ?? null
	if (time === null) return null
	return time.isDate && whole ? time.resolve(time.wall + day) : time.instant
}

/** Beside it, not above: programs for tasks show what is above as the task that this one is part of. */
function relatedOf(todo: Component): string | null {
	const found = properties(todo, 'RELATED-TO').find((property) => String(property.getParameter('reltype') ?? '').toUpperCase() === 'SIBLING')
	const uid = found === undefined ? '' : valueText(found)
	return uid === '' ? null : uid
}
