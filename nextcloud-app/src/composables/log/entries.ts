// SPDX-License-Identifier: AGPL-3.0-or-later
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { fetchLog, resolvePatients, type LogFilter, type LoggedEntry, type LogPage, type LogPatient } from '../../services/log.ts'
import { problemOf, type Problem } from '../../services/problem.ts'

export interface LogList {
	/** the newest first; null until the server has answered */
	readonly entries: ShallowRef<readonly LoggedEntry[] | null>
	readonly hasMore: Readonly<Ref<boolean>>
	readonly loading: Readonly<Ref<boolean>>
	readonly problem: ShallowRef<Problem | null>
	/** by UID, as far as somebody asked; null: the appointment is gone */
	readonly patients: ShallowRef<ReadonlyMap<string, LogPatient | null>>
	/** From the newest entry on. */
	show(filter: LogFilter): Promise<boolean>
	more(): Promise<void>
	/** The newest entries anew, while nothing older is on show. */
	renew(): Promise<void>
	/** Asks whom these appointments are about. */
	resolve(uids: readonly string[]): Promise<void>
}

interface Server {
	fetch(filter: LogFilter, before: number | null): Promise<LogPage>
	resolve(uids: readonly string[]): Promise<Readonly<Record<string, LogPatient>>>
}

/** Most that the server resolves at once. */
const most = 200

/** The log as far as it was asked for. Of several questions the last one counts, whichever is answered first. */
export function createLogList(server: Server = { fetch: fetchLog, resolve: resolvePatients }): LogList {
	const entries = shallowRef<readonly LoggedEntry[] | null>(null)
	const hasMore = ref(false)
	const loading = ref(false)
	const problem = shallowRef<Problem | null>(null)
	const patients = shallowRef<ReadonlyMap<string, LogPatient | null>>(new Map())
	let filter: LogFilter | null = null
	let before: number | null = null
	let asked = 0
	let pages = 0

	async function load(from: number | null): Promise<boolean> {
		if (filter === null) return false
		const question = ++asked
		loading.value = true
		try {
			const page = await server.fetch(filter, from)
			if (question !== asked) return false
			entries.value = from === null ? page.entries : [...entries.value ?? [], ...page.entries]
			pages = from === null ? 1 : pages + 1
			before = page.before
			hasMore.value = before !== null
			problem.value = null
			return true
		} catch (error) {
			if (question === asked) problem.value = problemOf(error)
			return false
		} finally {
			if (question === asked) loading.value = false
		}
	}

	return {
		entries, hasMore, loading, problem, patients,
		show(next) {
			filter = next
			return load(null)
		},
		async more() {
			if (before !== null && !loading.value) await load(before)
		},
		async renew() {
			if (pages === 1 && !loading.value) await load(null)
		},
		async resolve(uids) {
			const unknown = [...new Set(uids)].filter((uid) => uid !== '' && !patients.value.has(uid)).slice(0, most)
			if (unknown.length === 0) return
			try {
				const found = await server.resolve(unknown)
				patients.value = new Map([...patients.value, ...unknown.map((uid) => [uid, found[uid] ?? null] as const)])
				problem.value = null
			} catch (error) {
				problem.value = problemOf(error)
			}
		},
	}
}
