// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Hours, Weekday } from '@sprechstunde/core'
import { ref, type Ref } from 'vue'
import { joined, leastMinutes, minutesOf, timeOf, type WeeklyHours } from './hours.ts'

/** What the pointer is doing to the week. */
export interface Drag {
	readonly day: Weekday
	/** of the day's spans; null: a new one */
	readonly index: number | null
	readonly part: 'start' | 'end' | 'whole'
	/** minutes between the span's start and the place where it was taken */
	readonly grip: number
	/** as it would be if the pointer were let go now */
	readonly hours: Hours
	readonly moved: boolean
}

/** A point of the grid. */
export interface GridPoint {
	readonly day: Weekday
	readonly minutes: number
}

export interface WeekDrag {
	readonly drag: Ref<Drag | null>
	/** takes hold of a span, or begins a new one where there is none */
	begin(point: GridPoint, index: number | null, part: Drag['part']): void
	move(point: GridPoint): void
	/** the week with what was dragged; null where nothing was */
	end(): WeeklyHours | null
	cancel(): void
}

const snapped = (minutes: number): number => Math.round(minutes / leastMinutes) * leastMinutes
const floor = (minutes: number): number => Math.floor(minutes / leastMinutes) * leastMinutes

/** Dragging in a week, in quarters of an hour. */
export function useWeekDrag(week: () => WeeklyHours): WeekDrag {
	const drag = ref<Drag | null>(null)
	/** where a new span began */
	let anchor = 0
	/** day that a span is being carried away from */
	let origin: Weekday | null = null

	return {
		drag,
		begin({ day, minutes }, index, part) {
			const span = index === null ? undefined : week()[day]?.[index]
			anchor = floor(minutes)
			const hours = span ?? { start: timeOf(anchor), end: timeOf(anchor + leastMinutes) }
			drag.value = { day, index, part, grip: minutes - minutesOf(hours.start), hours, moved: false }
		},
		move({ day, minutes }) {
			const now = drag.value
			if (now === null) return
			const next = spanAt(now, minutes, anchor)
			const column = now.part === 'whole' && now.index !== null ? day : now.day
			if (column === now.day && next.start === now.hours.start && next.end === now.hours.end) return
			// the span leaves its day as it is until it is let go
			drag.value = { ...now, hours: next, moved: true, ...(column === now.day ? {} : { day: column, index: now.index }) }
			if (column !== now.day) origin ??= now.day
		},
		end() {
			const now = drag.value
			const from = origin ?? now?.day
			drag.value = null
			origin = null
			if (now === null || from === undefined || (!now.moved && now.index !== null)) return null
			const without = now.index === null ? week() : { ...week(), [from]: (week()[from] ?? []).filter((_, place) => place !== now.index) }
			return { ...without, [now.day]: joined([...(without[now.day] ?? []), now.hours]) }
		},
		cancel() {
			drag.value = null
			origin = null
		},
	}
}

function spanAt({ index, part, grip, hours }: Drag, minutes: number, anchor: number): Hours {
	const [start, end] = [minutesOf(hours.start), minutesOf(hours.end)]
	if (index === null) {
		const other = floor(minutes)
		return { start: timeOf(Math.min(anchor, other)), end: timeOf(Math.max(anchor, other) + leastMinutes) }
	}
	if (part === 'start') return { start: timeOf(Math.min(snapped(minutes), end - leastMinutes)), end: hours.end }
	if (part === 'end') return { start: hours.start, end: timeOf(Math.max(snapped(minutes), start + leastMinutes)) }
	const begin = Math.max(0, Math.min(snapped(minutes - grip), 1440 - (end - start)))
	return { start: timeOf(begin), end: timeOf(begin + end - start) }
}
