// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CalendarApi, EventInput } from '@fullcalendar/core'

/** With more changes than these, the grid is better given all entries anew. */
const few = 20
/** With more entries than these, they are shown after the days, part by part and a frame each, so that a key is answered at once. */
const many = 40
/** Entries of a part, about, and the most parts there are. */
const atOnce = 90
const parts = 5
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
	/** the part of each column, from left to right; new ones join the first */
	let columns = new Map<string, number>()
	const sourceOf = (event: EventInput): string => event.display === 'background' ? 'behind' : `entries-${columns.get(columnOf(event)) ?? 0}`
	function share(events: readonly EventInput[]): void {
		const entries = events.filter(({ display }) => display !== 'background')
		const named = [...new Set(entries.map(columnOf))].sort()
		const count = Math.min(parts, named.length, Math.ceil(entries.length / atOnce))
		columns = new Map(named.map((column, index) => [column, Math.floor(index * count / named.length)]))
		used = 1 + count
	}
	let waiting: ReturnType<typeof setTimeout> | null = null
	/** how many of the sources show what they have, and how many there is something for */
	let open = sources.length
	let used = sources.length

	const refetch = (api: CalendarApi, source: string | undefined): void => { if (source !== undefined) api.getEventSourceById(source)?.refetch() }

	/** One source more with each frame. */
	function next(api: CalendarApi): void {
		waiting = setTimeout(() => requestAnimationFrame(() => {
			waiting = setTimeout(() => {
				refetch(api, sources[open++])
				if (open < used) return next(api)
				open = sources.length
				waiting = null
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
			if (events.length > many && (turn !== null || changes > many)) {
				share(events)
				begin(api)
			}
			// the grid asks by itself when it is turned, but not always
			turn?.()
			if (turn !== null || waiting !== null || changes > few) return api.refetchEvents()
			for (const id of [...gone, ...changed.map((event) => event.id ?? '')]) api.getEventById(id)?.remove()
			for (const event of changed) api.addEvent(event, sourceOf(event))
		},
	}
}

/** Day and calendar; as texts they sort as the days do. */
function columnOf({ start, resourceId }: EventInput): string {
	return `${String(Math.floor(new Date(start as Date | string).getTime() / day)).padStart(9, '0')} ${resourceId ?? ''}`
}
