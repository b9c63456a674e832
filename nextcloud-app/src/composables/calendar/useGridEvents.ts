// SPDX-License-Identifier: AGPL-3.0-or-later
import type { EventInput } from '@fullcalendar/core'
import { dayOf } from '@sprechstunde/core'
import { computed, type ComputedRef, type Ref } from 'vue'
import { practiceZone } from '../../services/session.ts'
import type { Catalog } from '../../types.ts'
import type { Slot } from '../slots/layout.ts'
import { closedEvents, foundEvent, gridEvent, type Place } from './gridEvents.ts'
import { daysOf, hoursToShow, idleWeekdays } from './hours.ts'
import type { CalendarItem } from './objects.ts'
import { doubleBookings } from './overlaps.ts'
import type { CalendarState } from './state.ts'

export interface GridEventsOptions {
	readonly catalog: Readonly<Ref<Catalog | null>>
	readonly state: CalendarState
	readonly items: Readonly<Ref<readonly CalendarItem[]>>
	/** where items stand whose change is on its way */
	readonly previews: ReadonlyMap<string, Place>
	readonly showCancelled: Readonly<Ref<boolean>>
	/** a free slot that was looked for */
	readonly found: Readonly<Ref<Slot | null>>
}

export interface GridEvents {
	readonly events: ComputedRef<readonly EventInput[]>
	readonly hours: ComputedRef<{ readonly first: number, readonly last: number }>
	/** of the week, 0: Sunday */
	readonly hiddenDays: ComputedRef<readonly number[]>
	/** by id, others at the same time */
	readonly doubled: ComputedRef<ReadonlyMap<string, readonly CalendarItem[]>>
}

/** What the grid shows, made of what is known. */
export function useGridEvents({ catalog, state: { range, shown }, items, previews, showCancelled, found }: GridEventsOptions): GridEvents {
	const visible = computed(() => showCancelled.value ? items.value : items.value.filter(({ entry }) => entry.status !== 'CANCELLED'))
	const doubled = computed(() => doubleBookings(items.value))
	const days = computed(() => daysOf(range.value))
	const busyDays = computed(() => new Set([...visible.value.map(({ entry }) => dayOf(entry.start, practiceZone())), ...found.value === null ? [] : [dayOf(found.value.start, practiceZone())]]))
	const closed = computed(() => closedEvents(shown.value, range.value))
	const highlight = computed(() => found.value === null ? [] : [foundEvent(found.value)])
	/** what was made of an item stays the same object for as long as nothing about it changes */
	const made = new WeakMap<CalendarItem, { readonly known: Catalog, readonly preview: Place | undefined, readonly isDoubled: boolean, readonly event: EventInput }>()
	function eventOf(known: Catalog, item: CalendarItem): EventInput {
		const [preview, isDoubled, before] = [previews.get(item.id), doubled.value.has(item.id), made.get(item)]
		if (before !== undefined && before.known === known && before.preview === preview && before.isDoubled === isDoubled) return before.event
		const event = gridEvent(known, item, preview ?? { calendar: item.calendar, start: item.entry.start, end: item.entry.end }, isDoubled)
		made.set(item, { known, preview, isDoubled, event })
		return event
	}
	const events = computed((): EventInput[] => {
		const known = catalog.value
		return known === null ? [] : [...closed.value, ...highlight.value, ...visible.value.map((item) => eventOf(known, item))]
	})
	return {
		events,
		doubled,
		hours: computed(() => hoursToShow(shown.value, days.value, visible.value.filter(({ entry }) => !entry.allDay).map(({ entry }) => entry))),
		hiddenDays: computed(() => idleWeekdays(shown.value, days.value, busyDays.value)),
	}
}
