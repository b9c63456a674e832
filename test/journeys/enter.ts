// SPDX-License-Identifier: GPL-3.0-or-later
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { target } from './target.ts'

/** The practice software enters an appointment of two days from now, in the night. */
export async function enterAsPvs(patientName: string): Promise<{ uid: string; calendar: string }> {
	const [calendar] = target.calendars
	const start = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 86_400_000 + Math.floor(Math.random() * 12) * 900_000)
	const stamp = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, '')
	const uid = `${randomUUID()}@pvs.example`
	const lines = [
		'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//practice//software//DE', 'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${stamp(new Date())}`,
		`DTSTART:${stamp(start)}`, `DTEND:${stamp(new Date(start.getTime() + 900_000))}`, 'STATUS:CONFIRMED', `SUMMARY:${patientName}`,
		`X-PATIENT-NAME:${patientName}`, 'X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG', 'END:VEVENT', 'END:VCALENDAR', '',
	]
	const { pvs } = target.accounts
	const answer = await fetch(`${calendar?.urls.pvs ?? ''}${encodeURIComponent(uid)}.ics`, {
		method: 'PUT', body: lines.join('\r\n'),
		headers: { Authorization: `Basic ${Buffer.from(`${pvs.user}:${pvs.password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8' },
	})
	expect(answer.status, await answer.text()).toBe(201)
	return { uid, calendar: calendar?.id ?? '' }
}
