// SPDX-License-Identifier: AGPL-3.0-or-later
import { insurances, type AppointmentType, type CalendarConfig, type Practice } from '@sprechstunde/core'
import { codeOf, idOf } from './names.ts'

/** A type as most practices would begin with it. */
export function newType(practice: Practice): AppointmentType {
	return {
		code: codeOf('Neue Terminart', practice.appointmentTypes.map(({ code }) => code)), label: { de: 'Neue Terminart', en: 'New appointment type' },
		durationMinutes: 15, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, category: 'FOLLOWUP', insurances: [...insurances], patients: 'all', approval: 'manual', online: false,
	}
}

export function withType(practice: Practice, type: AppointmentType): Practice {
	return { ...practice, appointmentTypes: [...practice.appointmentTypes, type] }
}

/** Nor is it offered anywhere then. */
export function withoutType(practice: Practice, index: number): Practice {
	const code = practice.appointmentTypes[index]?.code
	const appointmentTypes = practice.appointmentTypes.filter((_, place) => place !== index)
	// another one of the same code would still be offered
	const isGone = !appointmentTypes.some((type) => type.code === code)
	return { ...practice, appointmentTypes, calendars: isGone ? practice.calendars.map((calendar) => ({ ...calendar, types: calendar.types.filter((one) => one !== code) })) : practice.calendars }
}

const colors = ['#0082c9', '#2e8b57', '#b22222', '#6a5acd', '#d2691e', '#4682b4', '#8b008b', '#556b2f'] as const

/** Another doctor or room: hours and types as the first calendar has them, owned by whoever owns that. */
export function withCalendar(practice: Practice, displayName: string): Practice {
	const [first] = practice.calendars
	if (first === undefined) return practice
	const id = idOf(displayName, practice.calendars.flatMap((calendar) => [calendar.id, calendar.uri, ...calendar.aliases]))
	const added: CalendarConfig = {
		id, owner: first.owner, uri: id, aliases: [], main: false, displayName, doctor: displayName, room: '',
		color: colors[practice.calendars.length % colors.length] ?? colors[0], weeklyHours: first.weeklyHours, exceptions: first.exceptions, types: first.types,
	}
	return { ...practice, calendars: [...practice.calendars, added] }
}

/** The one that others stand for when none is named; there is exactly one. */
export function withMain(practice: Practice, index: number): Practice {
	return { ...practice, calendars: practice.calendars.map((calendar, place) => calendar.main === (place === index) ? calendar : { ...calendar, main: place === index }) }
}

/** Without a calendar; the first one takes over where it was the main one. */
export function withoutCalendar(practice: Practice, index: number): Practice {
	const next = { ...practice, calendars: practice.calendars.filter((_, place) => place !== index) }
	return practice.calendars[index]?.main === true ? withMain(next, 0) : next
}

/** A waiting list in the account that owns the main calendar; freed time is offered by staff. */
export function withWaitingList(practice: Practice): Practice {
	const main = practice.calendars.find((calendar) => calendar.main) ?? practice.calendars[0]
	if (main === undefined) return practice
	const uri = idOf('warteliste', practice.calendars.map((calendar) => calendar.uri))
	return { ...practice, waitingList: { owner: main.owner, uri, displayName: 'Warteliste', offerMinutes: 120 }, waitingListMode: practice.waitingListMode ?? 'manual' }
}

/** Nor is anybody asked for it then. */
export function withoutWaitingList(practice: Practice): Practice {
	const { manageUrl, consent } = practice.website
	return { ...practice, website: { manageUrl, consent }, waitingList: null }
}

/** What the website asks before somebody gets onto the list. */
export function waitingConsent(practice: Practice): NonNullable<Practice['website']['waitingListConsent']> {
	return {
		version: practice.website.consent.version,
		text: {
			de: 'Ich möchte früher kommen, wenn ein Termin frei wird, und bin damit einverstanden, dass die Praxis mich dafür auf eine Warteliste setzt und mir freie Termine anbietet.',
			en: 'I would like to come earlier if an appointment becomes free, and I agree that the practice puts me on a waiting list and offers me free appointments.',
		},
	}
}
