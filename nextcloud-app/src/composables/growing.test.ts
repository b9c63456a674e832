// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useGrowing } from './growing.ts'

/** What the page's observer would say. */
let say: (isIntersecting: boolean) => void = () => undefined
beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'requestAnimationFrame'] })
	vi.stubGlobal('IntersectionObserver', class {
		constructor(heard: (entries: readonly { isIntersecting: boolean }[]) => void) {
			say = (isIntersecting) => heard([{ isIntersecting }])
		}

		observe(): void {}
		disconnect(): void {}
	})
})
afterEach(() => {
	vi.useRealTimers()
	vi.unstubAllGlobals()
})

it('draws a beginning, and more for as long as the end is near', async () => {
	const scope = effectScope()
	const all = ref(Array.from({ length: 300 }, (_, index) => index))
	const { shown, end } = scope.run(() => useGrowing(all)) as ReturnType<typeof useGrowing<number>>
	const first = shown.value.length
	expect(first).toBeLessThan(30)
	end.value = document.createElement('li')
	await nextTick()
	say(true)
	await vi.advanceTimersByTimeAsync(200)
	const grown = shown.value.length
	expect(grown).toBeGreaterThan(first)
	say(false)
	await vi.advanceTimersByTimeAsync(200)
	const kept = shown.value.length
	await vi.advanceTimersByTimeAsync(1000)
	expect(shown.value).toHaveLength(kept)
	say(true)
	await vi.advanceTimersByTimeAsync(20_000)
	expect(shown.value).toEqual(all.value)
	scope.stop()
})

it('reaches what comes next, and what is far away only when asked to', () => {
	const scope = effectScope()
	const { shown, reach } = scope.run(() => useGrowing(ref(Array.from({ length: 300 }, (_, index) => index)))) as ReturnType<typeof useGrowing<number>>
	const next = shown.value.length
	expect([reach(0), reach(next), shown.value.includes(next)]).toEqual([true, true, true])
	expect([reach(290), shown.value.includes(290), reach(290, true), shown.value.includes(290)]).toEqual([false, false, true, true])
	scope.stop()
})
