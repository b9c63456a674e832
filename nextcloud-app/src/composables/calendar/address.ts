// SPDX-License-Identifier: AGPL-3.0-or-later
import { dayOf } from '@sprechstunde/core'
import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { practiceZone } from '../../services/session.ts'

export const views = ['day', 'week', 'list'] as const
export type View = typeof views[number]

const remembered = 'sprechstunde-calendar'

export interface CalendarAddress {
	/** `YYYY-MM-DD` */
	readonly day: ComputedRef<string>
	/** null: as the window's width suggests */
	readonly view: ComputedRef<View | null>
	/** ids of the calendars to be shown; null: as many as there is room for */
	readonly shown: ComputedRef<readonly string[] | null>
	set(change: { readonly day?: string, readonly view?: View, readonly shown?: readonly string[] | null }): void
}

/** What the calendar shows, in the page's address. View and calendars are remembered in this browser; no address names a patient. */
export function useCalendarAddress(): CalendarAddress {
	const [route, router] = [useRoute(), useRouter()]
	const recall = recalled()
	const one = (name: string): string | null => typeof route.query[name] === 'string' ? route.query[name] : null
	const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
	const view = computed(() => views.find((name) => name === (one('view') ?? recall.view)) ?? null)
	const shown = computed(() => {
		const ids = one('doctors') ?? recall.shown
		return ids === null || ids === '' ? null : ids.split(',')
	})
	/** of an address that the router has not reached yet: two keys may follow each other faster */
	let pending: LocationQueryRaw | null = null
	const today = (): string => dayOf(Date.now(), practiceZone())
	return {
		day: computed(() => isDay(one('day') ?? '') ? one('day') as string : today()),
		view,
		shown,
		set(change) {
			if (change.view !== undefined) recall.view = change.view
			if (change.shown !== undefined) recall.shown = change.shown?.join(',') ?? null
			try {
				localStorage.setItem(remembered, JSON.stringify(recall))
			} catch { /* a browser that stores nothing still shows the calendar */ }
			const query: LocationQueryRaw = pending = {
				...pending ?? route.query,
				...change.day === undefined ? {} : { day: change.day },
				...change.view === undefined ? {} : { view: change.view },
				...change.shown === undefined ? {} : { doctors: change.shown?.join(',') },
			}
			void router.replace({ query }).finally(() => { if (pending === query) pending = null })
		},
	}
}

function recalled(): { view: string | null, shown: string | null } {
	try {
		const { view = null, shown = null } = JSON.parse(localStorage.getItem(remembered) ?? '{}') as { view?: string | null, shown?: string | null }
		return { view, shown }
	} catch {
		return { view: null, shown: null }
	}
}
