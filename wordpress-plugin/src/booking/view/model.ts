// SPDX-License-Identifier: GPL-3.0-or-later
import type { Language } from './texts.ts'

type Text = Readonly<Record<Language, string>>

/** What the block's settings and the server tell the script; stands in `data-sprechstunde`. */
export interface Config {
	/** address of the REST routes, with a slash (or a query's beginning) at the end */
	readonly rest: string
	readonly language: Language
	/** id of the only calendar; empty: the patient chooses */
	readonly calendar: string
	/** codes of the allowed types; none: all */
	readonly types: readonly string[]
	readonly showDescription: boolean
	readonly phone: string
	/** in the editor: nothing is sent, no focus is moved */
	readonly preview?: boolean
}

export interface CatalogType {
	readonly code: string
	readonly label: Text
	readonly description?: Text
	readonly durationMinutes: number
	readonly bufferBeforeMinutes: number
	readonly bufferAfterMinutes: number
	readonly insurances: readonly string[]
	readonly patients: 'all' | 'new' | 'existing'
	readonly approval: 'manual' | 'auto'
}

export interface CatalogCalendar {
	readonly id: string
	readonly displayName: string
	readonly doctor: string
	readonly room: string
	readonly types: readonly string[]
}

/** Answer of GET catalog, as far as this page reads it. */
export interface Catalog {
	readonly practice: { readonly name: string; readonly address: string; readonly phone: string; readonly timeZone: string }
	readonly consent: { readonly version: string; readonly text: Text; readonly url: string | null }
	/** page to which the links in mails lead; an older server doesn't say */
	readonly manageUrl?: string | null
	/** only where the practice keeps a waiting list and asks for this consent */
	readonly waitingListConsent?: { readonly version: string; readonly text: Text }
	readonly calendars: readonly CatalogCalendar[]
	readonly appointmentTypes: readonly CatalogType[]
	readonly booking: { readonly minimumNoticeMinutes: number; readonly horizonDays: number; readonly gridMinutes: number }
}

/** Free time of one calendar, milliseconds since the epoch, half-open. */
export interface Window {
	readonly calendar: string
	readonly start: number
	readonly end: number
}

/** A time that can be booked, with the calendar it is in. */
export type Slot = Window

export interface Issue {
	readonly code: string
	readonly path?: string
	readonly text: string
}

/** What REST routes answer where they refuse. */
export interface Refusal {
	readonly status: number
	readonly issues: readonly Issue[]
	readonly alternatives: readonly Slot[]
}

/** What the server stored. */
export interface Booked {
	readonly status: 'TENTATIVE' | 'CONFIRMED'
	readonly calendar: string
	readonly start: number
	readonly end: number
}

/** What the patient typed, by JSON name. */
export interface Values {
	readonly patientName: string
	readonly birthDate: string
	readonly insurance: string
	readonly phone: string
	readonly email: string
	readonly reason: string
	readonly patient: string
	readonly consent: boolean
	readonly earlier: boolean
	readonly website: string
}

export type FieldName = keyof Values
export const noValues: Values = { patientName: '', birthDate: '', insurance: '', phone: '', email: '', reason: '', patient: '', consent: false, earlier: false, website: '' }

/** Types that can be booked here, in the practice's order. */
export function offeredTypes(catalog: Catalog, config: Config): readonly CatalogType[] {
	return catalog.appointmentTypes.filter((type) => (config.types.length === 0 || config.types.includes(type.code))
		&& calendarsOf(catalog, config, type.code).length > 0)
}

/** Calendars that offer a type here. */
export function calendarsOf(catalog: Catalog, config: Config, type: string): readonly CatalogCalendar[] {
	return catalog.calendars.filter((calendar) => (config.calendar === '' || calendar.id === config.calendar) && calendar.types.includes(type))
}

export function typeOf(catalog: Catalog, code: string): CatalogType | undefined {
	return catalog.appointmentTypes.find((type) => type.code === code)
}
