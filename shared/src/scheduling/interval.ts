// SPDX-License-Identifier: GPL-3.0-or-later

/** Half-open `[start, end)`, milliseconds since the epoch (UTC). */
export interface Interval {
	readonly start: number
	readonly end: number
}

export function overlaps(a: Interval, b: Interval): boolean {
	return a.start < b.end && b.start < a.end
}

/** Whether `inner` lies wholly in `outer`. */
export function contains(outer: Interval, inner: Interval): boolean {
	return outer.start <= inner.start && inner.end <= outer.end
}

export function byTime(a: Interval, b: Interval): number {
	return a.start - b.start || a.end - b.end
}

/** Sorted, disjoint, not even touching; empty intervals vanish. */
export function merge(intervals: readonly Interval[]): Interval[] {
	const merged: Interval[] = []
	for (const next of intervals.filter((entry) => entry.start < entry.end).sort(byTime)) {
		const last = merged.at(-1)
		if (last !== undefined && next.start <= last.end) {
			merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end) }
		} else {
			merged.push({ start: next.start, end: next.end })
		}
	}
	return merged
}

/** The parts of `from` that no interval of `minus` covers, merged. */
export function subtract(from: readonly Interval[], minus: readonly Interval[]): Interval[] {
	const holes = merge(minus)
	return merge(from).flatMap((whole) => {
		const parts: Interval[] = []
		let start = whole.start
		for (const hole of holes) {
			if (hole.end <= start) continue
			if (hole.start >= whole.end) break
			if (hole.start > start) parts.push({ start, end: hole.start })
			start = hole.end
		}
		if (start < whole.end) parts.push({ start, end: whole.end })
		return parts
	})
}

/** What both lists cover, merged. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
	const others = merge(b)
	return merge(a).flatMap((one) => others.filter((other) => overlaps(one, other))
		.map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) })))
}

export function clip(intervals: readonly Interval[], range: Interval): Interval[] {
	return intersect(intervals, [range])
}

/** The interval with buffers around it. */
export function widen(interval: Interval, beforeMinutes: number, afterMinutes: number): Interval {
	return { start: interval.start - beforeMinutes * 60000, end: interval.end + afterMinutes * 60000 }
}
