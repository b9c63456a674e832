// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays, dayOf, instantOfDay } from '@sprechstunde/core'
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { fetchFreeWindows, type FreeWindow } from '../../services/freeWindows.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import type { Catalog } from '../../types.ts'
import { sameSlot, slotsIn, type Slot } from '../slots/layout.ts'
import { instantsOf, type Draft } from './draft.ts'
import { nextFree } from './nextFree.ts'

/** Days that are asked for at first; where nothing is free in them, all that one question may be about. */
const fewDays = 21
const manyDays = 62

/** How the time is found: chosen from the free slots, or typed. */
export interface TimeChoice {
	/** id; '': any that offers the type */
	readonly calendar: string
	readonly manual: boolean
	readonly picked: Slot | null
}

export interface BookingTime {
	readonly choice: ShallowRef<TimeChoice>
	/** the next free slots */
	readonly offers: ComputedRef<readonly Slot[]>
	readonly loading: Ref<boolean>
	/** why there are no offers */
	readonly problem: ShallowRef<Problem | null>
	/** where the appointment would be stored now; null where that is open */
	readonly place: ComputedRef<Slot | null>
	/** something else stands in the time that was typed, or nobody is there */
	readonly isTaken: ComputedRef<boolean>
	choose(values: Partial<TimeChoice>): void
	refresh(): Promise<void>
	/** asks once more about the slot that was chosen: what came in since it was offered would be double-booked unasked */
	isStillFree(): Promise<boolean>
}

/** The time of a new appointment. `draft`: the form, with a typed time and the type's code. */
export function createBookingTime(catalog: Catalog, draft: Readonly<Ref<Draft>>, begin: Pick<TimeChoice, 'calendar' | 'manual'>): BookingTime {
	const zone = catalog.practice.timeZone
	const choice = shallowRef<TimeChoice>({ ...begin, picked: null })
	const windows = shallowRef<readonly FreeWindow[]>([])
	const loading = ref(false)
	const problem = shallowRef<Problem | null>(null)

	const type = computed(() => catalog.appointmentTypes.find(({ code }) => code === draft.value.appointmentType))
	const calendar = computed(() => choice.value.calendar)
	const calendars = computed(() => catalog.calendars
		.filter(({ id, types }) => calendar.value === '' ? types.includes(type.value?.code ?? '') : id === calendar.value)
		.map(({ id }) => id))
	const slots = computed(() => type.value === undefined ? [] : slotsIn(windows.value, calendars.value, type.value, { minutes: catalog.booking.gridMinutes, zone }))
	const offers = computed(() => nextFree(slots.value, zone))
	const place = computed<Slot | null>(() => {
		if (!choice.value.manual) return choice.value.picked
		const time = instantsOf(draft.value, zone)
		return time === null || choice.value.calendar === '' ? null : { calendar: choice.value.calendar, ...time }
	})
	const isTaken = computed(() => choice.value.manual && place.value !== null && place.value.end > place.value.start
		&& !loading.value && problem.value === null && !isFree(place.value, windows.value))

	function choose(values: Partial<TimeChoice>): void {
		choice.value = { ...choice.value, ...values }
	}

	let question = 0
	/** What is free: on the day that was typed, else from now on. */
	async function refresh(): Promise<void> {
		const mine = ++question
		const { manual } = choice.value
		const day = manual ? draft.value.day ?? '' : dayOf(Date.now(), zone)
		if (Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return
		loading.value = true
		try {
			for (const days of manual ? [1] : [fewDays, manyDays]) {
				const found = await ask(day, days)
				if (mine !== question) return
				windows.value = found.filter((window) => window.end > Date.now())
				if (offers.value.length > 0) break
			}
			problem.value = null
		} catch (error) {
			if (mine === question) problem.value = problemOf(error)
		}
		if (mine === question) loading.value = false
	}
	function ask(day: string, days: number): Promise<readonly FreeWindow[]> {
		return fetchFreeWindows(instantOfDay(day, 0, zone), instantOfDay(addDays(day, days), 0, zone))
	}

	watch(() => choice.value.manual ? draft.value.day : '', () => void refresh(), { immediate: true })
	// the first offer is the one that Enter takes
	watch(offers, ([first = null]) => {
		const { picked } = choice.value
		const isThere = picked !== null && slots.value.some((slot) => sameSlot(slot, picked))
		if (!isThere && picked !== first) choose({ picked: first })
	}, { immediate: true })

	return {
		choice, offers, loading, problem, place, isTaken, choose, refresh,
		isStillFree: async () => {
			const slot = place.value
			if (slot === null) return false
			// without an answer the server's own check of the write is what is left
			const found = await ask(dayOf(slot.start, zone), 1).catch(() => null)
			return found === null || isFree(slot, found)
		},
	}
}

function isFree(slot: Slot, windows: readonly FreeWindow[]): boolean {
	return windows.some(({ calendar, start, end }) => calendar === slot.calendar && start <= slot.start && slot.end <= end)
}
