// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the VTIMEZONEs of the allowed zones as jCal, taken from the data of @nextcloud/timezones.
import { writeFileSync } from 'node:fs'
import zoneData from '@nextcloud/timezones/resources/timezones/zones.json' with { type: 'json' }
import ICAL from 'ical.js'
import { zoneNames } from '../src/contract/zones.ts'

const zones = zoneData.zones as unknown as Record<string, { ics: string[] }>
const result = Object.fromEntries(zoneNames.map((name) => {
	const lines = ['BEGIN:VTIMEZONE', `TZID:${name}`, ...(zones[name]?.ics ?? []), 'END:VTIMEZONE']
	return [name, ICAL.parse(lines.join('\r\n'))]
}))
writeFileSync(new URL('../src/icalendar/vtimezones.json', import.meta.url), JSON.stringify(result, null, '\t') + '\n')
