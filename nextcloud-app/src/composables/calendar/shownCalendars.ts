// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CatalogCalendar } from '../../types.ts'

/** Pixels of a column that a name can still be read in, and of the times beside the columns. */
export const columnWidth = 92
export const axisWidth = 56

/** The calendars that are shown: those that were chosen, else as many as there is room for. */
export function calendarsToShow(all: readonly CatalogCalendar[], chosen: readonly string[] | null, columnsEach: number, width: number): readonly CatalogCalendar[] {
	const found = chosen === null ? [] : all.filter(({ id }) => chosen.includes(id))
	if (found.length > 0) return found
	const room = Math.floor((width - axisWidth) / (columnWidth * columnsEach))
	return room >= all.length ? all : all.slice(0, 1)
}

/** Another calendar beside those that are shown, or one of them less; the last one stays. Where there is room for one only, it takes turns. */
export function toggled(shown: readonly string[], id: string, single: boolean): readonly string[] {
	if (single) return [id]
	if (!shown.includes(id)) return [...shown, id]
	return shown.length > 1 ? shown.filter((other) => other !== id) : shown
}
