// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CalendarApi, EventInput } from '@fullcalendar/core'

/** With more changes than these, the grid is better given all entries anew. */
const few = 20
/** With more entries than these, they are shown part by part, a frame each, so that a key is answered at once. */
const many = 120
const parts = 3
const day = 86_400_000

/** Which entries the grid has: where few of them change, the others stay as they are drawn. */
export interface DrawnEvents {
	/** ids of the sources that the grid fetches them from: what lies behind the entries, and a part of the entries each */
	readonly sources: readonly string[]
	/** what a source has now */
	of(source: string, events: readonly EventInput[]): EventInput[]
	/**
	 * @param events those that are the same objects as before haven't changed
	 * @param turn shows other days; null: they stay
	 */
	draw(api: CalendarApi, events: readonly EventInput[], turn: (() => void) | null): void
}

export function createDrawnEvents(): DrawnEvents {
	const sources = ['behind', ...Array.from({ length: parts }, (_, part) => `entries-${part}`)]
	let before = new Map<string, EventInput>()
	let waiting: ReturnType<typeof setTimeout> | null = null
	/** how many of the sources show what they have */
	let open = sources.length

	const refetch = (api: CalendarApi, source: string | undefined): void => { if (source !== undefined) api.getEventSourceById(source)?.refetch() }

	/** One source more with each frame. */
	function next(api: CalendarApi): void {
		waiting = setTimeout(() => requestAnimationFrame(() => {
			waiting = setTimeout(() => {
				refetch(api, sources[open++])
				if (open < sources.length) next(api)
				else waiting = null
			})
		}))
	}
	function begin(api: CalendarApi): void {
		if (waiting !== null) clearTimeout(waiting)
		open = 1
		next(api)
	}

	return {
		sources,
		of: (source, events) => sources.indexOf(source) < open ? events.filter((event) => sourceOf(event) === source) : [],
		draw(api, events, turn) {
			const now = new Map(events.map((event) => [event.id ?? '', event]))
			const gone = [...before.keys()].filter((id) => !now.has(id))
			const changed = events.filter((event) => before.get(event.id ?? '') !== event)
			const changes = gone.length + changed.length
			before = now
			if (events.length > many && (turn !== null || changes > many)) begin(api)
			// the grid asks by itself when it is turned, but not always
			turn?.()
			if (turn !== null || waiting !== null || changes > few) return api.refetchEvents()
			for (const id of [...gone, ...changed.map((event) => event.id ?? '')]) api.getEventById(id)?.remove()
			for (const event of changed) api.addEvent(event, sourceOf(event))
		},
	}
}

/** By day and calendar, so that a part fills columns. */
function sourceOf({ display, start, resourceId }: EventInput): string {
	if (display === 'background') return 'behind'
	const number = Math.floor(new Date(start as Date | string).getTime() / day)
	const calendar = [...resourceId ?? ''].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
	return `entries-${(number + calendar) % parts}`
}
