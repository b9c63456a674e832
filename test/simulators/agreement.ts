// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { categories } from '@sprechstunde/core'
import { multistatus, ocs, send } from '../conformance/client.ts'
import { unfold, valueOf, valuesOf } from '../conformance/event.ts'
import { freeSlots } from '../conformance/fixtures.ts'
import { calendarUrl } from '../conformance/target.ts'
import type { Ended } from './day.ts'
import { doctors, mailsOut, type Appointment } from './patients.ts'
import { mailed, standing } from './standing.ts'
import { categoryName } from './treatments.ts'

const dataName = '{urn:ietf:params:xml:ns:caldav}calendar-data'
/** What is read back from a program's copy, by the labels of its lines. */
const shownLines: Readonly<Record<string, string>> = { phone: 'Telefon', patientName: 'Patient', email: 'E-Mail' }
const properties: Readonly<Record<string, string>> = { phone: 'X-PATIENT-PHONE', patientName: 'X-PATIENT-NAME', email: 'X-PATIENT-EMAIL' }

/** Every appointment in the calendar, the program's copy of it and the last mail to its patient say the same, and no field is lost. All that differs is named at once. */
export async function disagreements({ behaviour, appointments, copies, mailsAfter }: Ended): Promise<{ found: string[]; mails: number }> {
	const mails = await mailsOut(mailsAfter)
	const texts = new Map<string, string>()
	const free = new Map<string, ReadonlySet<number>>()
	for (const { calendar, type } of await doctors()) {
		for (const text of await allIn(calendar)) texts.set(valueOf(text, 'UID') ?? '', text)
		free.set(calendar, new Set(await freeSlots(calendar, type)))
	}
	const found: string[] = []
	let count = 0
	for (const one of appointments) {
		const about = (what: string): string => `${behaviour.profile.id}, ${one.uid}: ${what}`
		const differ = (what: string, is: unknown, wanted: unknown): void => {
			if (JSON.stringify(is) !== JSON.stringify(wanted)) found.push(about(`${what} ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`))
		}
		const [text, copy] = [texts.get(one.uid), copies.get(one.uid) ?? null]
		const told = mails.get(one.email ?? '') ?? []
		count += told.length
		const last = told.at(-1)?.attachments.find(({ contentType }) => contentType === 'text/calendar')?.content ?? ''
		if (text === undefined || one.status === 'gone') {
			differ('in the calendar', text === undefined ? 'gone' : 'there', one.status === 'gone' ? 'gone' : 'there')
			differ('in the program', copy, null)
			if (one.email !== null && !isUnheard(one, told.length)) differ('in the last mail', mailed(last).status, 'CANCELLED')
			continue
		}
		const there = standing(text)
		differ('status', there.status, one.status)
		differ('in the program', standing(copy ?? ''), there)
		if (one.email !== null && !isUnheard({ ...one, status: there.status }, told.length)) differ('in the last mail', mailed(last), there)
		if (there.status !== 'CANCELLED' && free.get(one.calendar)?.has(there.start) === true) found.push(about('its time is offered to others'))
		if (unfold(text).includes('BEGIN:VALARM')) found.push(about('somebody\'s alarm'))
		for (const [name, value] of Object.entries(one.fields)) differ(name, valueOf(text, name), value)
		shownAlike(one, text, copy ?? '', behaviour, differ)
	}
	return { found, mails: count }
}

/** What a program entered and took back before its patient was told of it they need not hear of; whoever booked online was told on the page. */
const isUnheard = ({ status, fields }: Appointment, mails: number): boolean => mails === 0 && (status === 'gone' || status === 'CANCELLED') && fields['X-BOOKING-SOURCE'] === 'PVS'

/** Title, lines, treatment and colour in the program are those of the calendar. */
function shownAlike({ fields, treatment, ownCategories }: Appointment, text: string, copy: string, { profile }: Ended['behaviour'], differ: (what: string, is: unknown, wanted: unknown) => void): void {
	if (treatment === null) return
	const { fieldMap } = profile
	differ('the program\'s title', valueOf(copy, 'SUMMARY'), `${fields['X-PATIENT-NAME']} - ${fields['X-VISIT-REASON']}`)
	const lines = (valueOf(copy, 'DESCRIPTION') ?? '').split('\n')
	for (const name of fieldMap?.text ?? []) {
		const label = shownLines[name]
		if (label !== undefined && !lines.includes(`${label}: ${fields[properties[name] ?? ''] ?? ''}`)) differ(`the program's line ${label}`, lines, fields[properties[name] ?? ''])
	}
	differ('the treatment', valuesOfList(text, 'CATEGORIES'), ['APPOINTMENT', treatment, ...ownCategories])
	differ('the program\'s treatment', valuesOfList(copy, 'CATEGORIES'), fieldMap?.categories === 'names' ? [categoryName(profile, treatment), ...ownCategories] : ['APPOINTMENT', treatment, ...ownCategories])
	const color = categories.find(({ code }) => code === treatment)?.colorName
	differ('the colours', [valueOf(text, 'COLOR'), valueOf(copy, 'COLOR')], [color, color])
}

/** The values of a property that has several (RFC 5545 §3.1.2). */
function valuesOfList(ics: string, name: string): string[] {
	return valuesOf(ics, name).join(',').split(',')
}

/** Every object of a calendar, as the team reads it. */
async function allIn(calendar: string): Promise<string[]> {
	const body = '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>'
	const answer = await send('staff', 'REPORT', calendarUrl('staff', calendar), { body, headers: { Depth: '1', 'Content-Type': 'application/xml' } })
	expect(answer.status).toBe(207)
	return multistatus(answer).responses.map(({ properties: found }) => found[dataName] ?? '')
}

/** How many conflicts and double bookings the log has of a day's appointments. */
export async function logged({ appointments }: Ended): Promise<{ conflicts: number; doubleBookings: number }> {
	const uids = new Set(appointments.map(({ uid }) => uid))
	const count = async (code: string): Promise<number> => ((await ocs('admin', `log?code=${code}&limit=200`)).data['entries'] as { uid: string }[]).filter(({ uid }) => uids.has(uid)).length
	return { conflicts: await count('CONFLICT'), doubleBookings: await count('DOUBLE_BOOKED') }
}
