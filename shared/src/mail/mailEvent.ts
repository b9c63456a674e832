// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarEntry } from '../appointment/appointment.ts'
import type { MailEvent } from '../contract/texts.ts'

/** What of an appointment decides about mails. */
export interface MailedState extends Pick<CalendarEntry, 'status' | 'start' | 'end' | 'location' | 'fields'> {
	/** as seriesOf says it; not given: it takes place once */
	readonly series?: string
}

/**
 * What a change means to the patient; null: nothing to tell.
 *
 * @param before null: the appointment is new
 * @param after null: it was deleted, which to the patient is a cancellation
 * @param isConflict it took back what the patient had just changed: they hear what holds, even where that is what it was before
 * @param byPatient it was the patient who changed it last
 */
export function mailEvent(before: MailedState | null, after: MailedState | null, isConflict = false, byPatient = false): MailEvent | null {
	const from = before?.status ?? null
	const to = after?.status ?? 'CANCELLED'
	if (isConflict) return to === 'CANCELLED' ? 'conflictCancelled' : 'conflict'
	// it waits for approval (again)
	if (to === 'TENTATIVE' && (from === null || from === 'CANCELLED')) return 'requested'
	if (to === 'CONFIRMED' && from !== 'CONFIRMED') return 'confirmed'
	if (to === 'CANCELLED' && from !== 'CANCELLED' && byPatient) return 'withdrawn'
	if (to === 'CANCELLED') return from === 'TENTATIVE' ? 'rejected' : from === 'CONFIRMED' ? 'cancelled' : null
	if (before === null || after === null) return null
	const isMoved = before.start !== after.start || before.end !== after.end
	// only patients make a request of what was confirmed, by moving it
	if (isMoved && to === 'TENTATIVE' && (from === 'CONFIRMED' || byPatient)) return 'rescheduleRequested'
	if (from !== to) return null
	if (isMoved) return byPatient ? 'rescheduled' : 'moved'
	const isSame = before.location === after.location && before.fields['appointmentType'] === after.fields['appointmentType'] && (before.series ?? '') === (after.series ?? '')
	return isSame ? null : 'changed'
}
