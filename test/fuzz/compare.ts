// SPDX-License-Identifier: GPL-3.0-or-later
import { calendarJcal, fieldCatalogue, parseCalendar, type JcalComponent, type JcalProperty } from '@sprechstunde/core'
import type { Judgement } from './judge.ts'

/** In what two judgements differ, one line each; none: they agree. */
export function differences(ts: Judgement, php: Judgement): string[] {
	if ('crash' in ts || 'crash' in php) return [...('crash' in ts ? [`crash ts: ${ts.crash}`] : []), ...('crash' in php ? [`crash php: ${php.crash}`] : [])]
	if (!ts.ok || !php.ok) {
		const told = (one: Judgement): string => 'crash' in one ? '' : one.ok ? `accepted as ${one.kind}` : [...one.issues].sort().join(', ')
		return told(ts) === told(php) ? [] : [`ts: ${told(ts)} | php: ${told(php)}`]
	}
	const found: string[] = []
	for (const name of ['kind', 'status', 'transition', 'exclusive'] as const) if (ts[name] !== php[name]) found.push(`${name} ts: ${ts[name]} | php: ${php[name]}`)
	if (JSON.stringify(ts.claims) !== JSON.stringify(php.claims)) found.push(`claims ts: ${shortClaims(ts.claims)} | php: ${shortClaims(php.claims)}`)
	if (ts.kind === 'appointment') {
		if (ts.changed !== php.changed) found.push(`changed ts: ${ts.changed} | php: ${php.changed}`)
		found.push(...storedDifferences(ts.stored, php.stored))
	}
	return found
}

function shortClaims(claims: readonly (readonly [number, number])[]): string {
	const show = (at: number): string => new Date(at * 1000).toISOString().slice(0, 16)
	return `${claims.length} ${claims.slice(0, 2).map(([start, end]) => `${show(start)}/${show(end)}`).join(' ')}`
}

/** Properties of what is stored, both read by ical.js. */
function storedDifferences(ts: string, php: string): string[] {
	const [one, other] = [read(ts), read(php)]
	if (one === null || other === null) return [`stored unreadable: ${one === null ? 'ts' : ''} ${other === null ? 'php' : ''}`]
	const [a, b] = [lines(one), lines(other)]
	const missing = a.filter((line) => !b.includes(line)).slice(0, 3).map((line) => `only ts: ${line.slice(0, 300)}`)
	return [...missing, ...b.filter((line) => !a.includes(line)).slice(0, 3).map((line) => `only php: ${line.slice(0, 300)}`)]
}

function read(text: string): JcalComponent | null {
	const result = parseCalendar(text)
	return result.ok ? calendarJcal(result.value) : null
}

function lines(calendar: JcalComponent): string[] {
	const events = calendar[2].filter(([name]) => name === 'vevent')
	return events.flatMap(([, properties], index) => properties.map((one) => `vevent ${index} ${show(one)}`)).sort()
}

/** What the core decides in full; of the rest, which is the parsers', only that it is there. */
function show([name, parameters, , ...values]: JcalProperty): string {
	if (decided.has(name)) return JSON.stringify([name, Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)), ...values])
	return name
}

const decided = new Set([...fieldCatalogue.map((field) => field.property.toLowerCase()), 'uid', 'summary', 'description', 'location', 'status', 'class', 'categories', 'color', 'x-microsoft-cdo-busystatus', 'transp'])
