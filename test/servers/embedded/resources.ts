// SPDX-License-Identifier: GPL-3.0-or-later
import type { Role } from '@sprechstunde/core'
import { Refusal } from './http.ts'
import type { Collection, Store, StoredObject } from './store.ts'

export const davRoot = '/remote.php/dav/'

export interface Account {
	readonly user: string
	readonly password: string
	readonly role: Role | null
}

/** A calendar as one account reaches it. */
export interface View {
	readonly account: Account
	readonly collection: Collection
	readonly href: string
	/** the account sees what it created and nothing else */
	readonly ownOnly: boolean
}

export type Resource =
	| { readonly kind: 'root' | 'principals' | 'principal' | 'homes' | 'home'; readonly href: string }
	| { readonly kind: 'calendar'; readonly href: string; readonly view: View }
	| { readonly kind: 'object'; readonly href: string; readonly view: View; readonly uri: string; readonly object: StoredObject | undefined }
	/** an address in the account's home where a calendar could be made */
	| { readonly kind: 'vacant'; readonly href: string; readonly uri: string }

export const principalHref = (user: string): string => `${davRoot}principals/users/${encodeURIComponent(user)}/`
export const homeHref = (user: string): string => `${davRoot}calendars/${encodeURIComponent(user)}/`

/** The calendars in an account's home: a booking account has virtual ones, the others their own and the practice's as shares. */
export function viewsOf(account: Account, store: Store): View[] {
	const ownOnly = account.role === 'booking'
	return [...store.collections.values()].flatMap((collection) => {
		const isOwn = collection.owner === account.user
		if (collection.config === null && !isOwn) return []
		const segment = isOwn ? collection.uri : ownOnly && collection.config !== null
			? `app-generated--sprechstunde--${collection.config.id}` : `${collection.uri}_shared_by_${collection.owner}`
		return [{ account, collection, ownOnly, href: `${homeHref(account.user)}${encodeURIComponent(segment)}/` }]
	})
}

export function objectsOf(view: View): StoredObject[] {
	const all = [...view.collection.objects.values()]
	return view.ownOnly ? all.filter((object) => object.creator === view.account.user) : all
}

/** The object at `uri`; one that the account may not see is as absent as one that does not exist. */
export function objectOf(view: View, uri: string): StoredObject | undefined {
	const object = view.collection.objects.get(uri)
	return object !== undefined && view.ownOnly && object.creator !== view.account.user ? undefined : object
}

/** How many changes the account has been able to see: the number behind its ctag and sync token. */
export function changesOf(view: View): readonly { readonly uri: string }[] {
	return view.ownOnly ? view.collection.changes.filter((change) => change.creator === view.account.user) : view.collection.changes
}

export function ctagOf(view: View): string {
	return `http://sabre.io/ns/sync/${changesOf(view).length}`
}

/**
 * What lies at an address (decoded segments behind the server's root).
 *
 * @throws {Refusal} 404 where nothing does, or where the account must not know
 */
export function resolve(path: readonly string[], account: Account, store: Store): Resource {
	if (path[0] !== 'remote.php' || path[1] !== 'dav') throw new Refusal(404)
	const href = `/${path.map(encodeURIComponent).join('/')}/`
	const [area, second, third, fourth] = path.slice(2)
	const depth = path.length - 2
	if (depth === 0) return { kind: 'root', href }
	if (area === 'principals') {
		if (depth === 1 || (depth === 2 && second === 'users')) return { kind: 'principals', href }
		if (depth === 3 && second === 'users' && third === account.user) return { kind: 'principal', href }
	}
	if (area === 'calendars') {
		if (depth === 1) return { kind: 'homes', href }
		if (second !== account.user) throw new Refusal(404)
		if (depth === 2) return { kind: 'home', href }
		const calendarHref = `${homeHref(account.user)}${encodeURIComponent(third ?? '')}/`
		const view = viewsOf(account, store).find((entry) => entry.href === calendarHref)
		if (depth === 3) return view === undefined ? { kind: 'vacant', href, uri: third ?? '' } : { kind: 'calendar', href, view }
		if (depth === 4 && view !== undefined && fourth !== undefined) {
			return { kind: 'object', href: href.slice(0, -1), view, uri: fourth, object: objectOf(view, fourth) }
		}
	}
	throw new Refusal(404)
}

/** What lies directly below (Depth: 1). */
export function childrenOf(resource: Resource, account: Account, store: Store): Resource[] {
	const below = (kind: 'principals' | 'principal' | 'homes' | 'home', href: string): Resource => ({ kind, href })
	if (resource.kind === 'root') return [below('principals', `${davRoot}principals/`), below('homes', `${davRoot}calendars/`)]
	if (resource.kind === 'principals') {
		return resource.href.endsWith('/users/') ? [below('principal', principalHref(account.user))] : [below('principals', `${davRoot}principals/users/`)]
	}
	if (resource.kind === 'homes') return [below('home', homeHref(account.user))]
	if (resource.kind === 'home') return viewsOf(account, store).map((view) => ({ kind: 'calendar', href: view.href, view }))
	if (resource.kind === 'calendar') return objectsOf(resource.view).map((object) => objectResource(resource.view, object))
	return []
}

export function objectResource(view: View, object: StoredObject): Resource & { kind: 'object'; object: StoredObject } {
	return { kind: 'object', href: view.href + encodeURIComponent(object.uri), view, uri: object.uri, object }
}
