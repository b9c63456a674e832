// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentRequest, DayEntry } from '../types.ts'

/** One line of the day: an entry of the calendar, or the request itself. */
export interface DayLine {
	readonly start: Date
	readonly end: Date
	readonly summary: string
	readonly kind: 'appointment' | 'block' | 'request'
	readonly status: DayEntry['status']
	/** overlaps the request */
	readonly conflict: boolean
}

/**
 * The request among the other entries of its day, by start; an entry that conflicts stands there once, marked.
 *
 * @param day all entries of the request's day, its own too; null: not known yet
 */
export function dayOf(request: AppointmentRequest, day: readonly DayEntry[] | null): DayLine[] {
	const conflicts = new Set(request.conflicts.map(key))
	const others = new Map([...(day ?? []).filter(({ uid }) => uid !== request.uid), ...request.conflicts].map((entry) => [key(entry), entry]))
	const lines: DayLine[] = [...others.values()].map((entry) => ({
		start: new Date(entry.start),
		end: new Date(entry.end),
		summary: entry.summary,
		kind: entry.kind,
		status: entry.status,
		conflict: conflicts.has(key(entry)),
	}))
	lines.push({ start: new Date(request.start), end: new Date(request.end), summary: request.fields.patientName || request.summary, kind: 'request', status: 'TENTATIVE', conflict: false })
	return lines.sort((one, other) => one.start.getTime() - other.start.getTime() || one.end.getTime() - other.end.getTime())
}

function key({ uid, start, end, kind, summary, status }: DayEntry): string {
	return JSON.stringify([uid, start, end, kind, summary, status])
}
