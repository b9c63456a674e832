// SPDX-License-Identifier: AGPL-3.0-or-later
import { pointerOf, type Path } from './path.ts'

/** One place at which two documents differ. */
export interface Difference {
	readonly pointer: string
	readonly kind: 'added' | 'removed' | 'changed'
	/** undefined where it is not there */
	readonly before: unknown
	readonly after: unknown
}

/** How the entries of a list are told apart, so that one that was put in doesn't change all that follow. */
const identities: Readonly<Record<string, string>> = { calendars: 'id', appointmentTypes: 'code', categories: 'code' }

/** Where two documents differ, by JSON pointers into the later one (into the earlier for what was taken away). */
export function differences(before: unknown, after: unknown, path: Path = []): Difference[] {
	if (JSON.stringify(before) === JSON.stringify(after)) return []
	if (Array.isArray(before) && Array.isArray(after)) {
		const identity = identities[String(path.at(-1))]
		return identity === undefined ? [changed(before, after, path)] : byIdentity(before as Entry[], after as Entry[], identity, path)
	}
	if (isObject(before) && isObject(after)) {
		return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => differences(before[name], after[name], [...path, name]))
	}
	return [changed(before, after, path)]
}

type Entry = Readonly<Record<string, unknown>>

function byIdentity(before: readonly Entry[], after: readonly Entry[], identity: string, path: Path): Difference[] {
	const found = after.flatMap((entry, index) => differences(before.find((one) => one[identity] === entry[identity]), entry, [...path, index]))
	const removed = before.flatMap((entry, index) => after.some((one) => one[identity] === entry[identity]) ? [] : [changed(entry, undefined, [...path, index])])
	const all = [...found, ...removed]
	// the same entries in another order
	return all.length === 0 ? [changed(before, after, path)] : all
}

function changed(before: unknown, after: unknown, path: Path): Difference {
	return { pointer: pointerOf(path), kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed', before, after }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}
