// SPDX-License-Identifier: AGPL-3.0-or-later
import { manageLink, offersLink, renderMail, type Appointment, type Language, type MailEvent, type Practice, type RenderedMail } from '@sprechstunde/core'

/** A mail to a patient that there is not, about an appointment tomorrow a week at nine; null where the practice has no calendar yet. */
export function sampleMail(practice: Practice, event: MailEvent, language: Language, now: number): RenderedMail | null {
	const calendar = practice.calendars.find(({ main }) => main) ?? practice.calendars[0]
	const type = practice.appointmentTypes.find(({ code }) => calendar?.types.includes(code)) ?? practice.appointmentTypes[0]
	if (calendar === undefined || type === undefined) return null
	const start = (Math.floor(now / 86_400_000) + 8) * 86_400_000 + 8 * 3_600_000
	const fields = { patientName: 'Erika Mustermann', appointmentType: type.code, email: 'erika@example.com', statusReason: language === 'de' ? 'Die Praxis ist an diesem Tag geschlossen.' : 'The practice is closed on this day.' }
	const appointment: Appointment = { uid: 'sample', status: 'CONFIRMED', start, end: start + type.durationMinutes * 60_000, note: '', sequence: 0, fields }
	const link = offersLink(event) ? manageLink(practice, 'abc') : null
	return renderMail(event, appointment, practice, calendar, language, link)
}
