// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import type { KnownPatient } from '../../services/patients.ts'
import { useFinding, type Finding } from './finding.ts'

const someone = (patientName: string): KnownPatient => ({ fields: { patientName }, lastSeen: '2026-11-01T08:00:00Z' })

describe('looking for patients', () => {
	beforeEach(() => { vi.useFakeTimers() })
	afterEach(() => { vi.useRealTimers() })

	async function type(finding: Finding, text: string): Promise<void> {
		finding.typed.value = text
		await nextTick()
		await vi.advanceTimersByTimeAsync(200)
	}
	function begin(answers: (name: string) => Promise<readonly KnownPatient[]>): { finding: Finding, asked: string[] } {
		const asked: string[] = []
		const finding = effectScope().run(() => useFinding((name) => {
			asked.push(name)
			return answers(name)
		})) as Finding
		return { finding, asked }
	}

	it('asks once for what was typed in one go, and for nothing below two letters', async () => {
		const { finding, asked } = begin(async (name) => [someone(name)])
		await type(finding, 'M')
		for (const text of ['Mu', 'Mus', ' Must ']) {
			finding.typed.value = text
			await nextTick()
		}
		await vi.advanceTimersByTimeAsync(200)
		expect(asked).toEqual(['Must'])
		expect(finding.found.value?.map(({ fields }) => fields.patientName)).toEqual(['Must'])
		await type(finding, '')
		expect(finding.found.value).toBeNull()
	})

	it('drops an answer to older letters that comes late', async () => {
		let late: (found: readonly KnownPatient[]) => void = () => undefined
		const { finding } = begin((name) => name === 'An' ? new Promise((resolve) => { late = resolve }) : Promise.resolve([someone(name)]))
		await type(finding, 'An')
		await type(finding, 'Anna')
		late([someone('Andrea')])
		await vi.advanceTimersByTimeAsync(0)
		expect(finding.found.value?.map(({ fields }) => fields.patientName)).toEqual(['Anna'])
	})

	it('says why there is no answer, and forgets it with the next one', async () => {
		const { finding } = begin(async (name) => {
			if (name === 'Mo') throw new Error('away')
			return []
		})
		await type(finding, 'Mo')
		expect([finding.problem.value !== null, finding.looking.value]).toEqual([true, false])
		await type(finding, 'Mos')
		expect([finding.problem.value, finding.found.value]).toEqual([null, []])
	})
})
