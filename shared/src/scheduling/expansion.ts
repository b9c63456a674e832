// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from '../contract/limits.ts'

/** days and times that the rules of an object are looked for at, per allowed occurrence: as many as pass from 1970 to the horizon */
const candidatesEach = 25

/** How many occurrences may still be expanded: one budget for all rules and lists of dates of an object. */
export class Expansion {
	#left: number = limits.occurrences
	#parts: number
	/** days and times that one rule is looked for at */
	readonly candidates: number

	/** @param parts rules and lists of dates among which the budget is shared out */
	constructor(parts: number) {
		this.#parts = parts
		this.candidates = Math.floor(candidatesEach * limits.occurrences / Math.max(1, parts))
	}

	/** Occurrences that the next part may expand: what others leave is for those after them. */
	share(): number {
		return Math.floor(this.#left / Math.max(1, this.#parts--))
	}

	spend(occurrences: number): void {
		this.#left = Math.max(0, this.#left - occurrences)
	}
}
