// SPDX-License-Identifier: GPL-3.0-or-later
import type { Practice } from '@sprechstunde/core'
import { disagreements, pendingByObject } from '../agreement/disagreements.ts'
import type { Snapshot } from '../agreement/snapshot.ts'
import type { Row } from '../servers/databases/database.ts'

export interface Outcome {
	/** whether the write took effect */
	readonly happened: boolean
	/** what is half done, or done to others; empty where all is well */
	readonly problems: readonly string[]
}

/**
 * Judges what an interrupted write left behind: all of it or nothing. No message may have been waiting before.
 *
 * @param status of the answer; null where none came
 */
export function outcome(before: Snapshot, after: Snapshot, uid: string, status: number | null, practice: Practice, now: number): Outcome {
	const problems = disagreements(after, practice, now)
	const changed = new Set(all(before, after).filter((id) => text(before, id) !== text(after, id)))
	const own = new Set([...before.objects, ...after.objects].filter((row) => row['uid'] === uid).map((row) => Number(row['id'])))
	for (const id of changed) if (!own.has(id)) problems.push(`object ${id}, which was none of its business, changed`)
	const happened = [...own].some((id) => changed.has(id))
	const pending = pendingByObject(after)
	for (const [id, count] of pending) if (!own.has(id) || !changed.has(id)) problems.push(`${count} messages about object ${id}, which did not change`)
	if (happened && [...own].reduce((sum, id) => sum + (pending.get(id) ?? 0), 0) !== 1) problems.push('it took effect, and the patient does not hear of it once')
	if (status !== null && status < 300 && !happened) problems.push(`it was answered with ${status} and did not take effect`)
	if (status !== null && status >= 300 && status !== 504 && happened) problems.push(`it was answered with ${status} and took effect`)
	return { happened, problems }
}

function all(...seen: readonly Snapshot[]): number[] {
	return [...new Set(seen.flatMap(({ objects }) => objects.map((row) => Number(row['id']))))]
}

function text(seen: Snapshot, id: number): string {
	const row: Row | undefined = seen.objects.find((entry) => Number(entry['id']) === id)
	return JSON.stringify(row ?? null)
}
