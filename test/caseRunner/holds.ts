// SPDX-License-Identifier: GPL-3.0-or-later
import { checkHoldNumber, formatInstant, judgeHold } from '@sprechstunde/core'
import { expect } from 'vitest'
import { compareIssues, showIntervals, toInstant } from './compare.ts'
import { practiceOf, type Case, type Data } from './load.ts'

export function runHolds({ input, expected }: Case): void {
	const verdict = judgeHold(input['request'], practiceOf(input), toInstant(input['now']))
	const issues = verdict.ok ? checkHoldNumber((input['held'] as number | undefined) ?? 0) : verdict.issues
	compareIssues(issues, (expected['issues'] ?? []) as Data[])
	if (expected['issues'] !== undefined || !verdict.ok) return
	const [time, claim] = showIntervals([verdict.time, verdict.claim])
	expect({ calendar: verdict.calendar.id, ...time, claim, expires: formatInstant(verdict.expires) }).toEqual(expected)
}
