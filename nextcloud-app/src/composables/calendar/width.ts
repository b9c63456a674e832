// SPDX-License-Identifier: AGPL-3.0-or-later
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** Width of an element in CSS pixels, as it changes. */
export function useWidth(element: Readonly<Ref<HTMLElement | null>>): Ref<number> {
	const width = ref(window.innerWidth)
	const observer = new ResizeObserver((entries) => { width.value = entries[0]?.contentRect.width ?? width.value })
	onMounted(() => { if (element.value !== null) observer.observe(element.value) })
	onBeforeUnmount(() => observer.disconnect())
	return width
}
