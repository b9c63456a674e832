// SPDX-License-Identifier: GPL-3.0-or-later
import { busyIntervals, isAppointment, masterOf, merge, parseCalendar, textOf, type Practice } from '@sprechstunde/core'
import type { Row } from '../servers/databases/database.ts'
import type { Snapshot } from './snapshot.ts'

const day = 86_400_000

/**
 * Where the app's tables and Nextcloud's calendars contradict each other; empty where they agree. Busy time is worked out
 * by the TypeScript core from the stored text, so it is not the code under test that judges itself.
 *
 * @param now epoch milliseconds
 */
export function disagreements(seen: Snapshot, practice: Practice, now: number): string[] {
	const found: string[] = []
	const states = new Map(seen.states.map((row) => [Number(row['object_id']), row]))
	const occurrences = new Map<number, Row[]>()
	for (const row of seen.occurrences) occurrences.set(Number(row['object_id']), [...occurrences.get(Number(row['object_id'])) ?? [], row])
	const live = new Map(seen.objects.filter((row) => row['deleted_at'] === null).map((row) => [Number(row['id']), row]))

	for (const [id, object] of live) found.push(...ofObject(object, states.get(id), occurrences.get(id) ?? [], practice, now).map((text) => `object ${id} (${object['uri']}): ${text}`))
	for (const id of occurrences.keys()) if (!live.has(id)) found.push(`object ${id} is not in its calendar and makes it busy`)
	for (const [id, row] of states) if (Number(row['deleted_at']) === 0 && !live.has(id)) found.push(`object ${id} is not in its calendar and has a state`)
	for (const [id, count] of pendingByObject(seen)) if (count > 1) found.push(`object ${id} has ${count} waiting messages`)
	for (const row of seen.outbox) if (!states.has(Number(row['object_id']))) found.push(`message ${row['id']} is about an object that never was`)
	for (const { id, synctoken } of seen.calendars) {
		const last = seen.changes.find((row) => row['calendarid'] === id)?.['synctoken'] ?? null
		if (last !== null && Number(last) !== Number(synctoken) - 1) found.push(`calendar ${id} is at ${synctoken}, its last change at ${last}`)
	}
	return found
}

/** Messages of each object that wait to be sent. */
export function pendingByObject(seen: Snapshot): Map<number, number> {
	const counts = new Map<number, number>()
	for (const row of seen.outbox) {
		if (row['kind'] === 'patient' && row['state'] === 'pending') counts.set(Number(row['object_id']), (counts.get(Number(row['object_id'])) ?? 0) + 1)
	}
	return counts
}

function ofObject(object: Row, state: Row | undefined, rows: readonly Row[], practice: Practice, now: number): string[] {
	const parsed = parseCalendar(String(object['calendardata']))
	if (!parsed.ok) return ['can\'t be read']
	const event = masterOf(parsed.value)
	const busy = merge(busyIntervals(parsed.value, { start: now - 366 * day, end: now + 731 * day }, practice)).map(({ start, end }) => `${start / 1000}–${end / 1000}`)
	const indexed = rows.map((row) => `${row['start_at']}–${row['end_at']}`).sort()
	const found: string[] = []
	if (busy.sort().join() !== indexed.join()) found.push(`busy ${busy.join() || 'never'}, indexed ${indexed.join() || 'never'}`)
	if (rows.some((row) => Number(row['calendar_id']) !== Number(object['calendarid']))) found.push('indexed for another calendar')
	if (state === undefined) return [...found, 'has no state']
	const status = event !== undefined && isAppointment(event) ? textOf(event, 'STATUS') ?? '' : ''
	const expected = { uri: object['uri'], uid: object['uid'], calendar_id: object['calendarid'], deleted_at: 0, status }
	for (const [name, value] of Object.entries(expected)) {
		if (String(state[name] ?? '') !== String(value ?? '')) found.push(`its ${name} is ${value}, its state's ${state[name]}`)
	}
	return found
}
