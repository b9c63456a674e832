// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { formatInstant, parseInstant, type Component, type Interval, type Issue } from '@sprechstunde/core'
import type { Data } from './load.ts'

export function toInterval(data: Data): Interval {
	return { start: toInstant(data['start'] as string), end: toInstant(data['end'] as string) }
}

export function toInstant(text: string): number {
	const instant = parseInstant(text)
	if (Number.isNaN(instant)) throw new Error(`no instant: ${text}`)
	return instant
}

export function showIntervals(intervals: readonly Interval[]): Data[] {
	return intervals.map(({ start, end }) => ({ start: formatInstant(start), end: formatInstant(end) }))
}

/** Codes and paths exactly, in any order; params where the case lists them. */
export function compareIssues(actual: readonly Issue[], expected: readonly Data[]): void {
	const key = (entry: Data | Issue): string => `${entry.code} ${entry.path ?? ''}`
	const sorted = [...actual].sort((a, b) => (key(a) < key(b) ? -1 : 1))
	const wanted = [...expected].sort((a, b) => (key(a) < key(b) ? -1 : 1))
	expect(sorted.map(key)).toEqual(wanted.map(key))
	wanted.forEach((entry, index) => {
		for (const [name, value] of Object.entries((entry['params'] ?? {}) as Data)) expect(String(sorted[index]?.params?.[name])).toBe(String(value))
	})
}

type Raw = [string, Record<string, string | string[]>, string, ...unknown[]]

/** Checks `properties`, `absent`, `propertyNames` of a VEVENT, as far as the case has them. */
export function compareEvent(event: Component, expected: Data): void {
	const raw = (event.toJSON() as unknown as [string, Raw[]])[1]
	for (const [name, wanted] of Object.entries((expected['properties'] ?? {}) as Data)) {
		const found = raw.filter((property) => property[0] === name.toLowerCase())
		expect(found.length, `${name} occurs once`).toBe(1)
		compareProperty(found[0] as Raw, wanted, name)
	}
	const names = raw.map((property) => property[0].toUpperCase()).sort()
	for (const name of (expected['absent'] ?? []) as string[]) expect(names).not.toContain(name)
	if (expected['propertyNames'] !== undefined) expect(names).toEqual([...(expected['propertyNames'] as string[])].sort())
}

function compareProperty(property: Raw, wanted: unknown, name: string): void {
	const [, parameters, , ...values] = property
	if (typeof wanted === 'string') return expect(String(values[0]), name).toBe(wanted)
	if (Array.isArray(wanted)) return expect(values, name).toEqual(wanted)
	const { value, params, instant, tzid, lines, ...unknown } = wanted as Data
	expect(Object.keys(unknown), `${name}: unknown expectation`).toEqual([])
	if (value !== undefined) expect(String(values[0]), name).toBe(value)
	if (lines !== undefined) expect(String(values[0]).split('\n'), name).toEqual(lines)
	for (const [parameter, text] of Object.entries((params ?? {}) as Data)) expect(parameters[parameter.toLowerCase()], `${name};${parameter}`).toBe(text)
	if (instant !== undefined) compareTime(String(values[0]), parameters['tzid'] as string | undefined, instant as string, tzid as string | null | undefined, name)
}

/** Not by the core's own reader: by the platform's calendar. */
function compareTime(text: string, actualZone: string | undefined, instant: string, tzid: string | null | undefined, name: string): void {
	if (tzid !== undefined) expect(actualZone ?? null, `${name};TZID`).toBe(tzid)
	const zone = text.endsWith('Z') ? 'UTC' : actualZone ?? expect.fail(`${name} is floating`)
	const shown = new Date(toInstant(instant)).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T')
	expect(text.replace('Z', ''), name).toBe(shown)
}

export function componentNames(calendar: Component): string[] {
	return calendar.getAllSubcomponents().map((entry) => entry.name.toUpperCase()).sort()
}
