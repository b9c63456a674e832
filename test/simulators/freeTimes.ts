// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { freeSlots, minute } from '../conformance/fixtures.ts'
import type { Doctor } from './patients.ts'

/** How many are chosen before the server is asked again; so many are not chosen again meanwhile, whoever they were chosen for. */
const kept = 40

interface Calendar {
	/** of which starts are to be had, by type */
	readonly left: Map<string, Promise<number[]>>
	readonly given: { readonly start: number; readonly end: number }[]
	/** number of given ones at which the server is asked again */
	again: number
}

/** Free starts of the doctors' calendars, asked for now and then, each given to one only. */
export class FreeTimes {
	private readonly calendars = new Map<string, Calendar>()

	/** A start that is free: the nth, over and over. */
	async take({ calendar, type }: Doctor, nth: number): Promise<number> {
		const known = this.calendars.get(calendar) ?? { left: new Map<string, Promise<number[]>>(), given: [], again: kept }
		this.calendars.set(calendar, known)
		if (known.given.length >= known.again) {
			known.again = known.given.length + kept
			known.left.clear()
		}
		const asked = known.left.get(type.code) ?? freeSlots(calendar, type)
		known.left.set(type.code, asked)
		const all = await asked
		// nothing is waited for from here on: nobody else is given the same
		const length = type.durationMinutes * minute
		const last = known.given.slice(-2 * kept)
		const free = all.filter((start) => !last.some((other) => start < other.end && other.start < start + length))
		const start = free[nth % free.length]
		if (start === undefined) throw new Error(`no free slot is left in ${calendar}`)
		known.given.push({ start, end: start + length })
		return start
	}

	/** Somebody came first since the server was asked: it must not offer that start any more. */
	async gone({ calendar, type }: Doctor, start: number): Promise<void> {
		this.calendars.get(calendar)?.left.clear()
		expect(await freeSlots(calendar, type), 'a time that was refused').not.toContain(start)
	}
}
