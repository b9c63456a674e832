// SPDX-License-Identifier: AGPL-3.0-or-later
import { overlaps, subtract, type Interval } from '@sprechstunde/core'
import type { FreeWindow } from '../../services/freeWindows.ts'
import type { Catalog } from '../../types.ts'
import { slotsIn, type Slot } from '../slots/layout.ts'

/** An appointment that can't take place as it stands. */
export interface Affected {
	readonly href: string
	readonly etag: string
	readonly calendar: string
	readonly status: 'TENTATIVE' | 'CONFIRMED'
	readonly start: number
	readonly end: number
	readonly fields: Readonly<Record<string, string>>
	readonly summary: string
	/** repeats: it is changed in the calendar, occurrence by occurrence */
	readonly series: boolean
}

/** What becomes of it. */
export type Plan = { readonly kind: 'cancel' } | { readonly kind: 'move', readonly slot: Slot } | { readonly kind: 'keep' }

/** When a calendar is out of action. */
export interface Absence extends Interval {
	readonly calendar: string
}

/**
 * A free slot for each, the first appointment first, no slot twice; who finds none isn't in the answer.
 *
 * @param others whether other calendars that offer the type count
 */
export function proposeSlots(affected: readonly Affected[], windows: readonly FreeWindow[], absence: Absence, catalog: Catalog, others: boolean): ReadonlyMap<string, Slot> {
	const grid = { minutes: catalog.booking.gridMinutes, zone: catalog.practice.timeZone }
	const proposed = new Map<string, Slot>()
	let free = windows.flatMap((window) => window.calendar === absence.calendar && overlaps(window, absence) ? cut(window, absence) : [window])
	for (const one of [...affected].sort((a, b) => a.start - b.start)) {
		const type = catalog.appointmentTypes.find(({ code }) => code === one.fields.appointmentType)
		const [before, after] = [type?.bufferBeforeMinutes ?? 0, type?.bufferAfterMinutes ?? 0]
		const length = { durationMinutes: Math.round((one.end - one.start) / 60_000), bufferBeforeMinutes: before, bufferAfterMinutes: after }
		const calendars = catalog.calendars.filter(({ id, types }) => id === one.calendar || (others && types.includes(one.fields.appointmentType ?? ''))).map(({ id }) => id)
		const slot = one.series ? undefined : slotsIn(free, calendars, length, grid)[0]
		if (slot === undefined) continue
		proposed.set(one.href, slot)
		const taken = { start: slot.start - before * 60_000, end: slot.end + after * 60_000 }
		free = free.flatMap((window) => window.calendar === slot.calendar && overlaps(window, taken) ? cut(window, taken) : [window])
	}
	return proposed
}

function cut(window: FreeWindow, taken: Interval): FreeWindow[] {
	return subtract([window], [taken]).map((rest) => ({ calendar: window.calendar, ...rest }))
}
