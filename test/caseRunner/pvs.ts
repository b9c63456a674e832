// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { mapIn, mapOut, masterOf, profileOf, readWritten, repair, type MapContext } from '@sprechstunde/core'
import { compareEvent, toInstant } from './compare.ts'
import { practiceOf, readSource, type Case } from './load.ts'
import { must } from './runners.ts'

/** What programs are shown, what they mean by what they write, and what is put right in it. */
export function runPvs({ section, input, expected }: Case): void {
	const practice = practiceOf(input)
	const profile = profileOf(input['profile'] ?? 'generic')
	const object = must(readSource(section, input['source']))
	const previous = input['previous'] === undefined ? null : must(readSource(section, input['previous']))
	const before = object.toString()
	const context: MapContext = {
		map: input['map'] ?? profile.fieldMap ?? { title: '', place: '', text: [], categories: 'codes' }, names: input['names'] ?? [], practice,
		calendar: practice.calendars.find(({ id }) => id === (input['calendar'] ?? 'dr-mueller')) ?? expect.fail('unknown calendar'),
	}
	const operation = input['operation'] as string
	const result = operation === 'out' ? mapOut(object, context)
		: operation === 'in' ? mapIn(object, previous, context, toInstant(input['now']))
			: operation === 'repair' ? repair(object, previous, input['repairs'] ?? profile.repairs, practice)
				: operation === 'written' ? readWritten(object, previous, profile.repairs, profile.fieldMap === null ? null : context, practice, toInstant(input['now']))
					: expect.fail(`unknown operation ${operation}`)
	expect(object.toString(), 'the input is left alone').toBe(before)
	if (expected['same'] !== undefined) expect(result.toString() === before, 'left as it is').toBe(expected['same'])
	compareEvent(masterOf(result) ?? expect.fail('no event'), expected)
	if (expected['alarms'] !== undefined) expect(masterOf(result)?.getAllSubcomponents('valarm').length).toBe(expected['alarms'])
}
