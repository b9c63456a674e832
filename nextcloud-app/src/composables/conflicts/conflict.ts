// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CalendarEntry } from '@sprechstunde/core'
import { isAxiosError } from '@nextcloud/axios'
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { load } from '../../services/caldav.ts'
import { fetchVersion, restoreVersion, settleConflict, type Conflict, type KeptVersion } from '../../services/conflictRoutes.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import { practiceZone } from '../../services/session.ts'
import { sameEntry } from './differences.ts'

export interface Side {
	/** null: there is none, because the appointment was deleted */
	readonly version: KeptVersion | null
	readonly entry: CalendarEntry | null
	/** says what holds now */
	readonly holds: boolean
}

export interface OpenConflict {
	readonly lost: ShallowRef<Side | null>
	readonly winner: ShallowRef<Side | null>
	readonly loading: Ref<boolean>
	readonly busy: Ref<boolean>
	readonly problem: ShallowRef<Problem | null>
	/** whether it went through */
	restore(version: KeptVersion): Promise<boolean>
	settle(): Promise<boolean>
	reload(): Promise<void>
}

/** Both versions of a conflict, and which of them holds now. */
export function useConflict(conflict: Readonly<Ref<Conflict | null>>): OpenConflict {
	const lost = shallowRef<Side | null>(null)
	const winner = shallowRef<Side | null>(null)
	const loading = ref(false)
	const busy = ref(false)
	const problem = shallowRef<Problem | null>(null)

	async function reload(): Promise<void> {
		const asked = conflict.value
		if (asked === null) return
		loading.value = true
		problem.value = null
		try {
			const [one, other, now, { readEntry }] = await Promise.all([
				fetchVersion(asked.id),
				asked.winner === null ? null : fetchVersion(asked.winner),
				asked.href === null ? null : current(asked.href),
				import('../../services/calendarObject.ts'),
			])
			if (conflict.value?.id !== asked.id) return
			const read = (ics: string | null | undefined): CalendarEntry | null => ics === null || ics === undefined ? null : readEntry(ics, practiceZone())
			const [lostEntry, winnerEntry, holding] = [read(one.ics), read(other?.ics), read(now)]
			lost.value = { version: one, entry: lostEntry, holds: sameEntry(lostEntry, holding) }
			winner.value = { version: other, entry: winnerEntry, holds: sameEntry(winnerEntry, holding) }
		} catch (error) {
			problem.value = problemOf(error)
		} finally {
			loading.value = false
		}
	}

	async function act(what: () => Promise<unknown>): Promise<boolean> {
		if (busy.value) return false
		busy.value = true
		problem.value = null
		try {
			await what()
			return true
		} catch (error) {
			problem.value = problemOf(error)
			return false
		} finally {
			busy.value = false
		}
	}

	watch(conflict, (now, before) => {
		if (now?.id !== before?.id) {
			lost.value = null
			winner.value = null
		}
		void reload()
	}, { immediate: true })
	return {
		lost,
		winner,
		loading,
		busy,
		problem,
		reload,
		restore: (version) => act(async () => {
			await restoreVersion(version.id)
			await settleConflict(conflict.value?.id ?? version.id)
		}),
		settle: () => act(() => settleConflict(conflict.value?.id ?? 0)),
	}
}

/** Null where it is gone by now. */
async function current(href: string): Promise<string | null> {
	try {
		return (await load(href)).text
	} catch (error) {
		if (isAxiosError(error) && error.response?.status === 404) return null
		throw error
	}
}
