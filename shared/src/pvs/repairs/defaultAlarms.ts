// SPDX-License-Identifier: GPL-3.0-or-later
import { textOf } from '../../icalendar/properties.ts'
import type { Repair } from './repairs.ts'

/** Apple's calendar adds the alarm that one person has set for themselves; in a shared calendar it would ring for everybody. */
export const defaultAlarms: Repair = (event) => {
	for (const alarm of event.getAllSubcomponents('valarm')) if (textOf(alarm, 'X-APPLE-DEFAULT-ALARM')?.toUpperCase() === 'TRUE') event.removeSubcomponent(alarm)
}
