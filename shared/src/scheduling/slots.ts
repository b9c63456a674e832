// SPDX-License-Identifier: GPL-3.0-or-later
import type { AppointmentType } from '../practice/practice.ts'
import type { Interval } from './interval.ts'
import { minuteOfDay } from './zonedTime.ts'

export type SlotType = Pick<AppointmentType, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>

const minute = 60000

/**
 * Lays an appointment type's slots into free windows: each starts on the grid of the local wall clock and lies with its
 * buffers in one window. The slots themselves are returned without buffers; they may overlap each other.
 */
export function layoutSlots(type: SlotType, windows: readonly Interval[], gridMinutes: number, zone: string): Interval[] {
	const slots: Interval[] = []
	for (const free of windows) {
		const last = free.end - (type.durationMinutes + type.bufferAfterMinutes) * minute
		let start = onGrid(free.start + type.bufferBeforeMinutes * minute, gridMinutes, zone)
		while (start <= last) {
			slots.push({ start, end: start + type.durationMinutes * minute })
			start = onGrid(start + minute, gridMinutes, zone)
		}
	}
	return slots
}

/** The first instant at or after `instant` that is on the grid. */
function onGrid(instant: number, gridMinutes: number, zone: string): number {
	let start = Math.ceil(instant / minute) * minute
	for (let surplus = minuteOfDay(start, zone) % gridMinutes; surplus !== 0; surplus = minuteOfDay(start, zone) % gridMinutes) {
		start += (gridMinutes - surplus) * minute
	}
	return start
}
