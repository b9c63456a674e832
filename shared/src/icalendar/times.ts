// SPDX-License-Identifier: GPL-3.0-or-later
import { instantByOffsets, instantOfWallClock, utcOf, wallClock } from '../scheduling/zonedTime.ts'
import type { Component, Property } from './parseCalendar.ts'
import { properties, remove, textOf } from './properties.ts'
import { ICAL } from './registerFields.ts'
import { zoneOffsets } from './zoneRules.ts'
import { windowsZone, zoneNamed } from './zones.ts'

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
	const tzid = typeof parameters['tzid'] === 'string' && parameters['tzid'] !== '' ? parameters['tzid'] : null
	return values.map((value) => readTime(typeof value === 'string' ? value : '', tzid, property, practiceZone))
}

function readTime(text: string, tzid: string | null, property: Property, practiceZone: string): ZonedTime | null {
	const match = shape.exec(text)
	if (match === null) return null
	const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => part === undefined ? undefined : Number(part)) as number[]
	const wall = utcOf(year as number, month as number, day as number, hour, minute, second)
	if (year === 0 || Number.isNaN(wall) || hour > 23 || minute > 59 || second > 60) return null
	if (new Date(utcOf(year as number, month as number, day as number)).toISOString().slice(0, 10) !== text.slice(0, 10)) return null
	const isDate = match[4] === undefined
	const utc = match[7] === 'Z'
	const resolve = utc ? (clock: number) => clock : isDate || tzid === null
		? (clock: number) => instantOfWallClock(clock, practiceZone)
		: zoneResolver(tzid, property, practiceZone)
	return { instant: resolve(wall), wall, isDate, floating: !isDate && !utc && tzid === null, resolve }
}

/** An IANA name, else what its VTIMEZONE says, else what Windows means by the name, else the practice's zone. */
function zoneResolver(tzid: string, property: Property, practiceZone: string): (wall: number) => number {
	const name = zoneNamed(tzid)
	if (name !== null) return (wall) => instantOfWallClock(wall, name)
	let root: Component | null = property.parent as Component | null
	while (root?.parent) root = root.parent as Component
	const definition = root?.getAllSubcomponents('vtimezone').find((entry) => textOf(entry, 'TZID') === tzid)
	const location = definition === undefined ? null : zoneNamed(textOf(definition, 'X-LIC-LOCATION') ?? '')
	const offsets = definition === undefined || location !== null ? null : zoneOffsets(definition)
	if (offsets !== null) return (wall) => instantByOffsets(wall, offsets)
	const zone = location ?? windowsZone(tzid) ?? practiceZone
	return (wall) => instantOfWallClock(wall, zone)
}

/** The times of an RDATE, with the length of those that are a PERIOD (start and end, or start and duration); those that can't be read are left out. */
export function periodsOf(property: Property, practiceZone: string): { time: ZonedTime; length: number | null }[] {
	const [name, parameters, type, ...values] = property.toJSON() as unknown as [string, Record<string, string>, string, ...unknown[]]
	if (type !== 'period') return readTimes(property, practiceZone).flatMap((time) => (time === null ? [] : [{ time, length: null }]))
	return values.flatMap((value) => {
		const [from, to] = (Array.isArray(value) ? value : String(value).split('/')) as [string, string | undefined]
		const read = (text: string): ZonedTime | null => readTimes(new ICAL.Property([name, parameters, 'date-time', text], property.parent as Component), practiceZone)[0] ?? null
		const time = read(from)
		const end = time === null || to === undefined ? NaN : /^[+-]?P/.test(to) ? addDuration(time, to) : read(to)?.instant ?? NaN
		return time === null || Number.isNaN(end) ? [] : [{ time, length: end - time.instant }]
	})
}

/** How far a time is from the start by the wall clock of the start's zone. */
export function wallDistance(start: ZonedTime, time: ZonedTime): number {
	let wall = start.wall + time.instant - start.instant
	wall += time.instant - start.resolve(wall)
	return wall - start.wall
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

/** Writes the DATE of an instant in a zone. */
export function writeDate(event: Component, name: string, instant: number, zone: string): void {
	remove(event, name)
	event.addProperty(new ICAL.Property([name.toLowerCase(), {}, 'date', new Date(wallClock(instant, zone)).toISOString().slice(0, 10)]))
}

/** Writes a time in the form of another property (DATE, UTC, floating, or in its zone), by the wall clock of that form. */
export function writeLike(event: Component, name: string, model: Property, wall: number): void {
	const [, parameters, type, value] = model.toJSON() as unknown as [string, Record<string, unknown>, string, string]
	const text = new Date(wall).toISOString()
	const tzid = parameters['tzid']
	remove(event, name)
	event.addProperty(new ICAL.Property([name.toLowerCase(), tzid === undefined ? {} : { tzid }, type, type === 'date' ? text.slice(0, 10) : text.slice(0, 19) + (value.endsWith('Z') ? 'Z' : '')]))
}

export function writeUtc(event: Component, name: string, instant: number): void {
	remove(event, name)
	event.addProperty(new ICAL.Property([name.toLowerCase(), {}, 'date-time', new Date(instant).toISOString().slice(0, 19) + 'Z']))
}

