// SPDX-License-Identifier: GPL-3.0-or-later
import type { Status } from '../approval/transitions.ts'
import type { FieldValues } from '../fields/validateFields.ts'

/** An appointment as the domain sees it; immutable. Times in milliseconds since the epoch. */
export interface Appointment {
	readonly uid: string
	readonly status: Status
	readonly start: number
	readonly end: number
	/** by field name, see the field catalogue; no empty texts */
	readonly fields: FieldValues
	/** what people added below the rendered DESCRIPTION */
	readonly note: string
	/** RFC 5545 §3.8.7.4 */
	readonly sequence: number
}

/** A VEVENT of a practice calendar, appointment or block. */
export interface CalendarEntry extends Appointment {
	readonly kind: 'appointment' | 'block'
	readonly allDay: boolean
	/** the instant of RECURRENCE-ID */
	readonly recurrenceId: number | null
	readonly summary: string
	readonly location: string
}
