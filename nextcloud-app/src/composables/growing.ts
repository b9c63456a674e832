// SPDX-License-Identifier: AGPL-3.0-or-later
import { computed, nextTick, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'

/** Entries drawn at first, about what a window shows, and with each step. */
const first = 16
const step = 8
/** How far below what is seen the list is drawn already. */
const ahead = '1600px'

export interface Growing<T> {
	/** the beginning of the list */
	readonly shown: ComputedRef<readonly T[]>
	/** an element behind the last entry: as long as it is near, more is drawn */
	readonly end: Ref<Element | null>
	/** draws as far as an entry, given by its index; what is far away only where `far` says so. Whether it is drawn now. */
	reach(index: number, far?: boolean): boolean
}

/** A long list that is drawn as far as somebody looks, so that its length costs nothing. */
export function useGrowing<T>(all: Readonly<Ref<readonly T[]>>): Growing<T> {
	const count = ref(first)
	const end = ref<Element | null>(null)
	let isNear = false

	async function grow(): Promise<void> {
		while (isNear && count.value < all.value.length) {
			count.value += step
			await nextTick()
			// a frame for whoever types or scrolls meanwhile; the observer says then whether the end is still near
			await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)) })
		}
	}
	function observe(element: Element): IntersectionObserver {
		// the margin counts at the observer's own root only, not at what scrolls in between
		const observer = new IntersectionObserver((entries) => {
			const was = isNear
			isNear = entries.at(-1)?.isIntersecting === true
			if (isNear && !was) void grow()
		}, { root: scroller(element), rootMargin: `0px 0px ${ahead} 0px` })
		observer.observe(element)
		return observer
	}

	let observer: IntersectionObserver | null = null
	watch(end, (now) => {
		observer?.disconnect()
		isNear = false
		observer = now === null ? null : observe(now)
	})
	watch(() => all.value.length, () => { if (isNear) void grow() })
	onScopeDispose(() => {
		isNear = false
		observer?.disconnect()
	})
	return {
		shown: computed(() => count.value < all.value.length ? all.value.slice(0, count.value) : all.value),
		end,
		reach: (index, far = false) => {
			if (index >= count.value && (far || index < count.value + step)) count.value = index + step
			return index < count.value
		},
	}
}

/** What the list scrolls in: one that is as high as its content doesn't. Null: the window. */
function scroller(element: Element): Element | null {
	for (let one = element.parentElement; one !== null; one = one.parentElement) {
		if (/auto|scroll/.test(getComputedStyle(one).overflowY) && one.clientHeight <= window.innerHeight) return one
	}
	return null
}
