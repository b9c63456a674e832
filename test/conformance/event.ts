// SPDX-License-Identifier: GPL-3.0-or-later

/** One property of a VEVENT: its name, its value (jCal's form: text as it is, times in ISO 8601), parameters, jCal type. */
export interface Property {
	readonly name: string
	readonly value: string
	readonly parameters?: Readonly<Record<string, string>>
	/** `text` when not given */
	readonly type?: 'text' | 'date-time' | 'date' | 'cal-address' | 'recur' | 'duration' | 'uri' | 'integer'
}

export interface CalendarParts {
	readonly events: readonly (readonly Property[])[]
	/** further lines of the first VEVENT, raw iCalendar (components inside it, say) */
	readonly inside?: string
	/** further lines of the VCALENDAR, raw iCalendar */
	readonly beside?: string
}

export function text(name: string, value: string): Property {
	return { name, value }
}

export function time(name: string, iso: string): Property {
	return { name, value: iso, type: 'date-time' }
}

/** RFC 5545 text, folded at 73 characters (code points, so no character is cut; octets stay under the 75 of §3.1 for most). */
export function toICalendar(parts: CalendarParts): string {
	const events = parts.events.flatMap((event, index) => ['BEGIN:VEVENT', ...event.map(toLine), ...(index === 0 && parts.inside !== undefined ? [parts.inside] : []), 'END:VEVENT'])
	const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sprechstunde//Conformance//EN', ...(parts.beside === undefined ? [] : [parts.beside]), ...events, 'END:VCALENDAR']
	return `${lines.join('\r\n')}\r\n`
}

function toLine(property: Property): string {
	const parameters = Object.entries(property.parameters ?? {}).map(([name, value]) => `;${name.toUpperCase()}=${/[:;,]/.test(value) ? `"${value}"` : value}`).join('')
	const type = property.type ?? 'text'
	const value = type === 'text' ? escapeText(property.value) : type.startsWith('date') ? property.value.replace(/[-:]/g, '') : property.value
	return `${property.name.toUpperCase()}${parameters}:${value}`.match(/.{1,73}/gsu)?.join('\r\n ') ?? ''
}

export function escapeText(value: string): string {
	return value.replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r?\n|\r/g, '\\n')
}

/** RFC 7265 of the same, as the website's relay sends it. */
export function toJCal(parts: Pick<CalendarParts, 'events'>): string {
	const property = (entry: Property): unknown => [entry.name.toLowerCase(), entry.parameters ?? {}, entry.type ?? 'text', entry.value]
	return JSON.stringify(['vcalendar', [['version', {}, 'text', '2.0'], ['prodid', {}, 'text', '-//Sprechstunde//Conformance//EN']],
		parts.events.map((event) => ['vevent', event.map(property), []])])
}

/** Content lines without folding. */
export function unfold(ics: string): string[] {
	return ics.replace(/\r?\n[ \t]/g, '').split(/\r?\n/).filter((line) => line !== '')
}

/** The lines of the first VEVENT, without components inside it. */
export function eventLines(ics: string): string[] {
	const lines = unfold(ics)
	return lines.slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'))
}

const nameOf = (line: string): string => (/^[\w-]+/.exec(line)?.[0] ?? '').toUpperCase()

/** Values of a property of the first VEVENT, unescaped. */
export function valuesOf(ics: string, name: string): string[] {
	return eventLines(ics).filter((line) => nameOf(line) === name)
		.map((line) => line.replace(/^[\w-]+(?:;[\w-]+=(?:"[^"]*"|[^":;]*))*:/, '').replace(/\\([\\;,nN])/g, (_, char: string) => char.toLowerCase() === 'n' ? '\n' : char))
}

export function valueOf(ics: string, name: string): string | undefined {
	return valuesOf(ics, name)[0]
}

/** The whole line, parameters included. */
export function lineOf(ics: string, name: string): string | undefined {
	return eventLines(ics).find((line) => nameOf(line) === name)
}

/** A client's edit of the first VEVENT: values by property (text, unescaped), null drops the property; parameters are lost. */
export function edit(ics: string, changes: Readonly<Record<string, string | null>>): string {
	const lines = unfold(ics)
	const start = lines.indexOf('BEGIN:VEVENT') + 1
	const end = lines.indexOf('END:VEVENT')
	const kept = lines.slice(start, end).filter((line) => !(nameOf(line) in changes))
	const added = Object.entries(changes).flatMap(([name, value]) => value === null ? [] : [`${name}:${escapeText(value)}`])
	return `${[...lines.slice(0, start), ...kept, ...added, ...lines.slice(end)].join('\r\n')}\r\n`
}

/** Epoch milliseconds of DTSTART or DTEND, in UTC or in the zone of its TZID. */
export function instantOf(ics: string, name: 'DTSTART' | 'DTEND'): number {
	const line = lineOf(ics, name) ?? ''
	const parts = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$/.exec(line)
	if (parts === null) return NaN
	const utc = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]), Number(parts[4]), Number(parts[5]), Number(parts[6]))
	const zone = /TZID=([^:;]+)/.exec(line)?.[1]
	return parts[7] === 'Z' || zone === undefined ? utc : utc - offset(utc, zone)
}

function offset(utc: number, zone: string): number {
	const at = (instant: number): number => {
		const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(instant)
		return Date.parse(`${wall.replace(' ', 'T')}Z`) - instant
	}
	return at(utc - at(utc))
}
