// SPDX-License-Identifier: GPL-3.0-or-later
import { logCodes, logEvents, logFields, logParts, logRoles, logSuffixes, logWays, type LogLevel } from '../contract/logTexts.ts'
import { alertTexts, mailTexts, statusLabels } from '../contract/texts.ts'
import { fieldLabels } from '../fields/fieldCatalogue.ts'
import type { Language } from '../issues/issue.ts'
import type { Text } from '../practice/practice.ts'

export type LogParams = Readonly<Record<string, string | number>>

/** One entry of the log, as the server tells it; empty texts where there is nothing to say. */
export interface LogEntry {
	readonly id: number
	/** UTC, ISO 8601 */
	readonly at: string
	readonly level: LogLevel
	readonly code: string
	/** account that did it */
	readonly actor: string
	readonly role: string
	/** by which way: a key of `logWays` */
	readonly way: string
	/** id of the practice's calendar */
	readonly calendar: string
	readonly uid: string
	readonly params: LogParams
}

/** What happened, as a sentence; a code that is not in the catalogue stands for itself. */
export function logText({ code, params }: Pick<LogEntry, 'code' | 'params'>, language: Language, timeZone: string): string {
	const shown = shownParams(params, language, timeZone)
	const fill = (text: Text): string => text[language].replace(/\{(\w+)\}/g, (_, name: string) => shown[name] ?? '')
	const text = logCodes[code]?.text
	const suffixes = (['fields', 'parts', 'mail'] as const).filter((name) => name in params && (name !== 'mail' || params[name] === 'queued'))
	return (text === undefined ? code : fill(text)) + suffixes.map((name) => fill(logSuffixes[name])).join('')
}

/** Who did it and by which way. */
export function logActor({ actor, role, way }: Pick<LogEntry, 'actor' | 'role' | 'way'>, language: Language): string {
	const who = role === '' && actor !== '' ? actor : logRoles[role]?.[language] ?? role
	// website and patients have no account that would tell more
	const named = ['staff', 'admin', 'pvs'].includes(role) && actor !== '' ? `${actor} (${who})` : who
	const by = logWays[way]?.[language]
	return by === undefined || ['website', 'link'].includes(way) ? named : `${named}, ${by}`
}

/** `[2024-12-15 10:00:00] INFO what happened | who | calendar | UID`, in the practice's zone, without a line break. */
export function logLine(entry: LogEntry, language: Language, timeZone: string): string {
	const parts = [logText(entry, language, timeZone), logActor(entry, language), entry.calendar, entry.uid].filter((part) => part !== '')
	return `[${localTime(Date.parse(entry.at), timeZone)}] ${entry.level} ${parts.join(' | ')}`.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

function shownParams(params: LogParams, language: Language, timeZone: string): Record<string, string> {
	const labels: Readonly<Record<string, string>> = { ...fieldLabels(language), ...inLanguage(logFields, language) }
	const listed = (names: string | number, of: Readonly<Record<string, string>>): string => String(names).split(',').map((name) => of[name] ?? name).join(', ')
	return Object.fromEntries(Object.entries(params).map(([name, value]) => {
		if (name === 'fields') return [name, listed(value, labels)]
		if (name === 'parts') return [name, listed(value, inLanguage(logParts, language))]
		if (name === 'event') return [name, logEvents[String(value)]?.[language] ?? String(value)]
		if (name === 'status') return [name, statusLabels[String(value)]?.[language] ?? String(value)]
		if (name === 'mail') return [name, Object.entries(mailTexts).find(([event]) => event === value)?.[1].heading[language] ?? String(value)]
		if (name === 'alert') return [name, Object.entries(alertTexts).find(([alert]) => alert === value)?.[1].subject[language] ?? String(value)]
		if (typeof value === 'number' && /^(?:from|to|start|end|next)$/.test(name)) return [name, shownTime(value * 1000, language, timeZone)]
		return [name, String(value)]
	}))
}

const inLanguage = (texts: Readonly<Record<string, Text>>, language: Language): Record<string, string> =>
	Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text[language]]))

/** 15.12.2024 10:00, or 2024-12-15 10:00 */
function shownTime(instant: number, language: Language, timeZone: string): string {
	const text = localTime(instant, timeZone).slice(0, 16)
	const [year, month, day] = text.slice(0, 10).split('-')
	return language === 'de' ? `${day}.${month}.${year} ${text.slice(11)}` : text
}

/** 2024-12-15 10:00:00 */
function localTime(instant: number, timeZone: string): string {
	const format = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
	const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
	return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}`
}
