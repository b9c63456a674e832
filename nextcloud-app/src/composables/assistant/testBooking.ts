// SPDX-License-Identifier: AGPL-3.0-or-later
import { bookingJcal, layoutSlots, makeUid, parseInstant, formatInstant, type Practice } from '@sprechstunde/core'
import { readStatus } from '../../services/calendarObject.ts'
import { removeTestBooking, type Connection } from '../../services/setup.ts'
import { bookOnline, freeWindowsOnline, readBooked } from '../../services/website.ts'

/** What a test booking has shown. */
export interface TestResult {
	/** epoch milliseconds */
	readonly start: number
	/** name of the calendar */
	readonly calendar: string
	readonly type: string
	/** TENTATIVE or CONFIRMED */
	readonly status: string
}

/** of the patient that there is not; the server takes away only what is called so */
const name = 'Testbuchung'
const days = 86_400_000

/** Which slot the test books: the first that the website would offer; null where there is none. */
export interface TestSlot {
	readonly calendar: string
	readonly type: string
	readonly start: number
	readonly minutes: number
}

/** The first slot of a type that is booked online, in the windows of its calendars. */
export function firstSlot(practice: Practice, windows: readonly { readonly calendar: string, readonly start: string, readonly end: string }[]): TestSlot | null {
	const found = practice.calendars.flatMap((calendar) => practice.appointmentTypes.filter(({ code, online }) => online && calendar.types.includes(code)).flatMap((type) => {
		const own = windows.filter((window) => window.calendar === calendar.id).map(({ start, end }) => ({ start: parseInstant(start), end: parseInstant(end) }))
		const [slot] = layoutSlots(type, own, practice.booking.gridMinutes, practice.practice.timeZone)
		return slot === undefined ? [] : [{ calendar: calendar.id, type: type.code, start: slot.start, minutes: type.durationMinutes }]
	}))
	return found.sort((a, b) => a.start - b.start)[0] ?? null
}

/**
 * Books the first free slot by the website's own way and with its own credentials, reads it from the calendar, and takes it away.
 *
 * @param done hears of each step: what was found free, what was booked
 * @returns null where no slot is free
 * @throws Error with what the server says
 */
export async function testBooking(practice: Practice, connection: Connection, now: number, done: (slot: TestSlot) => void): Promise<TestResult | null> {
	const range = Math.min(practice.booking.horizonDays, 60) * days
	const slot = firstSlot(practice, await freeWindowsOnline(connection, formatInstant(now), formatInstant(now + range)))
	if (slot === null) return null
	done(slot)
	const uid = makeUid(now, crypto.getRandomValues(new Uint8Array(16)), practice.practice.domain)
	const type = practice.appointmentTypes.find(({ code }) => code === slot.type)
	const request = {
		appointmentType: slot.type, start: formatInstant(slot.start), patientName: name, birthDate: '1980-01-01', insurance: type?.insurances[0] ?? 'GESETZLICH',
		phone: practice.practice.phone, patient: type?.patients === 'existing' ? 'existing' : 'new', consent: { version: practice.website.consent.version },
	}
	await bookOnline(connection, slot.calendar, uid, bookingJcal(request, uid, slot.minutes, now))
	try {
		const status = readStatus(await readBooked(connection, slot.calendar, uid)) ?? ''
		return { start: slot.start, calendar: practice.calendars.find(({ id }) => id === slot.calendar)?.displayName ?? slot.calendar, type: slot.type, status }
	} finally {
		await removeTestBooking(uid)
	}
}
