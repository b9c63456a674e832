// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentType, BookingRules, CalendarConfig, Category, Language, Status } from '@sprechstunde/core'

export type CatalogCalendar = Pick<CalendarConfig, 'id' | 'displayName' | 'doctor' | 'room' | 'color' | 'types' | 'weeklyHours' | 'exceptions'> & {
	/** path of the calendar as this account reaches it, with a slash at its end */
	readonly href: string
}

/** What GET catalog tells a member of the practice. */
export interface Catalog {
	readonly practice: { readonly name: string, readonly address: string, readonly phone: string, readonly email: string, readonly timeZone: string, readonly language: Language }
	readonly calendars: readonly CatalogCalendar[]
	readonly appointmentTypes: readonly Omit<AppointmentType, 'online'>[]
	readonly categories: readonly Pick<Category, 'code' | 'label' | 'color'>[]
	readonly booking: BookingRules
	/** only where the practice keeps a waiting list and asks for this consent */
	readonly waitingListConsent?: { readonly version: string, readonly text: Readonly<Record<Language, string>> }
}

/** An entry of a calendar on a day. */
export interface DayEntry {
	readonly uid: string
	/** UTC, ISO 8601, half-open */
	readonly start: string
	readonly end: string
	readonly kind: 'appointment' | 'block'
	readonly summary: string
	readonly status: Status | null
}

/** An appointment that awaits approval. */
export interface AppointmentRequest {
	readonly uid: string
	readonly calendar: string
	/** path of the calendar object as this account reaches it */
	readonly href: string
	readonly etag: string
	/** UTC, ISO 8601, half-open */
	readonly start: string
	readonly end: string
	readonly createdAt: string
	/** when it was asked for, or asked for anew */
	readonly waitingSince?: string
	/** medical fields by JSON name, those that matter to whoever decides */
	readonly fields: Readonly<Record<string, string>>
	readonly summary: string
	/** other entries that take time at the same time */
	readonly conflicts: readonly DayEntry[]
}

export interface RequestList {
	readonly requests: readonly AppointmentRequest[]
	readonly counts: { readonly requests: number, readonly conflicts?: number }
	/** changes with every appointment */
	readonly revision: string
}

export interface Counts {
	readonly requests: number
	/** that nobody has dealt with */
	readonly conflicts?: number
	readonly revision: string
}
