// SPDX-License-Identifier: AGPL-3.0-or-later

/** A list that was asked for again: what is as it was stays the same object, so that nothing is drawn anew. */
export function keepSame<T extends { readonly uid: string }>(before: readonly T[], now: readonly T[]): readonly T[] {
	const known = new Map(before.map((one) => [one.uid, one]))
	return now.map((one) => {
		const same = known.get(one.uid)
		return same !== undefined && JSON.stringify(same) === JSON.stringify(one) ? same : one
	})
}
