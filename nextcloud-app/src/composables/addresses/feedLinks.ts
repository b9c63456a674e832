// SPDX-License-Identifier: AGPL-3.0-or-later
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { fetchFeedLinks, makeFeedLink, revokeFeedLink, type FeedLink } from '../../services/feedLinks.ts'
import { problemOf } from '../../services/problem.ts'

export interface FeedLinks {
	/** null: not loaded yet */
	readonly links: ShallowRef<readonly FeedLink[] | null>
	/** the one just made, whose token is known as long as this page is open */
	readonly made: ShallowRef<{ readonly id: number, readonly label: string, readonly token: string } | null>
	readonly problem: Ref<string>
	readonly isBusy: Ref<boolean>
	readonly load: () => Promise<void>
	/** Whether it was made. */
	readonly make: (label: string, program: string | null) => Promise<boolean>
	readonly revoke: (id: number) => Promise<void>
}

/** The links to the practice's feed. */
export function useFeedLinks(): FeedLinks {
	const links = shallowRef<readonly FeedLink[] | null>(null)
	const made = shallowRef<{ readonly id: number, readonly label: string, readonly token: string } | null>(null)
	const problem = ref('')
	const isBusy = ref(false)

	async function attempt(work: () => Promise<void>): Promise<boolean> {
		problem.value = ''
		isBusy.value = true
		try {
			await work()
			return true
		} catch (error) {
			problem.value = problemOf(error).text
			return false
		} finally {
			isBusy.value = false
		}
	}
	async function load(): Promise<void> {
		await attempt(async () => { links.value = await fetchFeedLinks() })
	}
	return {
		links,
		made,
		problem,
		isBusy,
		load,
		make: async (label, program) => {
			const isMade = await attempt(async () => { made.value = { label, ...await makeFeedLink(label, program) } })
			if (isMade) await load()
			return isMade
		},
		revoke: async (id) => {
			const isRevoked = await attempt(() => revokeFeedLink(id))
			if (isRevoked && made.value?.id === id) made.value = null
			if (isRevoked) await load()
		},
	}
}
