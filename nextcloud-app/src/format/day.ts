// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentRequest, Neighbour } from '../types.ts'

/** One line of the day: an entry of the calendar, or the request itself. */
export interface DayEntry {
	readonly start: Date
	readonly end: Date
	readonly summary: string
	readonly kind: 'appointment' | 'block' | 'request'
	readonly status: Neighbour['status']
	/** overlaps the request */
	readonly conflict: boolean
}

/** The request among the other entries of its day, by start; an entry that conflicts stands there once, marked. */
export function dayOf(request: AppointmentRequest): DayEntry[] {
	const conflicts = new Set(request.conflicts.map(key))
	const others = new Map([...request.neighbours, ...request.conflicts].map((entry) => [key(entry), entry]))
	const entries: DayEntry[] = [...others.values()].map((entry) => ({
		start: new Date(entry.start),
		end: new Date(entry.end),
		summary: entry.summary,
		kind: entry.kind,
		status: entry.status,
		conflict: conflicts.has(key(entry)),
	}))
	entries.push({ start: new Date(request.start), end: new Date(request.end), summary: request.fields.patientName || request.summary, kind: 'request', status: 'TENTATIVE', conflict: false })
	return entries.sort((one, other) => one.start.getTime() - other.start.getTime() || one.end.getTime() - other.end.getTime())
}

function key(entry: Neighbour): string {
	return JSON.stringify([entry.start, entry.end, entry.kind, entry.summary, entry.status])
}
