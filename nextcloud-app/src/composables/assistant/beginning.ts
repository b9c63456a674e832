// SPDX-License-Identifier: AGPL-3.0-or-later
import { weekdays, type AppointmentType, type CalendarConfig, type Language, type Practice } from '@sprechstunde/core'
import { idOf } from '../settings/names.ts'

const morning = { start: '08:00', end: '12:00' }
const afternoon = { start: '14:00', end: '17:00' }
/** what most practices have, more or less */
const usualWeek = Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, day === 'WE' || day === 'FR' ? [morning] : [morning, afternoon]]))

/** The configuration that the assistant begins with: what can't be guessed is empty. */
export function beginning(owner: string, language: Language, types: readonly AppointmentType[], year: number): Practice {
	return {
		version: 1,
		practice: { name: '', address: '', phone: '', email: '', timeZone: 'Europe/Berlin', federalState: null, language, domain: '' },
		website: {
			manageUrl: null,
			consent: {
				version: `${year}-01`, url: null,
				text: {
					de: 'Ich bin damit einverstanden, dass die Praxis meine Angaben, auch die zu meiner Gesundheit, zur Vereinbarung und Verwaltung dieses Termins verarbeitet. Ich kann die Einwilligung jederzeit für die Zukunft widerrufen.',
					en: 'I agree that the practice processes my details, including those about my health, to arrange and manage this appointment. I can withdraw this consent for the future at any time.',
				},
			},
		},
		calendars: [{ id: 'kalender', owner, uri: 'kalender', aliases: [], main: true, displayName: '', doctor: '', room: '', color: '#0082c9', weeklyHours: usualWeek, exceptions: [], types: types.map(({ code }) => code) }],
		appointmentTypes: types,
		categories: [],
		booking: { minimumNoticeMinutes: 120, horizonDays: 90, gridMinutes: 15, dailyMaximum: null, cancelDeadlineHours: 24, holdMinutes: 10 },
		roles: { booking: 'sprechstunde-buchung', staff: 'sprechstunde-team', admin: 'sprechstunde-leitung', pvs: 'sprechstunde-pvs' },
		syncIntervalMinutes: 5,
		retention: { backupDays: 90, logDays: 90 },
	}
}

/** What follows from an e-mail address: the domain of the practice's identifiers. */
export function domainOf(email: string): string {
	return /@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/i.exec(email.trim())?.[1]?.toLowerCase() ?? ''
}

/** A calendar called by its doctor's name; nothing refers to it yet, so its short name follows. */
export function named(practice: Practice, index: number, name: string): Practice {
	const taken = practice.calendars.flatMap((calendar, place) => place === index ? [] : [calendar.id, calendar.uri])
	const id = idOf(name, taken)
	return changedCalendar(practice, index, { displayName: name, doctor: name, id, uri: id })
}

/** All calendars lie in one account. */
export function ownedBy(practice: Practice, owner: string): Practice {
	return { ...practice, calendars: practice.calendars.map((calendar) => ({ ...calendar, owner })) }
}

/** The types of a speciality, offered everywhere. */
export function withTypes(practice: Practice, types: readonly AppointmentType[]): Practice {
	return { ...practice, appointmentTypes: types, calendars: practice.calendars.map((calendar) => ({ ...calendar, types: types.map(({ code }) => code) })) }
}

function changedCalendar(practice: Practice, index: number, change: Partial<CalendarConfig>): Practice {
	return { ...practice, calendars: practice.calendars.map((calendar, place) => place === index ? { ...calendar, ...change } : calendar) }
}
