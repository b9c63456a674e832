// SPDX-License-Identifier: AGPL-3.0-or-later
import { calendarText, masterOf, parseCalendar, textOf, type Component, type Status } from '@sprechstunde/core'

export interface StatusChange {
	readonly status: Status
	/** new X-STATUS-REASON; '' clears it; undefined leaves it as it is */
	readonly reason?: string
}

/** Status of the appointment in a calendar object; null where there is none, or where it can't be read. */
export function readStatus(text: string): string | null {
	const calendar = parse(text)
	const event = calendar === null ? undefined : masterOf(calendar)
	return event === undefined ? null : textOf(event, 'STATUS')?.toUpperCase() ?? null
}

/**
 * The calendar object with another STATUS and SEQUENCE + 1 (RFC 5545 §3.8.7.4), all else as it was.
 *
 * @throws Error where the text holds no event
 */
export function changeStatus(text: string, change: StatusChange): string {
	const calendar = parse(text)
	const event = calendar === null ? undefined : masterOf(calendar)
	if (calendar === null || event === undefined) throw new Error('The calendar object holds no event')
	event.updatePropertyWithValue('status', change.status)
	const sequence = Number(textOf(event, 'SEQUENCE') ?? 0)
	event.updatePropertyWithValue('sequence', (Number.isInteger(sequence) ? sequence : 0) + 1)
	if (change.reason !== undefined && (change.reason !== '' || event.hasProperty('x-status-reason'))) {
		event.updatePropertyWithValue('x-status-reason', change.reason.replace(/\r\n?/g, '\n'))
	}
	return calendarText(calendar)
}

function parse(text: string): Component | null {
	const parsed = parseCalendar(text)
	return parsed.ok ? parsed.value : null
}
