// SPDX-License-Identifier: GPL-3.0-or-later
import { ocs } from '../conformance/client.ts'
import { instantOf, toICalendar, valueOf } from '../conformance/event.ts'
import { bookingProperties, catalog, fetchObject, freeSlots, iso, minute, newUid, put, type Booked } from '../conformance/fixtures.ts'
import { allMails, newAddress, pause, waitFor, type Mail } from '../conformance/mailbox.ts'

type AppointmentType = Awaited<ReturnType<typeof catalog>>['appointmentTypes'][number]

/** A doctor's calendar and what is booked there. */
export interface Doctor {
	readonly calendar: string
	readonly type: AppointmentType
}

/** Somebody who booked online, and their appointment. */
export interface Patient extends Omit<Booked, 'answer' | 'start'> {
	readonly email: string
	readonly doctor: Doctor
}

/** When an appointment is, and whether it takes place. */
export interface Standing {
	readonly start: number | undefined
	readonly status: string
}

export const birthDate = '1964-08-12'
export const phone = '+49 151 12345678'

export const standing = (ics: string): Standing => ({ start: instantOf(ics, 'DTSTART'), status: valueOf(ics, 'STATUS') ?? '' })
export const standingOf = async ({ calendar, uri }: Patient): Promise<Standing> => standing((await fetchObject('staff', calendar, uri)).text)

/** Each calendar with a type that waits for approval and has no buffers. */
export async function doctors(): Promise<Doctor[]> {
	const { calendars, appointmentTypes } = await catalog()
	return calendars.flatMap(({ id, types }) => {
		const type = appointmentTypes.find((one) => one.approval === 'manual' && one.bufferAfterMinutes + one.bufferBeforeMinutes === 0 && types.includes(one.code))
		return type === undefined ? [] : [{ calendar: id, type }]
	})
}

/** A start that is free now: the nth, over and over. */
export async function freeStart({ calendar, type }: Doctor, nth: number): Promise<number> {
	const free = await freeSlots(calendar, type)
	const start = free[nth % free.length]
	if (start === undefined) throw new Error(`no free slot is left in ${calendar}`)
	return start
}

export async function bookOnline(doctor: Doctor, nth: number): Promise<Patient> {
	const [email, uid] = [newAddress(), newUid()]
	const answer = await put('booking', doctor.calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, doctor.type, await freeStart(doctor, nth), { 'X-PATIENT-EMAIL': email })] }), { headers: { 'If-None-Match': '*' } })
	if (answer.status !== 201) throw new Error(`a booking: ${answer.status} ${answer.text}`)
	return { uid, uri: `${uid}.ics`, calendar: doctor.calendar, email, doctor }
}

/** What a patient does by the link in their last mail that has one; false where the practice no longer lets them. */
export async function byLink(patient: Patient, action: 'cancel' | 'reschedule', nth = 0): Promise<boolean> {
	const mails = await waitFor(patient.email, 1)
	const token = mails.flatMap(({ text }) => /#termin=([\w-]{22})(?![\w-])/.exec(text)?.[1] ?? []).at(-1)
	if (token === undefined) throw new Error(`no link for ${patient.uid}`)
	const ask = async (what: string, more: object = {}): Promise<Record<string, unknown>> => {
		const { answer, data } = await ocs('booking', `patient/${what}`, { method: 'POST', body: JSON.stringify({ token, birthDate, ...more }) })
		if (answer.status !== 200) throw new Error(`a patient's ${what}: ${answer.status} ${answer.text}`)
		return data
	}
	const { etag, canCancel, canReschedule } = await ask('view')
	if (action === 'cancel' ? canCancel !== true : canReschedule !== true) return false
	const start = action === 'cancel' ? 0 : await freeStart(patient.doctor, nth)
	await ask(action, { etag, ...(action === 'cancel' ? {} : { start: iso(start), end: iso(start + patient.doctor.type.durationMinutes * minute) }) })
	return true
}

/** Mails by address, once nothing waits to be mailed any more. */
export async function mailsOut(): Promise<ReadonlyMap<string, readonly Mail[]>> {
	const end = Date.now() + 150_000
	while ((await ocs('admin', 'queue')).data['waiting'] !== 0) {
		if (Date.now() > end) throw new Error('mails still wait')
		await pause(1000)
	}
	const byAddress = new Map<string, Mail[]>()
	for (const mail of await allMails()) for (const address of mail.to) byAddress.set(address, [...byAddress.get(address) ?? [], mail])
	return byAddress
}
