// SPDX-License-Identifier: GPL-3.0-or-later
import { categories, type CategoryName, type Practice, type Profile } from '@sprechstunde/core'
import type { Changes } from '../clients/program.ts'

/** What Medistar calls the treatments, as the practice has assigned them; the others go by their labels. */
export const assigned: readonly CategoryName[] = [{ code: 'VASCULAR_SURGERY', name: 'Gefäße' }, { code: 'WOUND_CARE', name: 'Wunden und Verbände' }]

/** A treatment as a program knows it: by name, or by our code. */
export function categoryName({ fieldMap }: Profile, code: string): string {
	if (fieldMap?.categories !== 'names') return code
	return assigned.find((one) => one.code === code)?.name ?? categories.find((one) => one.code === code)?.label.de ?? code
}

/** The treatments of a calendar, whose types one program or another may choose. */
export function treatmentsIn({ calendars, appointmentTypes }: Practice, calendar: string): string[] {
	const types = calendars.find(({ id }) => id === calendar)?.types ?? []
	return [...new Set(appointmentTypes.flatMap(({ code, category }) => types.includes(code) ? [category] : []))]
}

/** What becomes of the type of an appointment for which a program chose a treatment. */
export function typeOf({ calendars, appointmentTypes }: Practice, calendar: string, treatment: string): string {
	const types = calendars.find(({ id }) => id === calendar)?.types ?? []
	return appointmentTypes.find(({ code, category }) => types.includes(code) && category === treatment)?.code ?? ''
}

/** A category of the practice's own, which means nothing to us. */
export const ownCategory = 'Nüchtern'

/** How a program says that an appointment is of another treatment; one that puts several categories into one value adds one of the practice's own. */
export function treated(profile: Profile, by: 'category' | 'color', code: string): Changes {
	if (by === 'color') return { COLOR: categories.find((one) => one.code === code)?.colorName ?? null }
	const name = categoryName(profile, code)
	return { CATEGORIES: profile.repairs.includes('joinedCategories') ? `${name};${ownCategory}` : name }
}
