// SPDX-License-Identifier: AGPL-3.0-or-later
import type { DateFormatter } from '../../format/dates.ts'

/** A time in words; of whole days the first and the last one. Half-open, milliseconds since the epoch. */
export function placeText(formatter: DateFormatter, { start, end }: { readonly start: number, readonly end: number }, allDay: boolean): string {
	const [first, last] = [new Date(start), new Date(Math.max(start, end - 1))]
	if (!allDay) return `${formatter.shortDay(first)}, ${formatter.range(first, new Date(end))}`
	return formatter.localDate(first) === formatter.localDate(last) ? formatter.day(first) : `${formatter.shortDay(first)} – ${formatter.shortDay(last)}`
}
