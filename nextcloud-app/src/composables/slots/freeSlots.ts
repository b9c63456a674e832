// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays, dayOf, instantOfDay, type SlotType } from '@sprechstunde/core'
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { fetchFreeWindows, type FreeWindow } from '../../services/freeWindows.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import type { Catalog } from '../../types.ts'
import { mondayOf, slotsIn, weekOf, type Slot, type SlotDay } from './layout.ts'

/** One question; the server allows a few days more. */
const daysAtOnce = 56

export interface FreeSlotsOptions {
	readonly catalog: Catalog
	readonly type: SlotType
	/** ids of the calendars whose slots count */
	readonly calendars: Readonly<Ref<readonly string[]>>
	/** the appointment's place, where one is moved */
	readonly own: Slot | null
	/** the day to begin with, YYYY-MM-DD */
	readonly day: string
	/** changes with every appointment: what is free is asked for anew */
	readonly revision: Readonly<Ref<string | null>>
}

export interface FreeSlots {
	/** Monday of the week on show */
	readonly monday: Ref<string>
	readonly days: ComputedRef<readonly SlotDay[]>
	/** first free one after the week on show; null where none is known */
	readonly next: ComputedRef<Slot | null>
	readonly loading: Ref<boolean>
	readonly problem: ShallowRef<Problem | null>
	readonly hasEarlier: ComputedRef<boolean>
	readonly hasLater: ComputedRef<boolean>
	/** other weeks, or that of a day */
	turn(weeks: 1 | -1): void
	show(day: string): void
	retry(): Promise<void>
}

/** Free slots week by week; asks for eight weeks at once, and again when an appointment changes. */
export function useFreeSlots({ catalog, type, calendars, own, day, revision }: FreeSlotsOptions): FreeSlots {
	const zone = catalog.practice.timeZone
	const today = dayOf(Date.now(), zone)
	const end = addDays(today, catalog.booking.horizonDays + 1)
	const windows = shallowRef<readonly FreeWindow[]>([])
	const problem = shallowRef<Problem | null>(null)
	const loading = ref(false)
	const monday = ref(mondayOf(day < today ? today : day))
	/** exclusive end of what is known */
	let known = today
	let question = 0

	const slots = computed(() => slotsIn(windows.value, calendars.value, type, { minutes: catalog.booking.gridMinutes, zone }, own).filter((slot) => slot.start >= Date.now()))
	const days = computed(() => weekOf(slots.value, monday.value, zone))
	const next = computed(() => slots.value.find((slot) => dayOf(slot.start, zone) >= addDays(monday.value, 7)) ?? null)

	/** Up to the end of the week on show and, where that has nothing free, further. */
	async function extend(): Promise<void> {
		const mine = ++question
		loading.value = true
		try {
			while (known < end && (known < addDays(monday.value, 7) || !slots.value.some((slot) => dayOf(slot.start, zone) >= monday.value))) {
				const [from, to] = [known, addDays(known, daysAtOnce)]
				const more = await fetchFreeWindows(instantOfDay(from, 0, zone), instantOfDay(to, 0, zone))
				if (mine !== question) return
				windows.value = [...windows.value, ...more]
				known = to
			}
			problem.value = null
		} catch (error) {
			if (mine === question) problem.value = problemOf(error)
		} finally {
			if (mine === question) loading.value = false
		}
	}
	/** What is shown stays until the answer is there. */
	async function renew(): Promise<void> {
		const mine = ++question
		try {
			const fresh = await fetchFreeWindows(instantOfDay(today, 0, zone), instantOfDay(addDays(today, daysAtOnce), 0, zone))
			if (mine !== question) return
			windows.value = fresh
			known = addDays(today, daysAtOnce)
		} catch {
			// the next change, or the server's verdict on the slot, tells
		}
		if (mine === question) await extend()
	}

	watch([monday, calendars], extend, { immediate: true })
	let seen = revision.value
	watch(revision, (now) => {
		if (now !== null && seen !== null && now !== seen) void renew()
		seen = now ?? seen
	})
	return {
		monday,
		days,
		next,
		loading,
		problem,
		hasEarlier: computed(() => monday.value > today),
		hasLater: computed(() => addDays(monday.value, 7) < end),
		turn: (weeks) => { monday.value = addDays(monday.value, 7 * weeks) },
		show: (wanted) => { monday.value = mondayOf(wanted) },
		retry: extend,
	}
}
