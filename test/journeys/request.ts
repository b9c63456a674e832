// SPDX-License-Identifier: GPL-3.0-or-later
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { calendarText, dayOf, writeAppointment, type Practice } from '@sprechstunde/core'
import { expect } from 'vitest'
import { practiceFile } from '../servers/stack.ts'
import { target } from './target.ts'

export interface Requested {
	readonly name: string
	/** empty: the patient has none */
	readonly email: string
	/** local day of the practice */
	readonly day: string
	readonly calendar: string
}

const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
const typeCode = 'KONTROLLUNTERSUCHUNG'
const basic = ({ user, password }: { user: string; password: string }): Record<string, string> => ({ Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` })

/** Asks for an appointment as the website's server does, at the first free time so many days from now. */
export async function request(name: string, { days = 2, email = `${randomUUID().slice(0, 12)}@patient.example`, calendar = 'dr-mueller' } = {}): Promise<Requested> {
	const { booking } = target.accounts
	const from = Date.now() + days * 86_400_000
	const at = (instant: number): string => encodeURIComponent(`${new Date(instant).toISOString().slice(0, 19)}Z`)
	const free = await fetch(`${target.server.url}/ocs/v2.php/apps/sprechstunde/api/v1/calendars/${calendar}/free?format=json&from=${at(from)}&to=${at(from + 14 * 86_400_000)}`, { headers: { ...basic(booking), 'OCS-APIRequest': 'true' } })
	const { windows } = (await free.json() as { ocs: { data: { windows: { start: string; end: string }[] } } }).ocs.data
	const type = practice.appointmentTypes.find(({ code }) => code === typeCode)
	const config = practice.calendars.find(({ id }) => id === calendar)
	if (type === undefined || config === undefined) throw new Error('the sample practice has no such type or calendar')
	const [before, length, after] = [type.bufferBeforeMinutes * 60_000, type.durationMinutes * 60_000, type.bufferAfterMinutes * 60_000]
	const grid = practice.booking.gridMinutes * 60_000
	const start = windows.flatMap((window) => {
		const first = Math.ceil((Date.parse(window.start) + before) / grid) * grid
		return first + length + after <= Date.parse(window.end) ? [first] : []
	})[0] ?? expect.fail('nothing is free')
	const zone = practice.practice.timeZone
	const uid = `appointment-${dayOf(start, zone).replaceAll('-', '')}-${randomUUID().slice(0, 6).replace(/\D/g, '0')}-${randomUUID().replaceAll('-', '')}@${practice.practice.domain}`
	const full = `${name} ${randomUUID().slice(0, 6)}`
	const object = writeAppointment({
		uid, status: 'TENTATIVE', start, end: start + length, note: '', sequence: 0,
		fields: { patientName: full, birthDate: '1961-04-12', insurance: 'GESETZLICH', phone: '0151 23456789', ...(email === '' ? {} : { email }), reason: 'Kontrolle', appointmentType: typeCode, source: 'ONLINE_BOOKING', patient: 'existing' },
	}, practice, config, Date.now())
	const url = target.calendars.find(({ id }) => id === calendar)?.urls.booking ?? ''
	const answer = await fetch(`${url}${uid}.ics`, { method: 'PUT', headers: { ...basic(booking), 'If-None-Match': '*', 'Content-Type': 'text/calendar; charset=utf-8' }, body: calendarText(object) })
	expect(answer.status, await answer.text()).toBe(201)
	return { name: full, email, day: dayOf(start, zone), calendar }
}
