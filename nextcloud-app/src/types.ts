// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentType, Language, Status } from '@sprechstunde/core'

export interface CatalogCalendar {
	readonly id: string
	readonly displayName: string
	readonly doctor: string
	readonly room: string
	/** #rrggbb */
	readonly color: string
	readonly types: readonly string[]
}

/** What GET catalog tells a member of the practice; only what this page reads. */
export interface Catalog {
	readonly practice: { readonly name: string, readonly timeZone: string, readonly language: Language }
	readonly calendars: readonly CatalogCalendar[]
	readonly appointmentTypes: readonly Pick<AppointmentType, 'code' | 'label' | 'durationMinutes' | 'category'>[]
}

/** Another entry of the same calendar and day. */
export interface Neighbour {
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
	/** medical fields by JSON name */
	readonly fields: Readonly<Record<string, string>>
	readonly summary: string
	readonly neighbours: readonly Neighbour[]
	/** entries that overlap it */
	readonly conflicts: readonly Neighbour[]
}

export interface RequestList {
	readonly requests: readonly AppointmentRequest[]
	readonly counts: { readonly requests: number }
	/** changes with every appointment */
	readonly revision: string
}

export interface Counts {
	readonly requests: number
	readonly revision: string
}
