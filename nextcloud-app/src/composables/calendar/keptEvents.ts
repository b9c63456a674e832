// SPDX-License-Identifier: AGPL-3.0-or-later
import { StandardEvent, type Seg } from '@fullcalendar/core/internal'

let isKept = false

/**
 * With each change of one entry FullCalendar cuts all of them into their columns anew, and takes each piece for another one, since what it
 * wraps them in is. What they are made of stays the same object for as long as nothing has changed, so that is compared; hundreds of entries
 * are not drawn again then. Applies to all its grids, from the first call on.
 */
export function keepEvents(): void {
	if (isKept) return
	isKept = true
	StandardEvent.addPropsEquality({ seg: isSamePiece })
}

/** Of its wrapping only `ui` is left out: made of the entry and of options that never change here. */
export function isSamePiece({ eventRange: one, ...place }: Seg, { eventRange: other, ...otherPlace }: Seg): boolean {
	if (one === undefined || other === undefined) return one === other && isSame(place, otherPlace)
	return one.def === other.def && one.instance === other.instance && one.isStart === other.isStart && one.isEnd === other.isEnd
		&& isSame(one.range, other.range) && isSame(place, otherPlace)
}

/** Dates by their time. */
function isSame(one: object, other: object): boolean {
	const [entries, others] = [Object.entries(one), Object.entries(other)]
	return entries.length === others.length && entries.every(([name, value]) => {
		const theirs: unknown = Reflect.get(other, name)
		return value === theirs || value instanceof Date && theirs instanceof Date && value.getTime() === theirs.getTime()
	})
}
