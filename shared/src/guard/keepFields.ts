// SPDX-License-Identifier: GPL-3.0-or-later
import type { Status } from '../approval/transitions.ts'
import { fieldCatalogue } from '../fields/fieldCatalogue.ts'
import type { Component } from '../icalendar/parseCalendar.ts'
import { properties, remove, setText, textOf } from '../icalendar/properties.ts'
import { isAppointment } from '../icalendar/readAppointment.ts'
import type { GuardContext } from './verdict.ts'

/**
 * Puts back the fields that a client dropped, takes out those that it cleared (present, but empty), and sets those that are not
 * the client's to set.
 *
 * @returns the values that the client may set, by field name, to be validated
 */
export function keepFields(event: Component, stored: Component | null, role: GuardContext['role'], status: Status): Record<string, string> {
	const values: Record<string, string> = {}
	for (const field of fieldCatalogue) {
		const own = field.setBy.includes(role) && !field.serverSet
		const given = own ? textOf(event, field.property) : null
		// nobody looked at what stands in a block
		const kept = stored !== null && isAppointment(stored) ? textOf(stored, field.property) : null
		const value = field.name === 'source' ? kept || sourceOf(role)
			: field.name === 'requiresConfirmation' ? (status === 'TENTATIVE' ? 'TRUE' : 'FALSE')
				: given ?? kept ?? ''
		if (value === '') remove(event, field.property)
		else setText(event, field.property, value)
		if (given !== null && properties(event, field.property).length > 0) values[field.name] = value
	}
	return values
}

function sourceOf(role: GuardContext['role']): string {
	return role === 'pvs' ? 'PVS' : role === 'booking' ? 'ONLINE_BOOKING' : 'PRACTICE'
}
