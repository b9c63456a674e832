// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentType, CalendarConfig, Practice } from '@sprechstunde/core'
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

/** For unit tests: a configuration with two calendars and two types. */
export function aPractice(more: Partial<Practice> = {}): Practice {
	const calendar = (id: string, main: boolean): CalendarConfig => ({
		id, owner: 'praxis', uri: id, aliases: [], main, displayName: id, doctor: id, room: '', color: '#0082c9',
		weeklyHours: { MO: [{ start: '08:00', end: '12:00' }] }, exceptions: [], types: ['KONTROLLE', 'ERSTTERMIN'],
	})
	const type = (code: string): AppointmentType => ({
		code, label: { de: code, en: code }, durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, category: 'FOLLOWUP', insurances: ['GESETZLICH'], patients: 'all', approval: 'manual', online: true,
	})
	return {
		version: 1,
		practice: { name: 'Praxis', address: 'Musterstraße 1', phone: '0123 4567', email: 'praxis@praxis.example', timeZone: 'Europe/Berlin', federalState: 'NW', language: 'de', domain: 'praxis.example' },
		website: { manageUrl: null, consent: { version: '1', text: { de: 'Ja', en: 'Yes' }, url: null } },
		calendars: [calendar('dr-eins', true), calendar('dr-zwei', false)],
		appointmentTypes: [type('KONTROLLE'), type('ERSTTERMIN')],
		categories: [],
		booking: { minimumNoticeMinutes: 0, horizonDays: 60, gridMinutes: 15, dailyMaximum: null, cancelDeadlineHours: 24, holdMinutes: 10 },
		roles: { booking: 'buchung', staff: 'team', admin: 'leitung', pvs: 'pvs' },
		syncIntervalMinutes: 5,
		retention: { backupDays: 90, logDays: 90 },
		...more,
	}
}
