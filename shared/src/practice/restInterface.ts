// SPDX-License-Identifier: GPL-3.0-or-later
import { shownFields } from './fieldMap.ts'

/** One member of the JSON that is sent. */
export interface RestField {
	/** what the program calls it */
	readonly name: string
	/** what stands there: one of `restValues`; of `a|b` the first that says something */
	readonly value: string
}

/** A program's REST interface for appointments. Its key and the secret of its events are no part of the configuration. */
export interface RestInterface {
	/** address that takes new appointments by POST; one that exists is found below it by its id */
	readonly url: string
	/** whether appointments are sent there */
	readonly active: boolean
	/** in place of `defaultRestFields` */
	readonly fields?: readonly RestField[]
	/** member of the answer that holds the appointment's id there; absent: `id` */
	readonly answerId?: string
	/** ids of calendars, of those of the connection; absent: all of them */
	readonly calendars?: readonly string[]
}

/** `date` YYYY-MM-DD and `time` HH:MM on the practice's clock, `duration` in minutes; the rest are fields, an appointment type by its name. */
export const restValues: readonly string[] = ['date', 'time', 'duration', 'uid', 'status', 'calendar', ...shownFields]

/** What x.concept's example has. */
export const defaultRestFields: readonly RestField[] = [
	{ name: 'patient_id', value: 'patientId' },
	{ name: 'date', value: 'date' },
	{ name: 'time', value: 'time' },
	{ name: 'duration', value: 'duration' },
	{ name: 'reason', value: 'reason|appointmentType' },
]

export const defaultAnswerId = 'id'

/** Values that stand for nothing, each with the place of its field. */
export function unknownRestValues(fields: readonly RestField[]): { index: number; name: string }[] {
	return fields.flatMap(({ value }, index) => value.split('|').filter((name) => !restValues.includes(name)).map((name) => ({ index, name })))
}
