// SPDX-License-Identifier: GPL-3.0-or-later
import type { AppointmentType, Practice } from '@sprechstunde/core'
import { edit, text, time, toICalendar } from '../conformance/event.ts'
import { iso, minute, newUid } from '../conformance/fixtures.ts'
import { newAddress } from '../conformance/mailbox.ts'
import type { Behaviour } from './behaviour.ts'
import { categoryName } from './treatments.ts'

/** What somebody enters into the program itself. */
export interface Entry {
	readonly uid: string
	/** as it leaves the program */
	readonly ics: string
	/** of whoever is mailed about it */
	readonly email: string | null
	/** what our fields are to hold of it; empty where it is no appointment to anybody but the program */
	readonly fields: Readonly<Record<string, string>>
	readonly start: number
	/** when it ends in the calendar: one that takes no time is given some */
	readonly end: number
}

/** Labels of the lines in which the programs write their fields, as the practices' guide has them. */
const labels: Readonly<Record<string, string>> = { patientName: 'Patient', birthDate: 'Geburtsdatum', insurance: 'Versicherung', phone: 'Telefon', email: 'E-Mail', reason: 'Grund', appointmentType: 'Terminart' }

/** A patient who rang up, as the program's form has them: by its map, without anything of ours. */
export function newEntry({ profile, entry, text: written, sends }: Behaviour, practice: Practice, type: AppointmentType, start: number): Entry {
	const uid = newUid()
	const [patientName, reason, email] = ['Paula Neu', 'Verband; links', newAddress()]
	const values: Readonly<Record<string, string>> = { patientName, birthDate: '03.02.1951', insurance: 'Privat', phone: '0171 222333', email, reason, appointmentType: type.label.de }
	const lines = profile.fieldMap?.text ?? []
	const category = profile.capabilities.categories === 'none' ? null : categoryName(profile, type.category)
	const isAppointment = lines.includes('appointmentType') || category !== null
	const description = [...lines.flatMap((name) => values[name] === undefined ? [] : [`${labels[name] ?? name}: ${values[name]}`]), 'Kommt mit Begleitung,\nwartet draußen.'].join('\n')
	const end = start + (entry.isPoint ? 0 : type.durationMinutes * minute)
	const plain = toICalendar({ events: [[
		text('UID', uid), time('DTSTAMP', iso(Math.floor(Date.now() / 1000) * 1000)), time('DTSTART', iso(start)), time('DTEND', iso(end)),
		text('SUMMARY', written(`${patientName} - ${reason}`, 'SUMMARY')), text('DESCRIPTION', written(description, 'DESCRIPTION')),
		...category === null ? [] : [text('CATEGORIES', category)],
	]] })
	const given = { 'X-PATIENT-NAME': patientName, 'X-VISIT-REASON': reason, 'X-APPOINTMENT-TYPE': type.code, 'X-PATIENT-PHONE': '0171 222333', 'X-INSURANCE-TYPE': 'PRIVAT', 'X-PATIENT-BIRTHDATE': '1951-02-03', 'X-PATIENT-EMAIL': email, 'X-BOOKING-SOURCE': 'PVS' }
	const minutes = !entry.isPoint || isAppointment ? type.durationMinutes : practice.booking.gridMinutes
	return { uid, ics: sends(edit(plain, entry.adds)), email: isAppointment ? email : null, fields: isAppointment ? given : {}, start, end: start + minutes * minute }
}
