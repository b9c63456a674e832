// SPDX-License-Identifier: AGPL-3.0-or-later

/** The uid `steps` further down, stopping at both ends; the first (or last) one where none is selected. */
export function step(uids: readonly string[], selected: string | null, steps: 1 | -1): string | null {
	if (uids.length === 0) return null
	const index = selected === null ? -1 : uids.indexOf(selected)
	if (index < 0) return uids.at(steps > 0 ? 0 : -1) ?? null
	return uids[Math.min(uids.length - 1, Math.max(0, index + steps))] ?? null
}

/** Who is next when `uid` leaves the list: the one that takes its place, else the last one. */
export function successor(uids: readonly string[], uid: string): string | null {
	const index = uids.indexOf(uid)
	const rest = uids.filter((other) => other !== uid)
	return rest[Math.min(Math.max(index, 0), rest.length - 1)] ?? null
}
