// SPDX-License-Identifier: GPL-3.0-or-later
import { Refused } from './api.ts'
import type { Refusal, Slot } from './model.ts'
import { sameSlot } from './slots.ts'
import { isFillingIn, type State } from './state.ts'

/** What a page asks the server, and what it wants to hear. */
export interface HoldParts {
	/** @returns seconds for which the slot is kept */
	readonly hold: (slot: Slot, token: string) => Promise<number>
	readonly release: (token: string) => Promise<void>
	readonly state: () => State
	/** @param until milliseconds since the epoch, by this computer's clock */
	readonly held: (slot: Slot, until: number) => void
	readonly over: () => void
	/** somebody else has it */
	readonly gone: (refusal: Refusal) => void
}

export interface HoldKeeper {
	/** Stands for this form; of use to the booking whatever became of the hold. */
	readonly token: () => string
	/** Looks at the state after it changed: holds what was chosen, gives back what is no longer wanted. */
	readonly follow: () => void
	readonly stop: () => void
}

/** 128 random bits in base64url. */
export function newToken(): string {
	return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replace(/\+/g, '-').replace(/\//g, '_').slice(0, 22)
}

/**
 * Keeps the chosen slot while the patient fills in the form, and once more when the time is up. A booking doesn't depend on it: where nothing can
 * be held, nothing is said.
 */
export function holdKeeper({ hold, release, state, held, over, gone }: HoldParts): HoldKeeper {
	let token = newToken()
	let wanted: Slot | null = null
	let renewed = false
	let timer: ReturnType<typeof setTimeout> | undefined
	// one question after the other, so that the last wish is the last to arrive
	let queue = Promise.resolve()

	const isCurrent = (slot: Slot) => wanted === slot && isFillingIn(state()) && sameSlot(state().slot, slot)

	async function ask(slot: Slot, mine: string): Promise<void> {
		if (wanted !== slot) return
		try {
			const seconds = await hold(slot, mine)
			if (wanted !== slot) return
			held(slot, Date.now() + seconds * 1000)
			timer = setTimeout(() => timeIsUp(slot), seconds * 1000)
		} catch (error) {
			if (!isCurrent(slot)) return
			if (error instanceof Refused && error.refusal.issues.some((issue) => issue.path === 'start')) gone(error.refusal)
			else if (renewed) over()
		}
	}

	function timeIsUp(slot: Slot): void {
		if (isCurrent(slot) && !renewed) {
			renewed = true
			queue = queue.then(() => ask(slot, token))
		} else {
			over()
		}
	}

	function want(slot: Slot | null): void {
		const before = wanted
		const mine = token
		wanted = slot
		renewed = false
		clearTimeout(timer)
		if (slot !== null) queue = queue.then(() => ask(slot, mine))
		else if (before !== null) queue = queue.then(() => release(mine)).catch(() => undefined)
	}

	return {
		token: () => token,
		follow() {
			const now = state()
			if (now.phase === 'done') {
				clearTimeout(timer)
				wanted = null
				// the booking took the hold along; another one is another form
				token = newToken()
			} else if (now.slot === null) {
				if (wanted !== null) want(null)
			} else if (isFillingIn(now) ? !sameSlot(wanted, now.slot) : now.phase === 'choosing' && wanted !== null && now.hold?.over === true) {
				want(isFillingIn(now) ? now.slot : null)
			}
		},
		stop: () => { clearTimeout(timer) },
	}
}
