// SPDX-License-Identifier: GPL-3.0-or-later
import { fieldCatalogue } from '../fields/fieldCatalogue.ts'
import { formatInstant, parseInstant } from '../scheduling/zonedTime.ts'
import type { JcalComponent, JcalProperty } from './jcal.ts'

/** What a website sends, as the schema bookingRequest describes it (without what the relay keeps for itself). */
export interface BookingRequest {
	readonly appointmentType: string
	/** instant in UTC */
	readonly start: string
	readonly patientName: string
	readonly birthDate: string
	readonly insurance: string
	readonly phone?: string
	readonly email?: string
	readonly reason?: string
	readonly patient?: string
	readonly language?: string
	readonly consent: { readonly version: string }
	/** consent to be offered an earlier time */
	readonly earlier?: { readonly version: string }
}

/**
 * The jCal (RFC 7265) that a booking client PUTs: what a booking must have and no more, times in UTC. The server renders the rest.
 *
 * @param durationMinutes that of the appointment type, from the catalogue
 * @param now milliseconds since the epoch
 */
export function bookingJcal(request: BookingRequest, uid: string, durationMinutes: number, now: number): JcalComponent {
	const start = parseInstant(request.start)
	const values: Readonly<Record<string, string | undefined>> = {
		...(request as unknown as Record<string, string>),
		consent: `${request.consent.version} ${formatInstant(now)}`,
		earlierConsent: request.earlier === undefined ? undefined : `${request.earlier.version} ${formatInstant(now)}`,
	}
	const fields = fieldCatalogue.flatMap((field): JcalProperty[] => {
		const value = field.setBy.includes('booking') ? values[field.name] : undefined
		return value === undefined || value === '' ? [] : [[field.property.toLowerCase(), {}, 'text', value]]
	})
	return ['vcalendar', [['version', {}, 'text', '2.0'], ['prodid', {}, 'text', '-//Sprechstunde//Buchung//DE']], [
		['vevent', [
			['uid', {}, 'text', uid],
			['dtstamp', {}, 'date-time', formatInstant(now)],
			['dtstart', {}, 'date-time', formatInstant(start)],
			['dtend', {}, 'date-time', formatInstant(start + durationMinutes * 60000)],
			...fields,
		], []],
	]]
}
