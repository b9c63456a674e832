// SPDX-License-Identifier: GPL-3.0-or-later
import { typeOf, type Catalog, type CatalogType, type Config } from './model.ts'
import type { Action, State } from './state.ts'
import type { Texts } from './texts.ts'

/** What every step's view gets. */
export interface Context {
	/** as it was when the step was drawn */
	readonly state: State
	/** as it is, for listeners */
	readonly now: () => State
	readonly config: Config
	readonly texts: Texts
	readonly catalog: Catalog
	/** changes the state and shows it */
	readonly act: (action: Action) => void
	/** changes the state; the page shows it already */
	readonly note: (action: Action) => void
	/** a unique id on the page */
	readonly id: (name: string) => string
	readonly send: () => void
	readonly restart: () => void
}

export function chosenType({ catalog, state }: Context): CatalogType {
	return typeOf(catalog, state.type) as CatalogType
}

export function doctorOf(catalog: Catalog, calendar: string): string {
	const found = catalog.calendars.find((entry) => entry.id === calendar)
	return found === undefined ? '' : found.doctor || found.displayName
}

export function phoneOf(context: Pick<Context, 'config'> & { readonly state: State }): string {
	return context.state.catalog?.practice.phone ?? context.config.phone
}
