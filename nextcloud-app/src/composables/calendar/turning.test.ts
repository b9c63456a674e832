// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, reactive } from 'vue'
import type { View } from './address.ts'
import { useTurning } from './turning.ts'

beforeEach(() => {
	vi.useFakeTimers()
	vi.stubGlobal('requestAnimationFrame', (frame: () => void) => setTimeout(frame, 16))
	vi.stubGlobal('cancelAnimationFrame', clearTimeout)
})
afterEach(() => {
	vi.useRealTimers()
	vi.unstubAllGlobals()
})

function turning(): { readonly props: { view: View, day: string, events: string[] }, readonly shown: () => { view: View, day: string, events: string[] }, readonly catchUp: () => void, readonly stop: () => void } {
	const props = reactive({ view: 'week' as View, day: '2027-01-04', events: ['a'] })
	const scope = effectScope()
	const { shown, catchUp } = scope.run(() => useTurning(props)) as ReturnType<typeof useTurning<typeof props>>
	return { props, shown: () => shown.value, catchUp, stop: () => scope.stop() }
}

it('shows entries that change at once', async () => {
	const { props, shown } = turning()
	props.events = ['b']
	await nextTick()
	expect(shown().events).toEqual(['b'])
})

it('turns after the next frame, with all that came until then', async () => {
	const { props, shown } = turning()
	props.day = '2027-01-11'
	await nextTick()
	expect(shown().day).toBe('2027-01-04')
	props.events = ['b']
	await nextTick()
	expect(shown().events, 'entries of days that are not shown yet').toEqual(['a'])
	props.day = '2027-01-18'
	vi.runAllTimers()
	expect(shown()).toEqual({ view: 'week', day: '2027-01-18', events: ['b'] })
})

it('turns at once where somebody reaches for it, and not after its page is gone', async () => {
	const { props, shown, catchUp, stop } = turning()
	props.view = 'day'
	await nextTick()
	catchUp()
	expect(shown().view).toBe('day')
	props.view = 'list'
	await nextTick()
	stop()
	vi.runAllTimers()
	expect(shown().view).toBe('day')
})
