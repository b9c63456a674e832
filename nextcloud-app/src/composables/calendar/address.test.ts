// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive } from 'vue'
import { useCalendarAddress } from './address.ts'

const route = reactive({ query: {} as Record<string, string | undefined> })
let settle: () => void = () => undefined
const replace = vi.fn(({ query }: { query: Record<string, string | undefined> }) => new Promise<void>((resolve) => {
	settle = () => {
		route.query = query
		resolve()
	}
}))
vi.mock('vue-router', () => ({ useRoute: () => route, useRouter: () => ({ replace }) }))

describe('the calendar’s address', () => {
	beforeEach(() => {
		route.query = {}
		replace.mockClear()
		localStorage.clear()
		vi.useFakeTimers({ now: Date.parse('2026-12-01T23:30:00Z'), toFake: ['Date'] })
	})

	it('names day, view and calendars; without them it is today’s, in the practice’s zone', () => {
		const address = useCalendarAddress()
		expect([address.day.value, address.view.value, address.shown.value]).toEqual([expect.stringMatching(/^2026-12-0[12]$/), null, null])
		route.query = { day: '2026-12-24', view: 'week', doctors: 'a,b' }
		expect([address.day.value, address.view.value, address.shown.value]).toEqual(['2026-12-24', 'week', ['a', 'b']])
	})

	it('takes nothing that is no day or no view', () => {
		route.query = { day: '2026-13-40', view: 'year', doctors: '' }
		const address = useCalendarAddress()
		expect([address.day.value.slice(0, 7), address.view.value, address.shown.value]).toEqual(['2026-12', null, null])
	})

	it('two changes that follow each other faster than the router are both kept', async () => {
		const address = useCalendarAddress()
		address.set({ view: 'day' })
		address.set({ day: '2026-12-03' })
		expect(replace.mock.lastCall?.[0].query).toEqual({ view: 'day', day: '2026-12-03' })
		settle()
		await vi.waitFor(() => expect(address.day.value).toBe('2026-12-03'))
		expect(address.view.value).toBe('day')
	})

	it('view and calendars are remembered in this browser, the day is not', () => {
		useCalendarAddress().set({ view: 'list', shown: ['b'], day: '2026-12-24' })
		const next = useCalendarAddress()
		expect([next.view.value, next.shown.value]).toEqual(['list', ['b']])
		expect(next.day.value).not.toBe('2026-12-24')
		useCalendarAddress().set({ shown: null })
		expect(useCalendarAddress().shown.value).toBeNull()
	})
})
