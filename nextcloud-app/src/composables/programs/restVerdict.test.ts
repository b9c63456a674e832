// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { restVerdict } from './restVerdict.ts'

describe('what the answer of a REST interface says', () => {
	it('is good only where the question was answered', () => {
		const types = ([[200, ''], [204, ''], [404, ''], [405, ''], [401, 'REFUSED'], [403, 'REFUSED'], [500, 'REFUSED'], [302, 'REDIRECTED'], [0, 'UNREACHABLE'], [0, 'LOCAL_ADDRESS']] as const)
			.map(([status, reason]) => restVerdict({ status, reason }).type)
		expect(types).toEqual(['success', 'success', 'warning', 'warning', 'error', 'error', 'error', 'error', 'error', 'error'])
	})

	it('says what came back', () => {
		expect(restVerdict({ status: 401, reason: 'REFUSED' }).text).toContain('API key')
		expect(restVerdict({ status: 405, reason: '' }).text).toContain('HTTP 405')
		expect(restVerdict({ status: 302, reason: 'REDIRECTED' }).text).toContain('HTTP 302')
		expect(restVerdict({ status: 0, reason: 'UNREACHABLE' }).text).not.toContain('HTTP')
	})
})
