// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays, dayOf, fieldCatalogue, instantOfDay, minuteOfDay, type AppointmentChange, type CalendarEntry, type Status } from '@sprechstunde/core'

/**
 * An appointment as it stands in the form: every field of the catalogue by name ('' where it is absent), `status`, `note`, and its time on
 * the practice's wall clock as `day` (`YYYY-MM-DD`), `start` and `end` (`HH:MM`).
 */
export type Draft = Readonly<Record<string, string>>

export const timeKeys = ['day', 'start', 'end'] as const

/** In the order in which they are asked. */
export const patientFields = ['patientName', 'birthDate', 'insurance', 'phone', 'email', 'patient', 'patientId', 'language'] as const
export const contentFields = ['appointmentType', 'reason', 'statusReason'] as const

/** An empty form. */
export function emptyDraft(): Draft {
	return { ...Object.fromEntries(fieldCatalogue.map((field) => [field.name, ''])), status: 'CONFIRMED', note: '', day: '', start: '', end: '' }
}

/** @param zone IANA name, of the practice */
export function draftOf(entry: CalendarEntry, zone: string): Draft {
	return { ...emptyDraft(), ...entry.fields, status: entry.status, note: entry.note, ...timeOf(entry.start, entry.end, zone) }
}

/** Epoch milliseconds as they stand in the form; midnight ends the day as 24:00. */
export function timeOf(start: number, end: number, zone: string): Pick<Draft, 'day' | 'start' | 'end'> {
	const day = dayOf(start, zone)
	const endsAtMidnight = minuteOfDay(end, zone) === 0 && dayOf(end, zone) === addDays(day, 1)
	return { day, start: clock(minuteOfDay(start, zone)), end: clock(endsAtMidnight ? 1440 : minuteOfDay(end, zone)) }
}

/** Epoch milliseconds of what stands in the form; null where it is no time. */
export function instantsOf(draft: Draft, zone: string): { readonly start: number, readonly end: number } | null {
	const [start, end] = [minutes(draft.start), minutes(draft.end)]
	if (start === null || end === null || Number.isNaN(Date.parse(`${draft.day}T00:00:00Z`))) return null
	return { start: instantOfDay(draft.day ?? '', start, zone), end: instantOfDay(draft.day ?? '', end, zone) }
}

/** `HH:MM` so many minutes after another; empty where that is no time. */
export function clockAfter(start: string | undefined, later: number): string {
	const from = minutes(start)
	return from === null ? '' : clock(Math.min(1440, from + later))
}

/** Minutes from `start` to `end`, null where one is no time. */
export function minutesBetween(start: string | undefined, end: string | undefined): number | null {
	const [from, to] = [minutes(start), minutes(end)]
	return from === null || to === null ? null : to - from
}

/** Names of what differs. */
export function changedKeys(base: Draft, draft: Draft): string[] {
	return Object.keys(draft).filter((key) => draft[key] !== base[key])
}

/** What a save sends: the differences only. */
export function changeOf(base: Draft, draft: Draft, zone: string): AppointmentChange {
	const keys = changedKeys(base, draft)
	const names = fieldCatalogue.map((field) => field.name).filter((name) => keys.includes(name))
	const time = keys.some((key) => (timeKeys as readonly string[]).includes(key)) ? instantsOf(draft, zone) : null
	return {
		...(keys.includes('status') ? { status: draft.status as Status } : {}),
		...(time === null ? {} : { time }),
		...(names.length === 0 ? {} : { fields: Object.fromEntries(names.map((name) => [name, trimmed(draft[name])])) }),
		...(keys.includes('note') ? { note: draft.note?.trim() ?? '' } : {}),
	}
}

function trimmed(text: string | undefined): string {
	return text?.trim() ?? ''
}

function clock(minute: number): string {
	return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function minutes(text: string | undefined): number | null {
	const match = /^(\d{2}):(\d{2})(?::\d{2})?$/.exec(text ?? '')
	return match === null ? null : Number(match[1]) * 60 + Number(match[2])
}
