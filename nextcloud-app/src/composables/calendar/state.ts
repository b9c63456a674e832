// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays, dayOf, instantOfDay, type Interval } from '@sprechstunde/core'
import { computed, type ComputedRef, type Ref } from 'vue'
import type { DateFormatter } from '../../format/dates.ts'
import { weekLabel, weekNumber } from '../../format/weeks.ts'
import { locale, t } from '../../l10n.ts'
import { practiceZone } from '../../services/session.ts'
import type { Catalog, CatalogCalendar } from '../../types.ts'
import { mondayOf } from '../slots/layout.ts'
import { useCalendarAddress, type CalendarAddress, type View } from './address.ts'
import { calendarsToShow, toggled } from './shownCalendars.ts'

/** narrower, there is room for one calendar only */
const phoneWidth = 600
const workdays = 5

/** What the calendar shows: which days of which calendars, and how. */
export interface CalendarState {
	readonly address: CalendarAddress
	/** as on a phone: room for one calendar */
	readonly narrow: ComputedRef<boolean>
	readonly views: ComputedRef<readonly View[]>
	readonly view: ComputedRef<View>
	readonly range: ComputedRef<Interval>
	readonly title: ComputedRef<string>
	readonly all: ComputedRef<readonly CatalogCalendar[]>
	readonly shown: ComputedRef<readonly CatalogCalendar[]>
	today(): void
	step(steps: 1 | -1): void
	/** shows a calendar, or no longer */
	toggle(id: string): void
	/** makes sure that a day and a calendar are in sight */
	reveal(day: string, calendar: string): void
}

/** @param width of the page in CSS pixels */
export function useCalendarState(catalog: Readonly<Ref<Catalog | null>>, width: Readonly<Ref<number>>, formatter: DateFormatter): CalendarState {
	const address = useCalendarAddress()
	const narrow = computed(() => width.value < phoneWidth)
	const views = computed((): readonly View[] => narrow.value ? ['day', 'list'] : ['day', 'week', 'list'])
	const view = computed((): View => {
		const wanted = address.view.value ?? (narrow.value ? 'day' : 'week')
		return narrow.value && wanted === 'week' ? 'list' : wanted
	})
	const first = computed(() => view.value === 'day' ? address.day.value : mondayOf(address.day.value))
	const range = computed((): Interval => ({
		start: instantOfDay(first.value, 0, practiceZone()),
		end: instantOfDay(addDays(first.value, view.value === 'day' ? 1 : 7), 0, practiceZone()),
	}))
	const all = computed(() => catalog.value?.calendars ?? [])
	const single = computed(() => narrow.value && view.value === 'day')
	const shown = computed(() => {
		const found = calendarsToShow(all.value, address.shown.value, view.value === 'week' ? workdays : 1, view.value === 'list' ? Infinity : width.value)
		return single.value ? found.slice(0, 1) : found
	})
	return {
		address, narrow, views, view, range, all, shown,
		title: computed(() => view.value === 'day' ? formatter.day(new Date(range.value.start)) : `${weekLabel(locale(), first.value)} · ${t('week {number}', { number: weekNumber(first.value) })}`),
		today: () => address.set({ day: dayOf(Date.now(), practiceZone()) }),
		step: (steps) => address.set({ day: addDays(address.day.value, steps * (view.value === 'day' ? 1 : 7)) }),
		toggle: (id) => address.set({ shown: toggled(shown.value.map((one) => one.id), id, single.value) }),
		reveal(day, calendar) {
			const ids = shown.value.map(({ id }) => id)
			address.set({ day, ...(ids.includes(calendar) ? {} : { shown: single.value ? [calendar] : [...ids, calendar] }) })
		},
	}
}
