// SPDX-License-Identifier: AGPL-3.0-or-later
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { View } from './address.ts'

interface Turned {
	readonly view: View
	/** `YYYY-MM-DD` */
	readonly day: string
}

/**
 * What a grid shows of what its page says: all of it at once, but other days only after the frame in which the page names them. To take down
 * and put up a grid takes longer than a key may.
 *
 * @param props of the grid
 */
export function useTurning<Props extends Turned>(props: Props): { readonly shown: Readonly<ShallowRef<Props>>, readonly catchUp: () => void } {
	const shown: ShallowRef<Props> = shallowRef({ ...props })
	let cancel: (() => void) | null = null
	function stop(): void {
		cancel?.()
		cancel = null
	}
	function turn(): void {
		cancel = null
		shown.value = { ...props }
	}
	function later(): void {
		let timer: ReturnType<typeof setTimeout> | undefined
		const frame = requestAnimationFrame(() => { timer = setTimeout(turn) })
		cancel = () => {
			cancelAnimationFrame(frame)
			clearTimeout(timer)
		}
	}
	watch(() => ({ ...props }), (next) => {
		// what comes while it waits goes with it
		if (cancel !== null) return
		if (next.view !== shown.value.view || next.day !== shown.value.day) later()
		else shown.value = next
	})
	onScopeDispose(stop)
	return {
		shown,
		catchUp() {
			if (cancel === null) return
			stop()
			turn()
		},
	}
}
