// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { evaluate, type Facts } from '@sprechstunde/core'
import { toInstant } from './compare.ts'
import type { Case } from './load.ts'

const instants = ['now', 'certificateUntil', 'lastRead', 'lastWrite', 'changedAt', 'jobsRanAt', 'waitingSince']

/** What is found for facts; instants in them are texts. */
export function runDiagnostics({ input, expected }: Case): void {
	const facts = JSON.parse(JSON.stringify(input['facts']), (key, value: unknown) => instants.includes(key) && typeof value === 'string' ? toInstant(value) : value) as Facts
	expect(evaluate(facts)).toEqual(expected['findings'])
}
