// SPDX-License-Identifier: AGPL-3.0-or-later
import { insurances, statuses } from '@sprechstunde/core'
import { bothLanguages, day, flag, instant, list, map, nullable, object, oneOf, ref, text, whole, type Schema } from '../schema.ts'

const hours = list(object({ start: text, end: text }))
const interval = { start: instant, end: instant }

/** What several answers are made of. */
export const schemas: Readonly<Record<string, Schema>> = {
	OcsMeta: object({ status: oneOf('ok', 'failure'), statuscode: { type: 'integer' } }, { message: nullable(text), totalitems: text, itemsperpage: text }),
	Refusal: object({ issues: list(ref('Issue')) }, { alternatives: list(ref('Slot')) }),
	Issue: object(
		{ code: { ...text, description: 'of the issue catalogue' }, text: { ...text, description: 'a sentence for people' } },
		{ path: { ...text, description: 'the field that it is about' }, params: map({ type: ['string', 'integer'] }) },
	),
	Interval: object(interval),
	Slot: object({ calendar: text, ...interval }),
	CatalogCalendar: object(
		{ id: text, displayName: text, doctor: text, room: text, color: text, types: list(text) },
		{
			weeklyHours: { ...map(hours), description: 'MO … SU; only for the practice, likewise exceptions and href' },
			exceptions: list(object({ from: day, to: day, hours }, { note: text })),
			href: { ...text, description: 'the calendar\'s address on this server, as the account reaches it' },
		},
	),
	AppointmentType: object({
		code: text, label: bothLanguages, durationMinutes: whole, bufferBeforeMinutes: whole, bufferAfterMinutes: whole, category: text,
		insurances: list(oneOf(...insurances)), patients: oneOf('all', 'new', 'existing'), approval: oneOf('manual', 'auto'),
	}, { description: bothLanguages }),
	DayEntry: object({ uid: text, ...interval, kind: oneOf('appointment', 'block'), summary: text, status: nullable(oneOf(...statuses)) }),
	AppointmentRequest: object({
		uid: text, calendar: text, href: text, etag: text, ...interval, createdAt: instant,
		fields: { ...map(text), description: 'medical fields by JSON name, but for source, consent and whether approval is needed' }, summary: text,
		conflicts: { ...list(ref('DayEntry')), description: 'entries that take time at the same time' },
	}, { waitingSince: { ...instant, description: 'when it was asked for, or asked for anew' } }),
	KnownPatient: object({ fields: { ...map(text), description: 'of the person, by JSON name: what is newest' }, lastSeen: { ...instant, description: 'start of their latest appointment' } }),
	PatientAppointment: object({ calendar: text, uri: text, ...interval, status: oneOf(...statuses), appointmentType: text }),
	OwnAppointment: object({
		calendar: text, doctor: text, location: text, appointmentType: text, status: oneOf(...statuses), ...interval,
		canCancel: flag, canReschedule: flag, until: nullable(instant), etag: text,
	}),
	WaitingEntry: object({
		uid: text, href: text, etag: text, status: oneOf('NEEDS-ACTION', 'IN-PROCESS'), priority: whole,
		created: nullable(instant), earliest: nullable(instant), latest: nullable(instant),
		calendars: list(text), times: list(object({ day: text, start: text, end: text })),
		fields: { ...map(text), description: 'medical fields by JSON name' }, note: text, summary: text, isReachable: flag, relatedUid: nullable(text),
		related: nullable(object({ calendar: text, ...interval, status: oneOf(...statuses), href: text })),
	}),
	WaitingOffer: object({ id: text, entry: { ...text, description: 'UID' }, calendar: text, ...interval, expires: instant, seconds: whole }),
	OwnOffer: object({
		state: oneOf('open', 'accepted', 'declined'), calendar: text, doctor: text, location: text, appointmentType: text, ...interval,
		until: instant, seconds: whole, replaces: nullable(object({ ...interval, doctor: text })),
	}),
}
