// SPDX-License-Identifier: GPL-3.0-or-later
import ICAL from 'ical.js'
import { fieldCatalogue } from '../fields/fieldCatalogue.ts'

/** Text properties that ical.js does not know by itself. */
const textProperties = [...fieldCatalogue.map((field) => field.property), 'COLOR', 'X-WISH-CALENDARS', 'X-WISH-TIMES', 'X-MICROSOFT-CDO-BUSYSTATUS', 'X-WR-CALNAME']

// ical.js writes a property of unknown type as it is: a CR LF in a patient's input would become a new property.
// As text it is escaped (RFC 5545 §3.3.11).
for (const name of textProperties) {
	ICAL.design.icalendar.property[name.toLowerCase()] = { defaultType: 'text' }
}

export function isTextProperty(name: string): boolean {
	const known: unknown = Object.hasOwn(ICAL.design.icalendar.property, name) ? ICAL.design.icalendar.property[name] : undefined
	return typeof known === 'object' && known !== null && (known as { defaultType?: unknown }).defaultType === 'text'
}

/** ical.js with the field catalogue registered: import it from here only. */
export { ICAL }
