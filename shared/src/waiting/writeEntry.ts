// SPDX-License-Identifier: GPL-3.0-or-later
import { renderDescription } from '../icalendar/note.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import { remove, setText, setValue } from '../icalendar/properties.ts'
import { ICAL } from '../icalendar/registerFields.ts'
import { renderSummary } from '../icalendar/renderEvent.ts'
import { writeTime, writeUtc } from '../icalendar/times.ts'
import { newCalendar, writeFields } from '../icalendar/writeAppointment.ts'
import { ensureZone } from '../icalendar/zones.ts'
import type { AppointmentType, Practice } from '../practice/practice.ts'
import { addDays, dayOf, instantOfDay } from '../scheduling/zonedTime.ts'
import type { WaitingEntry } from './entry.ts'
import { writeWishedTimes } from './wish.ts'

/** What of the practice's configuration an entry is rendered with. */
export interface EntryPractice {
	readonly practice: Pick<Practice['practice'], 'timeZone' | 'language'>
	readonly appointmentTypes: readonly Pick<AppointmentType, 'code' | 'label'>[]
}

/**
 * A new calendar object for an entry.
 *
 * @param now milliseconds since the epoch
 */
export function writeEntry(entry: WaitingEntry, practice: EntryPractice, now: number): Component {
	const object = newCalendar()
	const todo = new ICAL.Component('vtodo')
	setText(todo, 'UID', entry.uid)
	writeUtc(todo, 'CREATED', entry.created ?? now)
	object.addSubcomponent(todo)
	renderEntry(object, todo, entry, practice, now)
	return object
}

/** Brings a VTODO in line with the entry; UID, CREATED and what other programs have added stay. */
export function renderEntry(object: Component, todo: Component, entry: WaitingEntry, practice: EntryPractice, now: number): void {
	const { language, timeZone } = practice.practice
	const { patientName, appointmentType } = entry.fields
	for (const name of ['DTSTAMP', 'LAST-MODIFIED']) writeUtc(todo, name, now)
	writeFields(todo, entry.fields)
	setText(todo, 'SUMMARY', renderSummary(practice, { ...(patientName && { patientName }), ...(appointmentType && { appointmentType }) }) ?? '')
	setText(todo, 'DESCRIPTION', renderDescription(entry.fields, entry.note, language))
	// sharees don't see what is private
	setText(todo, 'CLASS', 'PUBLIC')
	writeStatus(todo, entry.status, now)
	if (entry.priority === 0) remove(todo, 'PRIORITY')
	else setValue(todo, 'PRIORITY', 'integer', entry.priority)
	writeTexts(todo, { 'X-WISH-CALENDARS': entry.calendars.join(' '), 'X-WISH-TIMES': writeWishedTimes(entry.times) })
	writeRelated(todo, entry.related)
	writeWish(object, todo, entry, timeZone)
}

/** COMPLETED and PERCENT-COMPLETE go with it, by which programs for tasks tell what is done. */
function writeStatus(todo: Component, status: WaitingEntry['status'], now: number): void {
	setText(todo, 'STATUS', status)
	for (const name of ['COMPLETED', 'PERCENT-COMPLETE']) remove(todo, name)
	if (status !== 'COMPLETED') return
	writeUtc(todo, 'COMPLETED', now)
	setValue(todo, 'PERCENT-COMPLETE', 'integer', 100)
}

function writeTexts(todo: Component, texts: Readonly<Record<string, string>>): void {
	for (const [name, text] of Object.entries(texts)) {
		if (text === '') remove(todo, name)
		else setText(todo, name, text)
	}
}

function writeRelated(todo: Component, uid: string | null): void {
	for (const property of todo.getAllProperties('related-to')) {
		if (String(property.getParameter('reltype') ?? '').toUpperCase() === 'SIBLING') todo.removeProperty(property)
	}
	if (uid !== null) todo.addProperty(new ICAL.Property(['related-to', { reltype: 'SIBLING' }, 'text', uid]))
}

/** Whole days as dates, as people give them; DUE has to be later than DTSTART (RFC 5545 §3.8.2.3), so one day alone is given in hours. */
function writeWish(object: Component, todo: Component, { earliest, latest }: WaitingEntry, zone: string): void {
	const first = earliest === null ? null : wholeDay(earliest, zone)
	const after = latest === null ? null : wholeDay(latest, zone)
	const last = after === null ? null : addDays(after, -1)
	const areDates = (earliest === null || first !== null) && (latest === null || last !== null) && (first === null || last === null || first < last)
	for (const [name, instant, date] of [['DTSTART', earliest, first], ['DUE', latest, last]] as const) {
		if (instant === null) remove(todo, name)
		else if (areDates && date !== null) setValue(todo, name, 'date', date)
		else {
			writeTime(todo, name, instant, zone)
			ensureZone(object, zone)
		}
	}
}

/** The local day that begins at the instant, or null. */
function wholeDay(instant: number, zone: string): string | null {
	const day = dayOf(instant, zone)
	return instantOfDay(day, 0, zone) === instant ? day : null
}
