// SPDX-License-Identifier: AGPL-3.0-or-later
import { nearestSlots, type SlotType } from '@sprechstunde/core'
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { fetchFreeWindows } from '../../services/freeWindows.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import { practiceZone } from '../../services/session.ts'
import type { Catalog } from '../../types.ts'
import { slotsIn, type Slot } from '../slots/layout.ts'
import type { Place } from './gridEvents.ts'

const day = 86_400_000
/** how far around the wanted time something is looked for */
const reach = { before: 14 * day, after: 42 * day }

export interface Alternatives {
	/** the nearest first */
	readonly slots: ShallowRef<readonly Slot[]>
	readonly loading: Ref<boolean>
	readonly problem: ShallowRef<Problem | null>
}

/** As long as the place, with the buffers of the appointment's type. */
export function slotTypeOf(catalog: Catalog, code: string | undefined, place: Place): SlotType {
	const type = catalog.appointmentTypes.find((one) => one.code === code)
	return {
		durationMinutes: Math.max(1, Math.round((place.end - place.start) / 60_000)),
		bufferBeforeMinutes: type?.bufferBeforeMinutes ?? 0,
		bufferAfterMinutes: type?.bufferAfterMinutes ?? 0,
	}
}

/** The free slots of the same calendar that are nearest to a place; asked for when there is one. */
export function useAlternatives(catalog: Catalog, wanted: () => { readonly place: Place, readonly type: string | undefined } | null): Alternatives {
	const slots = shallowRef<readonly Slot[]>([])
	const loading = ref(false)
	const problem = shallowRef<Problem | null>(null)
	let question = 0

	watch(wanted, async (now) => {
		const mine = ++question
		slots.value = []
		problem.value = null
		if (now === null) return
		loading.value = true
		try {
			const { place, type } = now
			const from = Math.max(Date.now(), place.start - reach.before)
			const windows = await fetchFreeWindows(from, Math.max(from, place.start) + reach.after)
			if (mine !== question) return
			const free = slotsIn(windows, [place.calendar], slotTypeOf(catalog, type, place), { minutes: catalog.booking.gridMinutes, zone: practiceZone() })
			slots.value = nearestSlots(free, place.start).map((slot) => ({ ...slot, calendar: place.calendar }))
		} catch (error) {
			if (mine === question) problem.value = problemOf(error)
		} finally {
			if (mine === question) loading.value = false
		}
	}, { immediate: true })

	return { slots, loading, problem }
}
