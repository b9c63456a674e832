// SPDX-License-Identifier: GPL-3.0-or-later
import { isConflict, judgePrecondition, rememberChange } from '@sprechstunde/core'
import { expect } from 'vitest'
import { compareIssues, toInterval } from './compare.ts'
import type { Case, Data } from './load.ts'

export function runConflicts({ input, expected }: Case): void {
	if (input['operation'] === 'remember') {
		expect(rememberChange(input['recent'], input['role'], input['etag'])).toEqual(expected['recent'])
		return
	}
	expect(input['operation']).toBe('write')
	const interval = (name: string): ReturnType<typeof toInterval> | null => (input[name] === null ? null : toInterval(input[name] as Data))
	if (input['method'] === 'DELETE') expect(input['after']).toBe(null)
	const { role, ifMatch, etag, recent } = input as Parameters<typeof judgePrecondition>[0]
	const judged = judgePrecondition({ role, ifMatch, etag, recent })
	expect(judged.ok, JSON.stringify(judged)).toBe(expected['ok'])
	if (!judged.ok) return compareIssues(judged.issues, expected['issues'])
	expect({ waived: judged.value.waived, conflict: isConflict(role, recent, interval('before'), interval('after')) })
		.toEqual({ waived: expected['waived'], conflict: expected['conflict'] })
}
