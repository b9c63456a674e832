// SPDX-License-Identifier: GPL-3.0-or-later
// Habits of Apple's calendar, through which tomedo reads and writes.
import { appleProfile, principalAddress, type Practice } from '@sprechstunde/core'
import { wallClock } from '@sprechstunde/core/slots'
import { stamp } from '../clients/practice.ts'
import { edit, instantOf, unfold, valueOf } from '../conformance/event.ts'

const zone = 'Europe/Berlin'
const zoneLines = [
	'BEGIN:VTIMEZONE', `TZID:${zone}`,
	'BEGIN:DAYLIGHT', 'TZOFFSETFROM:+0100', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'DTSTART:19810329T020000', 'TZNAME:MESZ', 'TZOFFSETTO:+0200', 'END:DAYLIGHT',
	'BEGIN:STANDARD', 'TZOFFSETFROM:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'DTSTART:19961027T030000', 'TZNAME:MEZ', 'TZOFFSETTO:+0100', 'END:STANDARD',
	'END:VTIMEZONE',
]
const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:Erinnerung', 'TRIGGER:-PT15M', 'UID:5A1E0C44-8C7F-4C1B-9A52-0E7B1F4C6D11', 'X-APPLE-DEFAULT-ALARM:TRUE', 'X-WR-ALARMUID:5A1E0C44-8C7F-4C1B-9A52-0E7B1F4C6D11', 'END:VALARM']

/** An object as it leaves Apple's calendar: times on the wall clock with a VTIMEZONE, the next SEQUENCE, the alarm that its user has set for all. */
export function asApple(ics: string): string {
	const times = (['DTSTART', 'DTEND'] as const).map((name) => `${name};TZID=${zone}:${onTheWall(instantOf(ics, name))}`)
	const plain = unfold(edit(ics, { DTSTART: null, DTEND: null, SEQUENCE: String(Number(valueOf(ics, 'SEQUENCE') ?? 0) + 1), 'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR': 'AUTOMATIC' }))
	const lines = without(plain, 'VTIMEZONE')
	const [start, end] = [lines.indexOf('BEGIN:VEVENT'), lines.indexOf('END:VEVENT')]
	return `${[...lines.slice(0, start), ...zoneLines, ...lines.slice(start, end), ...times, ...alarm, ...lines.slice(end)].join('\r\n')}\r\n`
}

/** Lines without a component and what is in it. */
function without(lines: readonly string[], component: string): string[] {
	let isInside = false
	return lines.filter((line) => {
		if (line === `BEGIN:${component}`) isInside = true
		const isLeft = !isInside
		if (line === `END:${component}`) isInside = false
		return isLeft
	})
}

const onTheWall = (instant: number): string => stamp(wallClock(instant, zone)).replace('Z', '')

/** The principal's address, as a Mac reads it in the configuration profile that the practice loads. */
export function principalOf(practice: Practice, user: string, server: string): string {
	const { name, domain } = practice.practice
	const file = appleProfile({ name, organization: name, domain, user, principal: principalAddress({ kind: 'nextcloud', url: server }, user) })
	const value = (key: string): string => new RegExp(`<key>${key}</key>\\s*(?:<(?:string|integer)>([^<]*)<|<(true|false)/>)`, 'u').exec(file)?.slice(1).join('') ?? ''
	return `${value('CalDAVUseSSL') === 'true' ? 'https' : 'http'}://${value('CalDAVHostName')}:${value('CalDAVPort')}${value('CalDAVPrincipalURL')}`
}
