// SPDX-License-Identifier: GPL-3.0-or-later
import type { Component } from './parseCalendar.ts'
import { textOf } from './properties.ts'
import { ICAL } from './registerFields.ts'
import vtimezones from './vtimezones.json' with { type: 'json' }
import windowsZones from './windowsZones.json' with { type: 'json' }

const definitions: Readonly<Record<string, unknown>> = vtimezones
const known = new Map<string, boolean>()

/** Whether the runtime has rules for an IANA name. */
export function knowsZone(name: string): boolean {
	let answer = known.get(name)
	if (answer === undefined) {
		// offsets such as "+01:00" are taken by newer runtimes only
		answer = /^[A-Za-z]/.test(name) && formats(name)
		if (known.size < 1000) known.set(name, answer)
	}
	return answer
}

/** The IANA name that a TZID means: itself, or the end of one such as `/freeassociation.sourceforge.net/Europe/Berlin`; null where it means none. */
export function zoneNamed(tzid: string): string | null {
	if (/^(utc|gmt|z)$/i.test(tzid)) return 'UTC'
	if (knowsZone(tzid)) return tzid
	const parts = tzid.startsWith('/') ? tzid.split('/') : []
	return [3, 2].map((count) => parts.slice(-count).join('/')).find(knowsZone) ?? null
}

/** What Windows means by a zone's name (CLDR's windowsZones, territory 001). */
export function windowsZone(name: string): string | null {
	return Object.hasOwn(windowsZones, name) ? (windowsZones as Readonly<Record<string, string>>)[name] ?? null : null
}

function formats(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== ''
	} catch {
		return false
	}
}

/** Adds the VTIMEZONE of a zone of the contract, unless the calendar has one of that TZID. */
export function ensureZone(calendar: Component, zone: string): void {
	if (calendar.getAllSubcomponents('vtimezone').some((entry) => textOf(entry, 'TZID') === zone)) return
	const definition = definitions[zone]
	if (definition === undefined) return
	const component = new ICAL.Component(JSON.parse(JSON.stringify(definition)) as [string, unknown[], unknown[]])
	// RFC 5545 asks for no order, but some readers want the zone before its use
	const events = calendar.getAllSubcomponents().filter((entry) => entry.name !== 'vtimezone')
	for (const event of events) calendar.removeSubcomponent(event)
	calendar.addSubcomponent(component)
	for (const event of events) calendar.addSubcomponent(event)
}
