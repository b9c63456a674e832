// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { findingText, type Finding } from './evaluate.ts'
import { findings, type FindingCode } from './findings.ts'

const params: Finding['params'] = { host: 'praxis.example', port: 443, address: 'https://praxis.example/caldav/', reason: 'expired', days: 3, to: 'cloud.example', status: 503, seconds: 9, user: 'pvs', name: 'Albis', minutes: 15, interval: 5, count: 2, calendar: 'dr-mueller', step: 'write', attempts: 6 }

// what is found for which facts: golden cases `diagnostics`
describe('a finding', () => {
	it.each(Object.keys(findings) as FindingCode[])('%s is said in words, without a gap', (code) => {
		for (const language of ['de', 'en'] as const) {
			const { text, remedy } = findingText({ code, params }, language)
			expect(text + remedy).not.toMatch(/[{}]|undefined/)
		}
	})

	it('names the step that failed', () => {
		expect(findingText({ code: 'ROUND_TRIP_FAILED', params }, 'de').text).toBe('Ein Probeeintrag ließ sich nicht schreiben (Status 503).')
	})
})
