// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Issue } from '@sprechstunde/core'
import { isWithin } from '../settings/issues.ts'

/** What the assistant asks beside the configuration. */
export interface Choices {
	readonly members: Readonly<Record<'staff' | 'admin' | 'pvs', readonly string[]>>
	/** of the website */
	readonly account: string
}

export const steps = ['practice', 'doctors', 'hours', 'types', 'team', 'website', 'summary'] as const
export type Step = (typeof steps)[number]

const hours = /\/weeklyHours(\/|$)/
const places: Readonly<Record<Step, (found: Issue) => boolean>> = {
	practice: (found) => isWithin(found, '/practice'),
	doctors: (found) => isWithin(found, '/calendars') && !hours.test(found.path ?? '') && !/\/(owner|types)(\/|$)/.test(found.path ?? ''),
	hours: (found) => hours.test(found.path ?? ''),
	types: (found) => isWithin(found, '/appointmentTypes') || /^\/calendars\/\d+\/types/.test(found.path ?? ''),
	team: (found) => isWithin(found, '/roles') || isWithin(found, '/members') || /^\/calendars\/\d+\/owner$/.test(found.path ?? ''),
	website: (found) => isWithin(found, '/website') || found.path === 'account',
	summary: () => false,
}

/** What stands in the way of leaving a step. */
export function issuesOfStep(step: Step, issues: readonly Issue[]): Issue[] {
	return issues.filter((found) => places[step](found))
}

/** The step that can mend an issue; the first where none is named. */
export function stepOf(found: Issue): Step {
	return steps.find((step) => places[step](found)) ?? 'practice'
}
