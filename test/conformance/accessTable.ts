// SPDX-License-Identifier: GPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountNames } from './target.ts'

/** Who asks: an account, or nobody. */
export const askers = [...accountNames, 'anonymous'] as const
export type Asker = (typeof askers)[number]

export const credentials = ['basic', 'bearer', 'oauth2'] as const
export type Credential = (typeof credentials)[number]

/** One row of the table; see test/access/README.md. */
export interface Row {
	readonly name: string
	/** over HTTP when not given */
	readonly way?: 'createFromString' | 'import'
	readonly method?: string
	readonly at?: string
	readonly headers?: Readonly<Record<string, string>>
	readonly body?: string
	readonly credentials?: readonly Credential[]
	/** what the answer must show to whom it is given: proof that the row asks for something */
	readonly shows?: 'uri' | 'name' | 'start'
	/** whether the object exists must not be seen from the answer to who may not see it */
	readonly hides?: boolean
	/** it may change something: each cell has objects of its own, and after a refusal they are as they were */
	readonly changes?: boolean
	/** the objects are as they were even where it was allowed */
	readonly keeps?: boolean
	/** the practice's object lies in the trash */
	readonly trashed?: boolean
	/** the practice's object begins in a few minutes, before all others */
	readonly soon?: boolean
	/** an app of Nextcloud's without which it finds nothing; it counts as switched on meanwhile */
	readonly enables?: string
	/** what it made, to be deleted afterwards */
	readonly removes?: string
	/** every server when not given */
	readonly servers?: readonly string[]
	readonly expected: Readonly<Partial<Record<Asker, string>>>
}

export interface Expectation {
	readonly statuses: readonly number[]
	/** code of the issue that a refusal names */
	readonly code: string | null
	/** status inside a multistatus */
	readonly inner: number | null
}

/** `204`, `403|404`, `403 ROLE_FORBIDDEN`, `403|207 inner 403`. */
export function expectation(text: string): Expectation {
	const match = /^(\d{3}(?:\|\d{3})*)(?: ([A-Z_]+))?(?: inner (\d{3}))?$/.exec(text)
	if (match === null) throw new Error(`not an expected answer: ${text}`)
	return { statuses: (match[1] ?? '').split('|').map(Number), code: match[2] ?? null, inner: match[3] === undefined ? null : Number(match[3]) }
}

const folder = join(import.meta.dirname, '../access')

/** All rows, by file. */
export function accessTable(): { file: string; rows: Row[] }[] {
	return readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
		.map((name) => ({ file: name.replace('.json', ''), rows: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Row[] }))
}
