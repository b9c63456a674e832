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
