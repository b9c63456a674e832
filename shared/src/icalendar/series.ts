// SPDX-License-Identifier: GPL-3.0-or-later
import type { Component } from './parseCalendar.ts'
import { properties } from './properties.ts'
import { readAppointment, recurrenceInstant } from './readAppointment.ts'
import { readTimes } from './times.ts'

/**
 * What a patient sees of how an appointment repeats, as a text to be compared: its rules, its added and left-out dates, and the
 * occurrences that differ (RFC 5545 §3.8.4.4, §3.8.5). Empty where it takes place once.
 *
 * @param zone IANA name, for floating times and whole days
 */
export function seriesOf(calendar: Component, zone: string): string {
	return calendar.getAllSubcomponents('vevent').flatMap((event) => {
		const occurrence = recurrenceInstant(event, zone)
		if (occurrence === null) return [...rules(event), ...dates(event, 'RDATE', zone), ...dates(event, 'EXDATE', zone)]
		const entry = readAppointment(event, zone)
		return entry === null ? [] : [`${occurrence} ${entry.start} ${entry.end} ${entry.status}`]
	}).sort().join('\n')
}

/** The order of a rule's parts means nothing. */
function rules(event: Component): string[] {
	return properties(event, 'RRULE').map((property) => String(property.getFirstValue()).toUpperCase().split(';').sort().join(';'))
}

function dates(event: Component, name: string, zone: string): string[] {
	return properties(event, name).flatMap((property) => readTimes(property, zone).map((time) => `${name} ${time?.instant ?? ''}`))
}
