// SPDX-License-Identifier: AGPL-3.0-or-later

/** Where something is in the document: names of members and places in lists. */
export type Path = readonly (string | number)[]

/** RFC 6901 */
export function pointerOf(path: Path): string {
	return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Segments of a JSON pointer; places in lists stay text. */
export function segmentsOf(pointer: string): string[] {
	return pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Undefined where there is nothing. */
export function valueAt(document: unknown, path: Path): unknown {
	return path.reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined), document)
}

/**
 * A document that differs at one place only; all else is shared with the old one. Undefined takes the place away: from an object its
 * member, from a list its entry.
 */
export function withValue<T>(document: T, path: Path, value: unknown): T {
	const [first, ...rest] = path
	if (first === undefined) return value as T
	if (Array.isArray(document)) {
		const place = Number(first)
		if (rest.length === 0 && value === undefined) return document.filter((_, index) => index !== place) as T
		const next = [...document] as unknown[]
		next[place] = withValue(next[place], rest, value)
		return next as T
	}
	const { [first]: inner, ...others } = (document ?? {}) as Record<string, unknown>
	const next = withValue(inner, rest, value)
	if (next === undefined) return others as T
	// its members keep their order
	return inner === undefined ? { ...others, [first]: next } as T : { ...document as object, [first]: next } as T
}
