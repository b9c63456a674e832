// SPDX-License-Identifier: GPL-3.0-or-later
import { setText, textOf } from '../../icalendar/properties.ts'
import type { Repair } from './repairs.ts'

/** A program without STATUS says in the title that an appointment is cancelled. */
export const cancelledTitle: Repair = (event) => {
	const title = /^(?:abgesagt|storniert|cancell?ed)\s*[:\-–]\s*(.*)$/isu.exec(textOf(event, 'SUMMARY') ?? '')
	if (title === null) return
	setText(event, 'STATUS', 'CANCELLED')
	setText(event, 'SUMMARY', title[1] ?? '')
}
