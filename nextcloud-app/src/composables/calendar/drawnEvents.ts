// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CalendarApi, EventInput } from '@fullcalendar/core'

/** With more changes than these, the grid is better given all entries anew. */
const few = 20
/** With more entries than these, other days are shown first and their entries in the next frame, so that a key is answered at once. */
const many = 120

/** Which entries the grid has: where few of them change, the others stay as they are drawn. */
export interface DrawnEvents {
	/** id of the source that the grid fetches them from */
	readonly source: string
	/** what the grid gets that asks for all: only what lies behind the entries, while the days are turned */
	now(events: readonly EventInput[]): EventInput[]
	/**
	 * @param events those that are the same objects as before haven't changed
	 * @param turned whether other days are shown
	 */
	draw(api: CalendarApi, events: readonly EventInput[], turned: boolean): void
}

export function createDrawnEvents(): DrawnEvents {
	const source = 'entries'
	let before = new Map<string, EventInput>()
	let turning: ReturnType<typeof setTimeout> | null = null

	/** After the next frame. */
	function later(api: CalendarApi): void {
		if (turning !== null) clearTimeout(turning)
		turning = setTimeout(() => requestAnimationFrame(() => setTimeout(() => {
			turning = null
			api.refetchEvents()
		})))
	}

	return {
		source,
		now: (events) => events.filter(({ display }) => turning === null || display === 'background'),
		draw(api, events, turned) {
			const now = new Map(events.map((event) => [event.id ?? '', event]))
			const gone = [...before.keys()].filter((id) => !now.has(id))
			const changed = events.filter((event) => before.get(event.id ?? '') !== event)
			before = now
			if (turned && events.length > many) later(api)
			if (turned || turning !== null || gone.length + changed.length > few) return api.refetchEvents()
			for (const id of [...gone, ...changed.map((event) => event.id ?? '')]) api.getEventById(id)?.remove()
			for (const event of changed) api.addEvent(event, source)
		},
	}
}
