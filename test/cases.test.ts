// SPDX-License-Identifier: GPL-3.0-or-later
// The golden cases against the TypeScript core; test/cases/README.md has the format.
import { describe, expect, it } from 'vitest'
import { loadCases } from './caseRunner/load.ts'
import { runners } from './caseRunner/runners.ts'

const { sections, unusedFiles, problems } = loadCases(Object.keys(runners))

it('every folder is a section, every section has cases, every file is used, names are unique', () => {
	expect(problems).toEqual([])
	expect(unusedFiles).toEqual([])
})

for (const [section, cases] of Object.entries(sections)) {
	describe(section, () => {
		for (const entry of cases) it(entry.name, () => runners[section]?.(entry))
	})
}
