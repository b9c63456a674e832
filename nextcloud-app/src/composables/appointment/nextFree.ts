// SPDX-License-Identifier: AGPL-3.0-or-later
import { dayOf } from '@sprechstunde/core'
import type { Slot } from '../slots/layout.ts'

/** How many are offered at once, and on one day. */
export const offered = { inAll: 8, onOneDay: 4 }

/**
 * A few slots to name on the telephone: the next free ones, without those that overlap one named before, and not all on one day.
 *
 * @param slots by time
 * @param zone IANA name, of the practice
 */
export function nextFree(slots: readonly Slot[], zone: string): readonly Slot[] {
	const chosen: Slot[] = []
	const perDay = new Map<string, number>()
	for (const slot of slots) {
		const day = dayOf(slot.start, zone)
		const named = perDay.get(day) ?? 0
		if (named >= offered.onOneDay || chosen.some((other) => other.start < slot.end && slot.start < other.end)) continue
		perDay.set(day, named + 1)
		chosen.push(slot)
		if (chosen.length === offered.inAll) break
	}
	return chosen
}
