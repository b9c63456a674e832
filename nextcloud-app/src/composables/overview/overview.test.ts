// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import type * as service from '../../services/overview.ts'
import { daysFigure, percent, sourcesFigure } from './figures.ts'
import { createOverview } from './overview.ts'

const numbers = {
	days: [{ date: '2026-12-01', TENTATIVE: 1, CONFIRMED: 2, CANCELLED: 0 }], sources: { PVS: 1, ONLINE_BOOKING: 3, OTHER: 2 }, requests: 1,
} as unknown as service.Statistics
const queue: service.Queue = { waiting: 0, dead: 0, rows: [], deliveries: { waiting: 0, dead: 0, rows: [] } }
const server = (more: Partial<typeof service> = {}): typeof service => ({
	fetchStatistics: async () => numbers, fetchQueue: async () => queue, fetchTrouble: async () => [], retryRow: async () => undefined, discardRow: async () => undefined, retryDelivery: async () => undefined, discardDelivery: async () => undefined, ...more,
})

describe('the overview', () => {
	it('asks for the queue only for whoever looks after it', async () => {
		const asked: string[] = []
		const counting = server({ fetchQueue: async () => { asked.push('queue'); return queue }, fetchTrouble: async () => { asked.push('trouble'); return [] } })
		await createOverview(false, counting).load()
		expect(asked).toEqual([])
		const overview = createOverview(true, counting)
		expect(await overview.load()).toBe(true)
		expect([asked, overview.queue.value, overview.trouble.value]).toEqual([['queue', 'trouble'], queue, []])
	})

	it('asks again after a change, also where it was refused, and says so', async () => {
		let loads = 0
		const overview = createOverview(true, server({ fetchStatistics: async () => { loads++; return numbers }, retryRow: async () => { throw new Error('x') } }))
		await overview.retry(1)
		expect([loads, overview.problem.value?.kind, overview.busy.value.size]).toEqual([1, 'refused', 0])
	})

	it('keeps its numbers where the server fails', async () => {
		let fails = false
		const overview = createOverview(false, server({ fetchStatistics: async () => { if (fails) throw new Error('x'); return numbers } }))
		await overview.load()
		fails = true
		expect([await overview.load(), overview.statistics.value === numbers, overview.problem.value !== null]).toEqual([false, true, true])
	})
})

it('figures have a series per status and name the sources, the most first', () => {
	expect(daysFigure(numbers, 'en', (date) => date)).toMatchObject({ labels: ['2026-12-01'], series: [{ label: 'Confirmed', values: [2] }, { label: 'Requested', values: [1] }, { label: 'Cancelled', values: [0] }] })
	expect(sourcesFigure(numbers, 'Appointments')).toMatchObject({ labels: ['Website', 'OTHER', 'Practice software'], series: [{ values: [3, 2, 1] }] })
	expect([percent(0, 0), percent(199, 200), percent(2, 2)]).toEqual([null, 99, 100])
})
