// SPDX-License-Identifier: AGPL-3.0-or-later
import { nextTick, onMounted, watch, type Ref } from 'vue'
import { t } from '../l10n.ts'

/**
 * Name and value of the bar between list and details, which NcAppContent leaves out though the bar can be moved by keyboard
 * (WAI-ARIA 1.2, separator). All sizes in per cent of the width.
 *
 * @returns what to call when it has been moved
 */
export function useSplitter(isMobile: Readonly<Ref<boolean>>, limits: { readonly min: number, readonly max: number }): () => void {
	function describe(): void {
		const bar = document.querySelector('#app-content-vue .splitpanes__splitter')
		const list = document.querySelector<HTMLElement>('#app-content-vue .splitpanes__pane-list')
		if (bar === null || list === null) return
		bar.setAttribute('aria-label', t('Width of the list'))
		bar.setAttribute('aria-valuemin', String(limits.min))
		bar.setAttribute('aria-valuemax', String(limits.max))
		bar.setAttribute('aria-valuenow', String(Math.round(Number.parseFloat(list.style.width)) || limits.min))
	}
	// the bar is put in one tick after its panes
	const later = async (): Promise<void> => {
		await nextTick()
		await nextTick()
		describe()
	}
	onMounted(later)
	watch(isMobile, later, { flush: 'post' })
	return describe
}
