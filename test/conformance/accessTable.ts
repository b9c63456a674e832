// SPDX-License-Identifier: GPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountNames, target } from './target.ts'

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
	readonly status: number
	/** code of the issue that a refusal names */
	readonly code: string | null
	/** status inside a multistatus */
	readonly inner: number | null
}

/** `204`, `403 ROLE_FORBIDDEN`, `207 inner 403`. */
export function expectation(text: string): Expectation {
	const match = /^(\d{3})(?: ([A-Z_]+))?(?: inner (\d{3}))?$/.exec(text)
	if (match === null) throw new Error(`not an expected answer: ${text}`)
	return { status: Number(match[1]), code: match[2] ?? null, inner: match[3] === undefined ? null : Number(match[3]) }
}

const folder = join(import.meta.dirname, '../access')

/** As the table has it: one answer, or one per server where they differ natively. */
type Listed = string | Readonly<Record<string, string>>

/** All rows with the answers of the server under test, by file. */
export function accessTable(): { file: string; rows: Row[] }[] {
	return readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
		.map((name) => ({ file: name.replace('.json', ''), rows: (JSON.parse(readFileSync(join(folder, name), 'utf8')) as ListedRow[]).map(here) }))
}

type ListedRow = Omit<Row, 'expected'> & { readonly expected: Readonly<Record<string, Listed>> }

function here(row: ListedRow): Row {
	const { kind, version } = target().server
	const major = Number.parseInt(version, 10)
	const pick = (listed: Listed): string | undefined => {
		if (typeof listed === 'string') return listed
		// `nextcloud 34` is for that release and those after it
		const since = Object.keys(listed).filter((key) => key.startsWith(`${kind} `) && Number(key.slice(kind.length)) <= major).sort().at(-1)
		return listed[since ?? kind]
	}
	return { ...row, expected: Object.fromEntries(Object.entries(row.expected).flatMap(([asker, listed]) => {
		const one = pick(listed)
		return one === undefined ? [] : [[asker, one]]
	})) }
}
