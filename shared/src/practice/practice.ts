// SPDX-License-Identifier: GPL-3.0-or-later
import type { MailEvent } from '../contract/texts.ts'
import type { Language } from '../issues/issue.ts'
import type { FieldMap } from './fieldMap.ts'
import type { Webhook } from './webhooks.ts'
import type { RestInterface } from './restInterface.ts'

export type Text = Readonly<Record<Language, string>>
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

/** Wall-clock times `HH:MM` in the practice's zone, half-open; `24:00` ends the day. */
export interface Hours {
	readonly start: string
	readonly end: string
}

/** Days `YYYY-MM-DD`, both included, on which `hours` replace the weekly ones (none: closed). */
export interface HoursException {
	readonly from: string
	readonly to: string
	readonly hours: readonly Hours[]
	readonly note?: string
}

export interface CalendarConfig {
	readonly id: string
	/** Nextcloud account that owns the calendar, and its URI there */
	readonly owner: string
	readonly uri: string
	readonly aliases: readonly string[]
	readonly main: boolean
	readonly displayName: string
	readonly doctor: string
	readonly room: string
	readonly color: string
	readonly weeklyHours: Readonly<Partial<Record<Weekday, readonly Hours[]>>>
	readonly exceptions: readonly HoursException[]
	/** codes of the appointment types offered here */
	readonly types: readonly string[]
	/** who changes and deletes appointments here; absent: both. Requests are answered, and one's own appointment is cancelled, all the same. */
	readonly authority?: Authority
}

export const authorities = ['both', 'pvs', 'nextcloud'] as const
export type Authority = (typeof authorities)[number]

export interface CategoryName {
	/** of a treatment */
	readonly code: string
	readonly name: string
}

/** A practice program that is connected: by which account, and how it sees our appointments. */
export interface PvsConnection {
	readonly id: string
	/** id of a profile */
	readonly profile: string
	/** Nextcloud account, of the group of practice programs */
	readonly user: string
	/** ids of calendars */
	readonly calendars: readonly string[]
	/** in place of the profile's */
	readonly fieldMap?: FieldMap | null
	/** what that program calls a treatment, where that isn't its label */
	readonly categoryNames?: readonly CategoryName[]
	/** for programs that have one */
	readonly rest?: RestInterface | null
}

export interface AppointmentType {
	readonly code: string
	readonly label: Text
	readonly description?: Text
	readonly durationMinutes: number
	readonly bufferBeforeMinutes: number
	readonly bufferAfterMinutes: number
	/** a code of the contract's categories or of the practice's own */
	readonly category: string
	readonly insurances: readonly string[]
	readonly patients: 'all' | 'new' | 'existing'
	readonly approval: 'manual' | 'auto'
	readonly online: boolean
}

export interface Category {
	readonly code: string
	readonly label: Text
	/** RFC 7986 §5.9 wants a CSS3 name in COLOR; clients in use read hex as well, and pages need hex */
	readonly color: string
	readonly colorName: string
}

export interface BookingRules {
	readonly minimumNoticeMinutes: number
	readonly horizonDays: number
	readonly gridMinutes: number
	readonly dailyMaximum: number | null
	readonly cancelDeadlineHours: number
	readonly holdMinutes: number
	/** after so many hours an unanswered request is reported; null: never; without it 24 */
	readonly escalationHours?: number | null
}

/** What the practice says in its own words; a language that is missing keeps the standard text. Placeholders: `mailPlaceholders`. */
export interface MailWording {
	/** in place of the first paragraph */
	readonly greeting?: Partial<Text>
	/** after the standard paragraphs, before the link */
	readonly paragraph?: Partial<Text>
	/** below the facts, above name and address */
	readonly footer?: Partial<Text>
}

/** A native task list. */
export interface WaitingListConfig {
	/** Nextcloud account that owns the list, one that owns a calendar; and its URI there */
	readonly owner: string
	readonly uri: string
	readonly displayName: string
	/** how long an offer may be accepted; absent: 120 */
	readonly offerMinutes?: number
}

export interface Practice {
	readonly version: 1
	readonly practice: {
		readonly name: string
		readonly address: string
		readonly phone: string
		readonly email: string
		/** IANA name, one of the contract's zones */
		readonly timeZone: string
		readonly federalState: string | null
		readonly language: Language
		/** right-hand side of UIDs */
		readonly domain: string
	}
	readonly website: {
		readonly manageUrl: string | null
		readonly consent: { readonly version: string; readonly text: Text; readonly url: string | null }
		/** that an earlier time may be offered; without it the website doesn't ask */
		readonly waitingListConsent?: { readonly version: string; readonly text: Text }
	}
	readonly calendars: readonly CalendarConfig[]
	readonly appointmentTypes: readonly AppointmentType[]
	readonly categories: readonly Category[]
	readonly booking: BookingRules
	/** Nextcloud group per role */
	readonly roles: { readonly booking: string; readonly staff: string; readonly admin: string; readonly pvs: string }
	readonly syncIntervalMinutes: number
	/** null or absent: the practice keeps none */
	readonly waitingList?: WaitingListConfig | null
	/** whether freed time is offered by staff (as when absent) or by itself */
	readonly waitingListMode?: 'manual' | 'auto'
	readonly retention: { readonly backupDays: number; readonly logDays: number }
	/** practice programs that are connected */
	readonly pvs?: readonly PvsConnection[]
	/** programs that are told of changes */
	readonly webhooks?: readonly Webhook[]
	/** by event; `all` where an event has no words of its own */
	readonly mailTexts?: Readonly<Partial<Record<MailEvent | 'all', MailWording>>>
}
