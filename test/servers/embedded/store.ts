// SPDX-License-Identifier: GPL-3.0-or-later
import type { CalendarConfig, Role, State, Status } from '@sprechstunde/core'
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface StatusChange {
	readonly from: State
	readonly to: Status
	/** epoch milliseconds */
	readonly at: number
}

export interface StoredObject {
	/** last segment of the address */
	readonly uri: string
	readonly uid: string
	/** iCalendar */
	readonly data: string
	readonly etag: string
	/** account that created it */
	readonly creator: string
	readonly created: number
	readonly modified: number
	readonly statusChange: StatusChange | null
	/** what website and patients have just changed; `at` in epoch milliseconds */
	readonly recent: readonly { readonly etag: string; readonly role: Role; readonly at: number }[]
}

interface Change {
	readonly uri: string
	readonly creator: string
}

/** A calendar: its objects, the list of changes behind sync tokens, and what PROPPATCH set. */
export interface Collection {
	readonly owner: string
	readonly uri: string
	/** what the practice configuration says of it; null: somebody's private calendar */
	readonly config: CalendarConfig | null
	readonly properties: Map<string, string>
	readonly objects: Map<string, StoredObject>
	readonly changes: Change[]
}

type Entry =
	| { op: 'put'; collection: string; object: Omit<StoredObject, 'etag' | 'recent'> & Partial<Pick<StoredObject, 'recent'>> }
	| { op: 'delete'; collection: string; uri: string }
	| { op: 'make'; owner: string; uri: string }
	| { op: 'remove'; owner: string; uri: string }
	| { op: 'property'; collection: string; name: string; value: string | null }

/** Everything in memory; with a folder each change is also a line of `journal.jsonl`, read again at the next start. */
export class Store {
	readonly collections = new Map<string, Collection>()
	/** rises with every change */
	revision = 0
	readonly #journal: string | null

	constructor(configs: readonly CalendarConfig[], stateDir: string | null) {
		for (const config of configs) this.#apply({ op: 'make', owner: config.owner, uri: config.uri }, config)
		this.#journal = stateDir === null ? null : join(stateDir, 'journal.jsonl')
		if (stateDir === null || this.#journal === null) return
		mkdirSync(stateDir, { recursive: true, mode: 0o700 })
		if (!existsSync(this.#journal)) return
		const text = readFileSync(this.#journal, 'utf8')
		const lines = text.split('\n').slice(0, -1)
		for (const line of lines) this.#apply(JSON.parse(line) as Entry)
		// a last line cut off by a crash was never acknowledged
		if (!text.endsWith('\n')) writeFileSync(this.#journal, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 })
	}

	static key(collection: Pick<Collection, 'owner' | 'uri'>): string {
		return `${collection.owner}/${collection.uri}`
	}

	get(owner: string, uri: string): Collection | undefined {
		return this.collections.get(Store.key({ owner, uri }))
	}

	/** Stores the object; the ETag is that of its content. */
	put(collection: Collection, object: Omit<StoredObject, 'etag'>): StoredObject {
		this.#record({ op: 'put', collection: Store.key(collection), object })
		return collection.objects.get(object.uri) as StoredObject
	}

	delete(collection: Collection, uri: string): void {
		this.#record({ op: 'delete', collection: Store.key(collection), uri })
	}

	make(owner: string, uri: string): Collection {
		this.#record({ op: 'make', owner, uri })
		return this.get(owner, uri) as Collection
	}

	remove(collection: Collection): void {
		this.#record({ op: 'remove', owner: collection.owner, uri: collection.uri })
	}

	/** @param value XML of the property's content; null removes it */
	setProperty(collection: Collection, name: string, value: string | null): void {
		this.#record({ op: 'property', collection: Store.key(collection), name, value })
	}

	#record(entry: Entry): void {
		if (this.#journal !== null) appendFileSync(this.#journal, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
		this.#apply(entry)
	}

	#apply(entry: Entry, config: CalendarConfig | null = null): void {
		this.revision++
		if (entry.op === 'make') {
			const { owner, uri } = entry
			this.collections.set(Store.key(entry), { owner, uri, config, properties: new Map(), objects: new Map(), changes: [] })
			return
		}
		if (entry.op === 'remove') {
			this.collections.delete(Store.key(entry))
			return
		}
		const collection = this.collections.get(entry.collection)
		if (collection === undefined) return
		if (entry.op === 'property') {
			if (entry.value === null) collection.properties.delete(entry.name)
			else collection.properties.set(entry.name, entry.value)
			return
		}
		const uri = entry.op === 'put' ? entry.object.uri : entry.uri
		const creator = entry.op === 'put' ? entry.object.creator : collection.objects.get(uri)?.creator ?? ''
		collection.changes.push({ uri, creator })
		if (entry.op === 'delete') collection.objects.delete(uri)
		else collection.objects.set(uri, { ...entry.object, recent: entry.object.recent ?? [], etag: `"${createHash('sha256').update(entry.object.data).digest('hex').slice(0, 32)}"` })
	}
}
