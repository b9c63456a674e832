// SPDX-License-Identifier: AGPL-3.0-or-later
import { categories as commonCategories } from '@sprechstunde/core'
import type { Catalog } from '../../types.ts'
import type { ShownEntry } from '../../services/calendarEntries.ts'

/** Per cent of a treatment's colour in an entry's background: with the page's own text colour every colour stays readable, see the test. */
export const tint = { light: 24, dark: 34 } as const

export interface Treatment {
	readonly code: string
	readonly color: string
}

/** The treatment of an entry: its type's, else the first of its CATEGORIES that is one; null where there is none. */
export function treatmentOf(catalog: Catalog, entry: Pick<ShownEntry, 'fields' | 'categories'>): Treatment | null {
	const known = [...catalog.categories, ...commonCategories]
	const named = (code: string | undefined): Treatment | undefined => known.find((category) => category.code === code)
	const type = catalog.appointmentTypes.find(({ code }) => code === entry.fields['appointmentType'])
	return named(type?.category) ?? named(entry.categories.find((code) => named(code) !== undefined)) ?? null
}
