// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync, readdirSync } from 'node:fs'

export interface CorpusCase {
	readonly name: string
	/** the object, as a client sends it */
	readonly ics: string
	/** what it is about */
	readonly about: string
	/** why a server may refuse to store it */
	readonly mayBeRefused?: string
	/** UTC, ISO 8601 */
	readonly from: string
	readonly to: string
	/** one per occurrence that overlaps the range, by time; neither merged nor clipped */
	readonly intervals: readonly { readonly start: string; readonly end: string }[]
}

const folder = new URL('./busy/', import.meta.url)

/** The corpus of busy times: each .ics with its .json; throws where one lacks the other. */
export function busyCorpus(): CorpusCase[] {
	const files = readdirSync(folder)
	const names = [...new Set(files.map((file) => file.replace(/\.(ics|json)$/, '')))].sort()
	return names.map((name) => {
		const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Omit<CorpusCase, 'name' | 'ics'>
		return { name, ics: readFileSync(new URL(`${name}.ics`, folder), 'utf8'), ...expected }
	})
}

/** Where Nextcloud's own free-busy-query has other times than ours, and why. */
export interface NativeDifferences {
	/** why, in words, by a short name */
	readonly reasons: Readonly<Record<string, string>>
	/**
	 * by the name of the corpus's object: the reason's short name, and the times that Nextcloud gives, joined and cut to the range; `since34`
	 * where they are others from Nextcloud 34 on
	 */
	readonly differences: Readonly<Record<string, { readonly reason: string; readonly intervals: CorpusCase['intervals']; readonly since34?: CorpusCase['intervals'] }>>
}

/** The list that the suite over HTTP holds Nextcloud to. */
export function nativeDifferences(): NativeDifferences {
	return JSON.parse(readFileSync(new URL('./nativeFreeBusy.json', import.meta.url), 'utf8')) as NativeDifferences
}
