// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarEntry } from '../appointment/appointment.ts'
import type { MailEvent } from '../contract/texts.ts'

/** What of an appointment decides about mails. */
export type MailedState = Pick<CalendarEntry, 'status' | 'start' | 'end' | 'location' | 'fields'>

/**
 * What a change means to the patient; null: nothing to tell.
 *
 * @param before null: the appointment is new
 * @param after null: it was deleted, which to the patient is a cancellation
 * @param isConflict it took back what the patient had just changed: they hear what holds, even where that is what it was before
 */
export function mailEvent(before: MailedState | null, after: MailedState | null, isConflict = false): MailEvent | null {
	const from = before?.status ?? null
	const to = after?.status ?? 'CANCELLED'
	if (isConflict) return to === 'CANCELLED' ? 'conflictCancelled' : 'conflict'
	if (to === 'TENTATIVE' && from === null) return 'requested'
	if (to === 'CONFIRMED' && from !== 'CONFIRMED') return 'confirmed'
	if (to === 'CANCELLED') return from === 'TENTATIVE' ? 'rejected' : from === 'CONFIRMED' ? 'cancelled' : null
	if (before === null || after === null || from !== to) return null
	if (before.start !== after.start || before.end !== after.end) return 'moved'
	return before.location !== after.location || before.fields['appointmentType'] !== after.fields['appointmentType'] ? 'changed' : null
}
