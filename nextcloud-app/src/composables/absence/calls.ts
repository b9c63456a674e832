// SPDX-License-Identifier: AGPL-3.0-or-later
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { AbsenceWork } from './absence.ts'
import type { Affected, Plan } from './plan.ts'

/** Somebody who hears of it by telephone only. */
export interface Call {
	readonly about: Affected
	readonly plan: Plan
	/** it was changed as planned */
	readonly done: boolean
}

export interface Calls {
	readonly list: ComputedRef<readonly Call[]>
	/** hrefs of those who know by now */
	readonly called: Ref<ReadonlySet<string>>
	/** somebody is still to be called: once the page is left, nobody knows whom */
	readonly isOpen: ComputedRef<boolean>
	tick(href: string): void
}

/** Whom nobody has told by e-mail: they have no address, or their appointment could not be changed. */
export function useCalls(work: Pick<AbsenceWork, 'affected' | 'plans' | 'results' | 'finished'>): Calls {
	const called = ref<ReadonlySet<string>>(new Set())
	const list = computed(() => (work.affected.value ?? []).filter(({ href }) => work.results.has(href))
		.map((about): Call => ({ about, plan: work.plans.get(about.href) ?? { kind: 'keep' }, done: work.results.get(about.href)?.done === true }))
		.filter(({ about, done }) => !done || !about.fields.email))
	return {
		list,
		called,
		isOpen: computed(() => work.finished.value && list.value.some(({ about }) => !called.value.has(about.href))),
		tick(href) {
			called.value = called.value.has(href) ? new Set([...called.value].filter((one) => one !== href)) : new Set([...called.value, href])
		},
	}
}
