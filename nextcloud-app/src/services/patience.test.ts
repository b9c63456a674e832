// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { AxiosError, AxiosHeaders } from 'axios'
import { describe, expect, it, vi } from 'vitest'
import { patiently } from './patience.ts'

const refusal = (status: number, code: string): AxiosError => new AxiosError('refused', undefined, undefined, undefined, {
	status, statusText: '', headers: {}, config: { headers: new AxiosHeaders() }, data: { ocs: { data: { issues: [{ code, text: code }] } } },
})
const locked = refusal(503, 'STORAGE_UNAVAILABLE')

describe('patiently', () => {
	it('asks again where nothing could be stored for a moment', async () => {
		const ask = vi.fn().mockRejectedValueOnce(locked).mockRejectedValueOnce(locked).mockResolvedValue('stored')
		const waited: number[] = []
		expect(await patiently(ask, async (milliseconds) => { waited.push(milliseconds) })).toBe('stored')
		expect(waited).toEqual([300, 1_000])
	})

	it('gives up in the end, with what was said last', async () => {
		const ask = vi.fn().mockRejectedValue(locked)
		await expect(patiently(ask, async () => {})).rejects.toBe(locked)
		expect(ask).toHaveBeenCalledTimes(4)
	})

	it('asks nothing twice that was refused for another reason, or may have been stored', async () => {
		for (const error of [refusal(412, 'STALE'), refusal(504, 'STORAGE_UNCERTAIN'), refusal(503, 'CONFIGURATION_MISSING'), new Error('x')]) {
			const ask = vi.fn().mockRejectedValue(error)
			await expect(patiently(ask, async () => {})).rejects.toBe(error)
			expect(ask).toHaveBeenCalledTimes(1)
		}
	})
})
