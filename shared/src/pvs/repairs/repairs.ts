// SPDX-License-Identifier: GPL-3.0-or-later
import { copyOf, type Component } from '../../icalendar/parseCalendar.ts'
import { storedEvent } from '../../icalendar/readAppointment.ts'
import type { Practice } from '../../practice/practice.ts'
import { cancelledTitle } from './cancelledTitle.ts'
import { defaultAlarms } from './defaultAlarms.ts'
import { escapedLines } from './escapedLines.ts'
import { htmlText } from './htmlText.ts'
import { joinedCategories } from './joinedCategories.ts'
import { tentativeBusy } from './tentativeBusy.ts'
import { zeroLength } from './zeroLength.ts'

/** Puts right one VEVENT in place, or leaves it as it is. `stored`: the VEVENT before this write, if any. */
export type Repair = (event: Component, stored: Component | null, practice: Practice) => void

export const repairs = { escapedLines, htmlText, joinedCategories, cancelledTitle, tentativeBusy, zeroLength, defaultAlarms } as const satisfies Record<string, Repair>
export type RepairId = keyof typeof repairs

/** What a program sent, with the repairs of its profile: a copy. Always in the order of `repairs`. */
export function repair(object: Component, previous: Component | null, ids: readonly RepairId[], practice: Practice): Component {
	const copy = copyOf(object)
	for (const event of copy.getAllSubcomponents('vevent')) {
		const stored = storedEvent(event, previous, practice.practice.timeZone)
		for (const [id, apply] of Object.entries(repairs)) if (ids.includes(id as RepairId)) apply(event, stored, practice)
	}
	return copy
}
