// SPDX-License-Identifier: AGPL-3.0-or-later
import { computed, ref, type ComputedRef } from 'vue'
import { fetchCounts } from '../../services/ocs.ts'
import { usePractice } from '../practice.ts'

/**
 * The practice's revision, or '' where the server didn't say. Null until then: what is asked for before would be asked for again. It is
 * asked for by itself, since the page asks for it only after the catalogue.
 */
export function useRevision(): ComputedRef<string | null> {
	const { revision } = usePractice()
	const own = ref<string | null>(null)
	if (revision.value === null) void fetchCounts().then((counts) => { own.value = counts.revision }).catch(() => { own.value = '' })
	let last: string | null = null
	// between a decision and the next answer there is none
	return computed(() => last = revision.value ?? last ?? own.value)
}
