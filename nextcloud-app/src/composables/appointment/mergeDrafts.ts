// SPDX-License-Identifier: AGPL-3.0-or-later
import { timeKeys, type Draft } from './draft.ts'

/** Something that someone else has stored since the form was filled. */
export interface Difference {
	/** name in the draft; `time` for day, start and end together */
	readonly key: string
	readonly before: Draft
	readonly mine: Draft
	readonly theirs: Draft
	/** both have changed it, and not to the same */
	readonly conflict: boolean
}

export interface Merge {
	/** theirs, with everything that is changed in the form; in a conflict mine */
	readonly merged: Draft
	readonly differences: readonly Difference[]
}

/** Brings together what stands in the form with what is stored by now. Nothing typed is lost. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): Merge {
	const merged: Record<string, string> = { ...theirs }
	const differences: Difference[] = []
	for (const [key, names] of units(mine)) {
		const [own, foreign] = [differs(base, mine, names), differs(base, theirs, names)]
		if (own) for (const name of names) merged[name] = mine[name] ?? ''
		if (foreign && differs(mine, theirs, names)) differences.push({ key, before: pick(base, names), mine: pick(mine, names), theirs: pick(theirs, names), conflict: own })
	}
	return { merged, differences }
}

/** The draft with one difference as the other person stored it, or as it stands in the form. */
export function resolve(draft: Draft, difference: Difference, choice: 'mine' | 'theirs'): Draft {
	return { ...draft, ...difference[choice] }
}

/** The time is one thing: half of it from each would be nobody's. */
function units(draft: Draft): [string, readonly string[]][] {
	const single = Object.keys(draft).filter((name) => !(timeKeys as readonly string[]).includes(name))
	return [['time', timeKeys], ...single.map((name): [string, readonly string[]] => [name, [name]])]
}

function differs(one: Draft, other: Draft, names: readonly string[]): boolean {
	return names.some((name) => (one[name] ?? '') !== (other[name] ?? ''))
}

function pick(draft: Draft, names: readonly string[]): Draft {
	return Object.fromEntries(names.map((name) => [name, draft[name] ?? '']))
}
