// SPDX-License-Identifier: GPL-3.0-or-later
import type { WebhookEvent } from '../practice/webhooks.ts'

/** An appointment as far as events go; instants in epoch milliseconds. */
export interface EventState {
	readonly status: string
	readonly start: number
	readonly end: number
	/** id in the practice configuration */
	readonly calendar: string
}

/**
 * Which events a change of an appointment is, the most telling first: a listener hears of the first it wants.
 *
 * @param before null: it is new
 * @param after null: it was deleted
 */
export function changeEvents(before: EventState | null, after: EventState | null): WebhookEvent[] {
	if (before === null || after === null) return before === after ? [] : [before === null ? 'created' : 'deleted']
	const isNew = before.status !== after.status
	return [
		...(isNew && after.status === 'CANCELLED' ? ['cancelled' as const] : []),
		...(isNew && before.status === 'TENTATIVE' && after.status === 'CONFIRMED' ? ['approved' as const] : []),
		...(before.start !== after.start || before.end !== after.end || before.calendar !== after.calendar ? ['moved' as const] : []),
		'changed',
	]
}
