// SPDX-License-Identifier: GPL-3.0-or-later
import { issue, type Issue } from '../issues/issue.ts'
import type { Practice } from '../practice/practice.ts'
import { profileOf } from './profiles.ts'

/** Connections that have a REST interface though their program has none. Paths are JSON pointers. */
export function withoutRest({ pvs = [] }: Practice): Issue[] {
	return pvs.flatMap(({ profile, rest = null }, index) => {
		const { name, capabilities } = profileOf(profile)
		return rest === null || capabilities.rest !== 'none' ? [] : [issue('PROGRAM_WITHOUT_REST', `/pvs/${index}/rest`, { value: name })]
	})
}
