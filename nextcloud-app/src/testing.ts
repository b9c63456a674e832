// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentRequest, Catalog, RequestList } from './types.ts'

/** For unit tests: an open request. */
export function aRequest(uid: string, more: Partial<AppointmentRequest> = {}): AppointmentRequest {
	return {
		uid,
		calendar: 'dr-mueller',
		href: `/remote.php/dav/calendars/mara/dr-mueller_shared_by_praxis/${uid}.ics`,
		etag: '"e1"',
		start: '2026-12-01T08:00:00Z',
		end: '2026-12-01T08:30:00Z',
		createdAt: '2026-11-30T08:00:00Z',
		fields: { patientName: 'Erika Muster', appointmentType: 'KONTROLLUNTERSUCHUNG' },
		summary: 'Erika Muster - Kontrolle',
		neighbours: [],
		conflicts: [],
		...more,
	}
}

export function aList(revision: string, ...requests: AppointmentRequest[]): RequestList {
	return { requests, counts: { requests: requests.length }, revision }
}

/** For unit tests: a practice without calendars. */
export function aCatalog(more: Partial<Catalog> = {}): Catalog {
	return {
		practice: { name: 'Praxis', address: '', phone: '', email: '', timeZone: 'Europe/Berlin', language: 'de' },
		calendars: [],
		appointmentTypes: [],
		categories: [],
		booking: { minimumNoticeMinutes: 0, horizonDays: 60, gridMinutes: 15, dailyMaximum: null, cancelDeadlineHours: 24, holdMinutes: 10 },
		...more,
	}
}
