// SPDX-License-Identifier: GPL-3.0-or-later
import { instantOfWallClock, wallClock } from '../scheduling/zonedTime.ts'
import type { Component, Property } from './parseCalendar.ts'
import { properties, remove, textOf } from './properties.ts'
import { ICAL } from './registerFields.ts'
import { knowsZone } from './zones.ts'

/** A DATE or DATE-TIME as it stands in a property. */
export interface ZonedTime {
	readonly instant: number
	/** wall clock in its zone, as if it were UTC */
	readonly wall: number
	readonly isDate: boolean
	/** neither Z nor TZID: read in the practice's zone (RFC 5545 §3.3.5, form 1) */
	readonly floating: boolean
	/** how to get from other wall clocks of this zone to instants */
	readonly resolve: (wall: number) => number
}

export interface EventTimes {
	readonly start: ZonedTime
	/** DTEND, or start plus DURATION, or (DATE only) the next day; for a DATE-TIME alone the start */
	readonly end: number
	readonly endGiven: boolean
}

const shape = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(Z)?)?$/

/** The times of a property's values, or null for each that is none. */
export function readTimes(property: Property, practiceZone: string): (ZonedTime | null)[] {
	const [, parameters, , ...values] = property.toJSON() as unknown as [string, Record<string, unknown>, string, ...unknown[]]
	const tzid = typeof parameters['tzid'] === 'string' ? parameters['tzid'] : null
	return values.map((value) => readTime(typeof value === 'string' ? value : '', tzid, property, practiceZone))
}

function readTime(text: string, tzid: string | null, property: Property, practiceZone: string): ZonedTime | null {
	const match = shape.exec(text)
	if (match === null) return null
	const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => part === undefined ? undefined : Number(part)) as number[]
	const wall = Date.UTC(year as number, (month as number) - 1, day, hour, minute, second)
	if (Number.isNaN(wall) || hour > 23 || minute > 59 || second > 60) return null
	if (new Date(Date.UTC(year as number, (month as number) - 1, day)).toISOString().slice(0, 10) !== text.slice(0, 10)) return null
	const isDate = match[4] === undefined
	const utc = match[7] === 'Z'
	const resolve = utc ? (clock: number) => clock : isDate || tzid === null
		? (clock: number) => instantOfWallClock(clock, practiceZone)
		: zoneResolver(tzid, property, practiceZone)
	return { instant: resolve(wall), wall, isDate, floating: !isDate && !utc && tzid === null, resolve }
}

function zoneResolver(tzid: string, property: Property, practiceZone: string): (wall: number) => number {
	if (/^(utc|gmt|z)$/i.test(tzid)) return (wall) => wall
	if (knowsZone(tzid)) return (wall) => instantOfWallClock(wall, tzid)
	let root: Component | null = property.parent as Component | null
	while (root?.parent) root = root.parent as Component
	const definition = root?.getAllSubcomponents('vtimezone').find((entry) => textOf(entry, 'TZID') === tzid)
	if (definition === undefined) return (wall) => instantOfWallClock(wall, practiceZone)
	const location = textOf(definition, 'X-LIC-LOCATION')
	if (location !== null && knowsZone(location)) return (wall) => instantOfWallClock(wall, location)
	return isPlainZone(definition) ? ruleResolver(new ICAL.Timezone(definition), practiceZone) : (wall) => instantOfWallClock(wall, practiceZone)
}

/** Only what real programs write is followed: ical.js searches for ever where a rule names a day that never comes. */
function isPlainZone(definition: Component): boolean {
	const parts = definition.getAllSubcomponents()
	return parts.length > 0 && parts.every((part) => {
		if (properties(part, 'DTSTART').length !== 1 || properties(part, 'TZOFFSETTO').length !== 1) return false
		const rules = properties(part, 'RRULE').map((property) => (property.toJSON() as unknown as unknown[])[3] as Record<string, unknown>)
		return rules.every((rule) => rule['freq'] === 'YEARLY' && Object.keys(rule).every((key) => ['freq', 'bymonth', 'byday', 'until'].includes(key))
			&& /^([1-9]|1[0-2])$/.test(String(rule['bymonth'])) && /^-?[1-5][A-Z]{2}$/.test(String(rule['byday'])))
	})
}

function ruleResolver(zone: InstanceType<typeof ICAL.Timezone>, practiceZone: string): (wall: number) => number {
	return (wall) => {
		const date = new Date(wall)
		const time = new ICAL.Time({
			year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
			hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), isDate: false,
		}, zone)
		try {
			return wall - zone.utcOffset(time) * 1000
		} catch {
			// a definition that can't be read is as good as none
			return instantOfWallClock(wall, practiceZone)
		}
	}
}

/** Times of a VEVENT (RFC 5545 §3.6.1); null where DTSTART is missing or no time. `end` is NaN where the given one is none. */
export function readEventTimes(event: Component, practiceZone: string): EventTimes | null {
	const startProperty = properties(event, 'DTSTART')[0]
	const start = startProperty === undefined ? null : readTimes(startProperty, practiceZone)[0] ?? null
	if (start === null) return null
	const endProperty = properties(event, 'DTEND')[0]
	if (endProperty !== undefined) return { start, end: readTimes(endProperty, practiceZone)[0]?.instant ?? NaN, endGiven: true }
	const duration = textOf(event, 'DURATION')
	if (duration !== null) return { start, end: addDuration(start, duration), endGiven: true }
	return { start, end: start.isDate ? start.resolve(start.wall + 86400000) : start.instant, endGiven: false }
}

/** Weeks and days count by the calendar, the rest by the clock (RFC 5545 §3.3.6). */
function addDuration(start: ZonedTime, text: string): number {
	const match = /^([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/.exec(text)
	if (match === null || match[1] === '-') return NaN
	const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0)) as [number, number, number, number, number]
	return start.resolve(start.wall + (weeks * 7 + days) * 86400000) + ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** Writes a DATE-TIME in a zone (TZID; the VTIMEZONE is for the caller to add). */
export function writeTime(event: Component, name: string, instant: number, zone: string): void {
	const text = new Date(wallClock(instant, zone)).toISOString().slice(0, 19)
	remove(event, name)
	event.addProperty(new ICAL.Property([name.toLowerCase(), { tzid: zone }, 'date-time', text]))
}

export function writeUtc(event: Component, name: string, instant: number): void {
	remove(event, name)
	event.addProperty(new ICAL.Property([name.toLowerCase(), {}, 'date-time', new Date(instant).toISOString().slice(0, 19) + 'Z']))
}

