// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus of busy times against the TypeScript core; test/corpus/README.md has the format.
import { busyIntervals, formatInstant, parseCalendar, parseInstant, type Practice } from '@sprechstunde/core'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { busyCorpus } from './corpus/load.ts'

const practice = JSON.parse(readFileSync(new URL('./servers/practice.json', import.meta.url), 'utf8')) as Practice

describe('busy time of the corpus', () => {
	it.each(busyCorpus())('$name: $about', ({ ics, from, to, intervals }) => {
		const object = parseCalendar(ics)
		if (!object.ok) return expect.fail(JSON.stringify(object.issues))
		const busy = busyIntervals(object.value, { start: parseInstant(from), end: parseInstant(to) }, practice)
		expect(busy.map(({ start, end }) => ({ start: formatInstant(start), end: formatInstant(end) }))).toEqual(intervals)
	})
})
