// SPDX-License-Identifier: GPL-3.0-or-later
import { ocs } from '../conformance/client.ts'
import { toICalendar } from '../conformance/event.ts'
import { bookingProperties, catalog, iso, minute, newUid, put, type Booked } from '../conformance/fixtures.ts'
import { allMails, newAddress, pause, waitFor, type Mail } from '../conformance/mailbox.ts'
import type { FreeTimes } from './freeTimes.ts'

type BookableType = Awaited<ReturnType<typeof catalog>>['appointmentTypes'][number]

/** A doctor's calendar and what is booked there. */
export interface Doctor {
	readonly calendar: string
	readonly type: BookableType
}

/** An appointment that somebody booked online or that a program entered, and what is to hold at the end. */
export interface Appointment extends Omit<Booked, 'answer' | 'start'> {
	readonly doctor: Doctor
	/** null: nobody is mailed */
	readonly email: string | null
	/** what our properties must hold, whatever a program dropped meanwhile */
	readonly fields: Record<string, string>
	/** code of its category; null: it has none */
	treatment: string | null
	/** what else the practice put among its categories */
	ownCategories: readonly string[]
	/** as the practice knows it; `gone` where it was deleted */
	status: string
}

/** Each calendar with a type that waits for approval and has no buffers. */
export async function doctors(): Promise<Doctor[]> {
	const { calendars, appointmentTypes } = await catalog()
	return calendars.flatMap(({ id, types }) => {
		const type = appointmentTypes.find((one) => one.approval === 'manual' && one.bufferAfterMinutes + one.bufferBeforeMinutes === 0 && types.includes(one.code))
		return type === undefined ? [] : [{ calendar: id, type }]
	})
}

/**
 * Whoever finds a time taken meanwhile takes another.
 *
 * @param treatment code of the category of the doctor's type
 */
export async function bookOnline(doctor: Doctor, times: FreeTimes, nth: number, treatment: string): Promise<Appointment> {
	const [email, uid] = [newAddress(), newUid()]
	const start = await times.take(doctor, nth)
	const properties = bookingProperties(uid, doctor.type, start, { 'X-PATIENT-EMAIL': email })
	const answer = await put('booking', doctor.calendar, `${uid}.ics`, toICalendar({ events: [properties] }), { headers: { 'If-None-Match': '*' } })
	if (answer.codes[0] === 'SLOT_TAKEN') {
		await times.gone(doctor, start)
		return bookOnline(doctor, times, nth, treatment)
	}
	if (answer.status !== 201) throw new Error(`a booking: ${answer.status} ${answer.text}`)
	const fields = Object.fromEntries(properties.flatMap(({ name, value }) => name.startsWith('X-') ? [[name, value]] : []))
	return { uid, uri: `${uid}.ics`, calendar: doctor.calendar, email, doctor, fields: { ...fields, 'X-BOOKING-SOURCE': 'ONLINE_BOOKING' }, treatment, ownCategories: [], status: 'TENTATIVE' }
}

/** What a patient does by the link in their last mail that has one; the status that follows, null where the practice no longer lets them. */
export async function byLink({ uid, email, doctor, fields }: Appointment, action: 'cancel' | 'reschedule', times: FreeTimes, nth: number): Promise<string | null> {
	const mails = await waitFor(email ?? '', 1)
	const token = mails.flatMap(({ text }) => /#termin=([\w-]{22})(?![\w-])/.exec(text)?.[1] ?? []).at(-1)
	if (token === undefined) throw new Error(`no link for ${uid}`)
	const ask = async (what: string, more: object = {}): Promise<{ data: Record<string, unknown>; isTaken: boolean }> => {
		const { answer, data, codes } = await ocs('booking', `patient/${what}`, { method: 'POST', body: JSON.stringify({ token, birthDate: fields['X-PATIENT-BIRTHDATE'], ...more }) })
		if (answer.status !== 200 && codes[0] !== 'SLOT_TAKEN') throw new Error(`a patient's ${what}: ${answer.status} ${answer.text}`)
		return { data, isTaken: answer.status !== 200 }
	}
	const { etag, canCancel, canReschedule, appointmentType } = (await ask('view')).data
	if (action === 'cancel' ? canCancel !== true : canReschedule !== true) return null
	if (action === 'cancel') return String((await ask('cancel', { etag })).data['status'])
	// the program may have chosen another treatment, with another length
	const type = (await catalog()).appointmentTypes.find(({ code }) => code === appointmentType) ?? doctor.type
	for (;;) {
		const start = await times.take({ ...doctor, type }, nth)
		const { data, isTaken } = await ask('reschedule', { etag, start: iso(start), end: iso(start + type.durationMinutes * minute) })
		if (!isTaken) return String(data['status'])
		await times.gone({ ...doctor, type }, start)
	}
}

/** Mails by address, once nothing waits to be mailed any more; `after` the one with this id. */
export async function mailsOut(after: string): Promise<ReadonlyMap<string, readonly Mail[]>> {
	const end = Date.now() + 150_000
	while ((await ocs('admin', 'queue')).data['waiting'] !== 0) {
		if (Date.now() > end) throw new Error('mails still wait')
		await pause(1000)
	}
	const byAddress = new Map<string, Mail[]>()
	for (const mail of await allMails({ after })) {
		for (const address of mail.to) {
			const known = byAddress.get(address)
			if (known === undefined) byAddress.set(address, [mail])
			else known.push(mail)
		}
	}
	return byAddress
}
