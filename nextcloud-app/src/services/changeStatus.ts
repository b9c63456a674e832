// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Status } from '@sprechstunde/core'
import ICAL from 'ical.js'

/** Without a type ical.js neither escapes nor unescapes a property it doesn't know, and CR LF in it would begin a new one. */
ICAL.design.icalendar.property['x-status-reason'] = { defaultType: 'text' }

export interface StatusChange {
	readonly status: Status
	/** new X-STATUS-REASON; '' clears it; undefined leaves it as it is */
	readonly reason?: string
}

/** Status of the appointment in a calendar object; null where there is none, or where it can't be read. */
export function readStatus(text: string): string | null {
	try {
		const status: unknown = master(new ICAL.Component(ICAL.parse(text)))?.getFirstPropertyValue('status')
		return typeof status === 'string' ? status.toUpperCase() : null
	} catch {
		return null
	}
}

/**
 * The calendar object with another STATUS and SEQUENCE + 1 (RFC 5545 §3.8.7.4), all else as it was.
 *
 * @throws Error where the text holds no event
 */
export function changeStatus(text: string, change: StatusChange): string {
	const calendar = new ICAL.Component(ICAL.parse(text))
	const event = master(calendar)
	if (event === null) throw new Error('The calendar object holds no event')
	event.updatePropertyWithValue('status', change.status)
	const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0)
	event.updatePropertyWithValue('sequence', (Number.isInteger(sequence) ? sequence : 0) + 1)
	if (change.reason !== undefined && (change.reason !== '' || event.hasProperty('x-status-reason'))) {
		event.updatePropertyWithValue('x-status-reason', change.reason)
	}
	return calendar.toString()
}

function master(calendar: ICAL.Component): ICAL.Component | null {
	const events = calendar.getAllSubcomponents('vevent')
	return events.find((event) => !event.hasProperty('recurrence-id')) ?? events[0] ?? null
}
