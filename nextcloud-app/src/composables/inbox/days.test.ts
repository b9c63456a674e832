// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, effectScope, nextTick, ref, shallowRef, type EffectScope } from 'vue'
import * as routes from '../../services/inboxRoutes.ts'
import { aRequest } from '../../testing.ts'
import type { AppointmentRequest, DayEntry } from '../../types.ts'
import { useDays, type Days } from './days.ts'

vi.mock('../../services/inboxRoutes.ts')

const entry = (uid: string): DayEntry => ({ uid, start: '2026-12-01T08:00:00Z', end: '2026-12-01T08:30:00Z', kind: 'appointment', summary: uid, status: 'CONFIRMED' })
const on = (uid: string, day: string): AppointmentRequest => aRequest(uid, { start: `2026-12-${day}T08:00:00Z`, end: `2026-12-${day}T08:30:00Z` })

describe('the days of requests', () => {
	const requests = shallowRef<readonly AppointmentRequest[]>([])
	const selected = ref<string | null>(null)
	const revision = ref<string | null>('1')
	let scope: EffectScope
	let days: Days
	beforeEach(() => {
		vi.useFakeTimers()
		vi.mocked(routes.fetchDay).mockReset().mockImplementation(async (_, date) => [entry(`${date} ${revision.value ?? ''}`)])
		requests.value = [on('a', '01'), on('b', '02'), on('c', '02'), on('d', '04')]
		selected.value = 'a'
		revision.value = '1'
		scope = effectScope()
		days = scope.run(() => useDays({ requests, revision, shown: computed(() => requests.value.find(({ uid }) => uid === selected.value) ?? null) })) as Days
	})
	afterEach(() => {
		scope.stop()
		vi.useRealTimers()
	})
	const asked = (): string[] => vi.mocked(routes.fetchDay).mock.calls.map(([, date]) => date)
	async function show(uid: string | null): Promise<void> {
		selected.value = uid
		await nextTick()
	}

	it('are asked for once each, the next one’s beforehand', async () => {
		await vi.runAllTimersAsync()
		expect([days.entries.value?.[0]?.uid, asked()]).toEqual(['2026-12-01 1', ['2026-12-01', '2026-12-02']])
		await show('b')
		expect(days.entries.value?.[0]?.uid, 'at once').toBe('2026-12-02 1')
		await vi.runAllTimersAsync()
		expect(asked(), 'the next one is of the same day').toHaveLength(2)
	})

	it('are not asked for by whoever passes by', async () => {
		await vi.runAllTimersAsync()
		await show('b')
		await show('c')
		await show('d')
		await vi.runAllTimersAsync()
		expect(asked().slice(2)).toEqual(['2026-12-04'])
	})

	it('are asked for again when the practice has changed, and stay until then', async () => {
		await vi.runAllTimersAsync()
		revision.value = null
		await vi.runAllTimersAsync()
		expect(asked()).toHaveLength(2)
		revision.value = '2'
		await nextTick()
		expect(days.entries.value?.[0]?.uid).toBe('2026-12-01 1')
		await vi.runAllTimersAsync()
		expect(days.entries.value?.[0]?.uid).toBe('2026-12-01 2')
	})

	it('say why they are missing, and come with the next try', async () => {
		await vi.runAllTimersAsync()
		vi.mocked(routes.fetchDay).mockRejectedValueOnce(Object.assign(new Error('Network Error'), { isAxiosError: true }))
		await show('d')
		await vi.runAllTimersAsync()
		expect([days.entries.value, days.problem.value?.kind]).toEqual([null, 'unreachable'])
		expect(await days.retry()).toBe(true)
		expect([days.entries.value?.length, days.problem.value]).toEqual([1, null])
	})
})
