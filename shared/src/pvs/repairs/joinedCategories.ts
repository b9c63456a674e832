// SPDX-License-Identifier: GPL-3.0-or-later
import { setValues, valuesOf } from '../../icalendar/properties.ts'
import type { Repair } from './repairs.ts'

/** CATEGORIES are divided by commas (RFC 5545 §3.8.1.2); some programs put semicolons into one value. */
export const joinedCategories: Repair = (event) => {
	const given = valuesOf(event, 'CATEGORIES')
	if (given.some((value) => value.includes(';'))) setValues(event, 'CATEGORIES', given.flatMap((value) => value.split(';').map((part) => part.trim()).filter((part) => part !== '')))
}
