// SPDX-License-Identifier: GPL-3.0-or-later
import type { Appointment } from '../appointment/appointment.ts'
import { typeOf } from '../icalendar/renderEvent.ts'
import { defaultRestFields, type RestField } from '../practice/restInterface.ts'
import type { CalendarConfig, Practice } from '../practice/practice.ts'
import { formatInstant, wallClock } from '../scheduling/zonedTime.ts'

export type RestBody = Record<string, string | number>

/**
 * An appointment as a program's REST interface takes it: date and time on the practice's clock. What says nothing is left out.
 *
 * @param fields which member holds what; `defaultRestFields` are those of the guide
 */
export function requestBody(appointment: Appointment, calendar: CalendarConfig, practice: Practice, fields: readonly RestField[] = defaultRestFields): RestBody {
	const clock = formatInstant(wallClock(appointment.start, practice.practice.timeZone))
	const valueOf = (name: string): string | number => {
		switch (name) {
			case 'date': return clock.slice(0, 10)
			case 'time': return clock.slice(11, 16)
			case 'duration': return Math.round((appointment.end - appointment.start) / 60000)
			case 'uid': return appointment.uid
			case 'status': return appointment.status.toLowerCase()
			case 'calendar': return calendar.id
			case 'appointmentType': return typeOf(practice, appointment.fields[name] ?? '')?.label[practice.practice.language] ?? appointment.fields[name] ?? ''
			default: return appointment.fields[name] ?? ''
		}
	}
	return Object.fromEntries(fields.flatMap(({ name, value }) => {
		const found = value.split('|').map(valueOf).find((one) => one !== '')
		return found === undefined ? [] : [[name, found]]
	}))
}

/**
 * The id that the program gave an appointment.
 *
 * @param answer decoded JSON
 * @param name of the member that holds it
 * @returns null where the answer holds none that can be kept
 */
export function readRemoteId(answer: unknown, name: string): string | null {
	if (answer === null || typeof answer !== 'object' || Array.isArray(answer) || !Object.hasOwn(answer, name)) return null
	return readId((answer as Record<string, unknown>)[name])
}

/** A text or a whole number, in at most 255 characters without control characters. */
export function readId(value: unknown): string | null {
	const text = typeof value === 'string' ? value : typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : ''
	return text !== '' && [...text].length <= 255 && !/\p{Cc}/u.test(text) ? text : null
}
