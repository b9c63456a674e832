// SPDX-License-Identifier: GPL-3.0-or-later
import { setText, textOf } from '../../icalendar/properties.ts'
import type { Repair } from './repairs.ts'

/** Text that was escaped twice (RFC 5545 §3.3.11): it reads `\n` instead of breaking the line. */
export const escapedLines: Repair = (event) => {
	for (const name of ['SUMMARY', 'DESCRIPTION', 'LOCATION']) {
		const text = textOf(event, name) ?? ''
		if (/\\[nN,;]/.test(text) && !text.includes('\n')) setText(event, name, text.replace(/\\([nN,;\\])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign)))
	}
}
