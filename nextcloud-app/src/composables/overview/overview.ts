// SPDX-License-Identifier: AGPL-3.0-or-later
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { LoggedEntry } from '../../services/log.ts'
import * as service from '../../services/overview.ts'
import { problemOf, type Problem } from '../../services/problem.ts'

export interface Overview {
	/** null until the server has answered */
	readonly statistics: ShallowRef<service.Statistics | null>
	/** null also for whoever doesn't look after it */
	readonly queue: ShallowRef<service.Queue | null>
	/** the newest warnings and errors; null also for whoever doesn't look after them */
	readonly trouble: ShallowRef<readonly LoggedEntry[] | null>
	readonly problem: ShallowRef<Problem | null>
	/** rows of the queue that are being changed */
	readonly busy: Ref<ReadonlySet<number>>
	load(): Promise<boolean>
	retry(id: number): Promise<void>
	discard(id: number): Promise<void>
	/** likewise of the messages to programs */
	readonly busyDeliveries: Ref<ReadonlySet<number>>
	retryDelivery(id: number): Promise<void>
	discardDelivery(id: number): Promise<void>
}

/** Milliseconds that what went wrong is told of. */
const week = 7 * 86_400_000

/** @param isAdmin whether this account looks after the queue */
export function createOverview(isAdmin: boolean, server: typeof service = service): Overview {
	const statistics = shallowRef<service.Statistics | null>(null)
	const queue = shallowRef<service.Queue | null>(null)
	const trouble: Overview['trouble'] = shallowRef(null)
	const problem = shallowRef<Problem | null>(null)
	const busy = ref<ReadonlySet<number>>(new Set())
	const busyDeliveries = ref<ReadonlySet<number>>(new Set())

	async function load(): Promise<boolean> {
		try {
			const [numbers, rows, entries] = await Promise.all([server.fetchStatistics(), isAdmin ? server.fetchQueue() : null, isAdmin ? server.fetchTrouble(`${new Date(Date.now() - week).toISOString().slice(0, 19)}Z`) : null])
			statistics.value = numbers
			queue.value = rows
			trouble.value = entries
			problem.value = null
			return true
		} catch (error) {
			problem.value = problemOf(error)
			return false
		}
	}
	async function change(id: number, action: (id: number) => Promise<unknown>, under: Ref<ReadonlySet<number>> = busy): Promise<void> {
		if (under.value.has(id)) return
		under.value = new Set([...under.value, id])
		let failed: Problem | null = null
		try {
			await action(id)
		} catch (error) {
			failed = problemOf(error)
		}
		// whatever was answered: what holds now is asked
		await load()
		if (failed !== null) problem.value = failed
		under.value = new Set([...under.value].filter((one) => one !== id))
	}
	return {
		statistics, queue, trouble, problem, busy, busyDeliveries, load,
		retry: (id) => change(id, server.retryRow),
		discard: (id) => change(id, server.discardRow),
		retryDelivery: (id) => change(id, server.retryDelivery, busyDeliveries),
		discardDelivery: (id) => change(id, server.discardDelivery, busyDeliveries),
	}
}
