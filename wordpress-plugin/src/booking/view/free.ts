// SPDX-License-Identifier: GPL-3.0-or-later
import { dayOf, instantOfDay } from '@sprechstunde/core/slots'
import { fetchFree } from './api.ts'
import type { Config } from './model.ts'
import { rangeToAsk } from './slots.ts'
import type { Action, State } from './state.ts'
import { slotsOnOffer } from './steps/slot.ts'

/**
 * Asks for free time as far as the choice of a slot needs it, one question at a time.
 *
 * @param failed hears why nothing came
 * @returns a function to call whenever the state has changed
 */
export function freeAsker(config: Config, state: () => State, act: (action: Action) => void, failed: (error: unknown) => void): () => Promise<void> {
	let asking = false
	return async () => {
		const now = state()
		const { catalog } = now
		if (catalog === null || now.phase !== 'choosing' || now.step !== 'slot' || asking) return
		const zone = catalog.practice.timeZone
		const range = rangeToAsk(dayOf(Date.now(), zone), catalog.booking.horizonDays, now.free?.to ?? '', now.week, slotsOnOffer(now, catalog, config).length === 0)
		if (range === null) return
		const { from, to } = range
		asking = true
		try {
			const windows = await fetchFree(config, config.calendar === '' ? 'any' : config.calendar, instantOfDay(from, 0, zone), instantOfDay(to, 0, zone))
			asking = false
			act({ do: 'free', from, to, windows })
		} catch (error) {
			failed(error)
		} finally {
			asking = false
		}
	}
}
