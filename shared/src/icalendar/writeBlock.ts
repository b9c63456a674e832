// SPDX-License-Identifier: GPL-3.0-or-later
import type { Component } from './parseCalendar.ts'
import { setText, setValue } from './properties.ts'
import { ICAL } from './registerFields.ts'
import { writeDate, writeTime, writeUtc } from './times.ts'
import { newCalendar } from './writeAppointment.ts'
import { ensureZone } from './zones.ts'

/** Time in which nobody is seen, and which is no appointment; half-open, milliseconds since the epoch. */
export interface Block {
	readonly uid: string
	readonly summary: string
	readonly start: number
	readonly end: number
	/** `start` and `end` are midnights */
	readonly allDay: boolean
}

/**
 * A new calendar object for a block.
 *
 * @param zone IANA name
 * @param now milliseconds since the epoch
 */
export function writeBlock(block: Block, zone: string, now: number): Component {
	const object = newCalendar()
	const event = new ICAL.Component('vevent')
	setText(event, 'UID', block.uid)
	for (const name of ['DTSTAMP', 'CREATED', 'LAST-MODIFIED']) writeUtc(event, name, now)
	setValue(event, 'SEQUENCE', 'integer', 0)
	const write = block.allDay ? writeDate : writeTime
	write(event, 'DTSTART', block.start, zone)
	write(event, 'DTEND', block.end, zone)
	setText(event, 'SUMMARY', block.summary)
	setText(event, 'STATUS', 'CONFIRMED')
	setText(event, 'TRANSP', 'OPAQUE')
	object.addSubcomponent(event)
	if (!block.allDay) ensureZone(object, zone)
	return object
}
