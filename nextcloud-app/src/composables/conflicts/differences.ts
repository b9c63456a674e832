// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CalendarEntry } from '@sprechstunde/core'

/** One fact of an appointment as two versions have it; empty where a version has none. */
export interface Difference {
	/** a field's JSON name, or status, time, note */
	readonly name: string
	readonly lost: string
	readonly winner: string
	readonly differs: boolean
}

/** What says the same in every version of an appointment, or nothing to people. */
const hidden = new Set(['source', 'consent', 'requiresConfirmation', 'language'])

/**
 * What two versions say, the differences first; null: a version that is deleted says nothing.
 *
 * @param time shows when an appointment takes place
 */
export function differencesOf(lost: CalendarEntry | null, winner: CalendarEntry | null, time: (entry: CalendarEntry) => string): readonly Difference[] {
	const names = [...new Set([...Object.keys(lost?.fields ?? {}), ...Object.keys(winner?.fields ?? {})])].filter((name) => !hidden.has(name))
	const facts = (entry: CalendarEntry | null): Readonly<Record<string, string>> => entry === null ? {} : { ...entry.fields, time: time(entry), status: entry.status, note: entry.note }
	const [one, other] = [facts(lost), facts(winner)]
	const all = ['time', 'status', ...names, 'note'].map((name) => {
		const [left, right] = [one[name] ?? '', other[name] ?? '']
		return { name, lost: left, winner: right, differs: left !== right }
	}).filter(({ lost: left, winner: right }) => left !== '' || right !== '')
	return [...all.filter(({ differs }) => differs), ...all.filter(({ differs }) => !differs)]
}

/** Whether two versions say the same of the appointment. */
export function sameEntry(one: CalendarEntry | null, other: CalendarEntry | null): boolean {
	if (one === null || other === null) return one === other
	return differencesOf(one, other, (entry) => `${entry.start} ${entry.end}`).every(({ differs }) => !differs)
}
