// SPDX-License-Identifier: GPL-3.0-or-later
import { fail, issue, ok, type Result } from '../issues/issue.ts'
import type { Role } from '../roles/matrix.ts'
import { transitions, undoSeconds, type State, type Status, type Transition } from './transitions.ts'

export interface StatusChange {
	readonly from: State
	readonly to: Status
	readonly role: Role
	/** how the appointment's type is approved */
	readonly approval: 'manual' | 'auto'
	/** the status before the last change, where that is known, and how long ago it was changed, in seconds */
	readonly lastChange?: { readonly from: State; readonly secondsAgo: number }
}

/** The transition that a change of status is, or why there is none. No change of status is always allowed (`null`). */
export function decideTransition(change: StatusChange): Result<Transition | null> {
	if (change.from === change.to) return ok(null)
	const pairs = transitions.filter((entry) => entry.from === change.from && entry.to === change.to && entry.roles.includes(change.role))
	const found = pairs.find((entry) => entry.when === undefined || holds(entry.when, change))
	if (found !== undefined) return ok(found)
	if (pairs.some((entry) => entry.when === 'undo') && change.lastChange?.from === change.to) {
		return fail(issue('UNDO_EXPIRED', 'status', { seconds: undoSeconds, rule: ruleOf(change) }))
	}
	return fail(issue('TRANSITION_FORBIDDEN', 'status', { from: change.from, to: change.to, role: change.role, rule: ruleOf(change) }))
}

/** The transition that would have led there, had it not been for role, time or type; `unlisted` where the table has none. */
function ruleOf(change: StatusChange): string {
	const listed = transitions.filter((entry) => entry.from === change.from && entry.to === change.to)
	return (listed.find((entry) => entry.roles.includes(change.role)) ?? listed[0])?.name ?? 'unlisted'
}

function holds(condition: NonNullable<Transition['when']>, change: StatusChange): boolean {
	if (condition === 'undo') {
		return change.lastChange !== undefined && change.lastChange.from === change.to && change.lastChange.secondsAgo <= undoSeconds
	}
	return change.approval === condition
}
