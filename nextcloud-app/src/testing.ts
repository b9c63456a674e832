// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentRequest, RequestList } from './types.ts'

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
