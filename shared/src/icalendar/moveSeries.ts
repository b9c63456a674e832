// SPDX-License-Identifier: GPL-3.0-or-later
import { properties, remove, textOf } from './properties.ts'
import { raiseSequence } from './changeAppointment.ts'
import { hasRange, type Occurrence } from './changeOccurrence.ts'
import type { Component, Property } from './parseCalendar.ts'
import { ICAL } from './registerFields.ts'
import { readEventTimes, readTimes, wallDistance, writeLike, type ZonedTime } from './times.ts'

const day = 86400000
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** A rule as jCal has it (RFC 7265 §3.6.10). */
type Rule = Readonly<Record<string, unknown>>

/** How far each occurrence is moved by the wall clock of the series, and how long it lasts then; of whole days in whole days. */
interface Shift {
	readonly wall: number
	readonly days: number
	readonly length: number
}

/**
 * Moves all of a series in place, as far as one of its occurrences is moved, by the wall clock of the series. Occurrences that had been moved by
 * themselves stay where they are.
 *
 * @param occurrence as `entriesWithin` places it
 * @param time its new time; half-open, milliseconds since the epoch; of what takes whole days their midnights
 * @param zone IANA name, for floating times and whole days
 * @throws RangeError where no rule says the same of the new times
 */
export function moveSeries(calendar: Component, occurrence: Occurrence, time: { readonly start: number; readonly end: number }, zone: string): void {
	const shift = shiftOf(calendar, occurrence, time, zone)
	const master = soleMaster(calendar, zone)
	if (shift === null || master === null || !isTranslatable(master, shift)) throw new RangeError('No rule says the same of the new times')
	const { start } = master
	const [startProperty] = properties(master.event, 'DTSTART') as [Property]
	for (const event of calendar.getAllSubcomponents('vevent')) if (event !== master.event) moveOverride(event, master, shift, zone)
	translateList(master.event, 'EXDATE', start, shift, zone)
	for (const rule of properties(master.event, 'RRULE')) translateRule(master.event, rule, start, shift, zone)
	writeLike(master.event, 'DTSTART', startProperty, start.wall + shift.wall)
	remove(master.event, 'DURATION')
	const moved = readEventTimes(master.event, zone)?.start as ZonedTime
	writeLike(master.event, 'DTEND', startProperty, endOf(moved, shift.length))
	raiseSequence(master.event)
}

interface Master {
	readonly event: Component
	readonly start: ZonedTime
	readonly length: number
}

/** The one VEVENT that repeats; null where there are none or several, or where a part of the series goes another way already. */
function soleMaster(calendar: Component, zone: string): Master | null {
	const events = calendar.getAllSubcomponents('vevent')
	const masters = events.filter((event) => properties(event, 'RECURRENCE-ID').length === 0)
	const [event] = masters
	const times = event === undefined ? null : readEventTimes(event, zone)
	if (event === undefined || times === null || masters.length > 1 || Number.isNaN(times.end)) return null
	if (events.some((other) => textOf(other, 'UID') !== textOf(event, 'UID') || properties(other, 'RECURRENCE-ID').some(hasRange))) return null
	return { event, start: times.start, length: lengthOf(times.start, times.end) }
}

function shiftOf(calendar: Component, occurrence: Occurrence, time: { readonly start: number; readonly end: number }, zone: string): Shift | null {
	const start = soleMaster(calendar, zone)?.start
	if (start === undefined) return null
	const wallOf = (instant: number): number => start.wall + wallDistance(start, { ...start, instant })
	const [from, to, end] = [occurrence.start, time.start, time.end].map(wallOf) as [number, number, number]
	if (start.isDate && [to, end].some((wall) => wall % day !== 0)) return null
	return { wall: to - from, days: dayOf(to) - dayOf(from), length: start.isDate ? end - to : time.end - time.start }
}

/** Whether rules can say of the new times what they say of the old ones: other hours nearly always, other days where they only name days of the week. */
function isTranslatable({ event, start, length }: Master, { wall, days, length: shiftedLength }: Shift): boolean {
	const rules = properties(event, 'RRULE').map(ruleOf)
	if (wall === 0 && shiftedLength === length) return true
	if (rules.length === 0 || properties(event, 'RDATE').length > 0 || properties(event, 'EXRULE').length > 0) return false
	if (wall === 0) return true
	return dayOf(start.wall + wall) - dayOf(start.wall) === days && rules.every((rule) => {
		const parts = Object.keys(rule).filter((name) => name.startsWith('by'))
		if (parts.some((name) => ['byhour', 'byminute', 'bysecond'].includes(name))) return false
		if (days === 0) return ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(String(rule['freq']).toUpperCase())
		return ['DAILY', 'WEEKLY'].includes(String(rule['freq']).toUpperCase()) && parts.every((name) => name === 'byday') && dayNames(rule).every((name) => weekdays.includes(name as 'MO'))
	})
}

function ruleOf(property: Property): Rule {
	return (property.toJSON() as unknown as [string, object, string, Rule])[3]
}

function dayNames(rule: Rule): string[] {
	return rule['byday'] === undefined ? [] : [rule['byday']].flat().map((name) => String(name).toUpperCase())
}

/** Days of the week go on by as many days, the one that begins the week as well: so every second week stays the same one. */
function translateRule(event: Component, property: Property, start: ZonedTime, shift: Shift, zone: string): void {
	const rule = ruleOf(property)
	const later = (name: string): string => weekdays[((weekdays.indexOf(name as 'MO') + shift.days) % 7 + 7) % 7] as string
	const days = dayNames(rule).map(later)
	const first = rule['wkst']
	const weekStart = typeof first === 'number' ? weekdays[(first + 5) % 7] as string : String(first ?? 'MO').toUpperCase()
	const until = rule['until']
	event.removeProperty(property)
	event.addProperty(new ICAL.Property(['rrule', {}, 'recur', {
		...rule,
		...(days.length === 0 || shift.days === 0 ? {} : { byday: days, wkst: later(weekStart) }),
		...(typeof until === 'string' ? { until: translate(new ICAL.Property(['until', {}, until.includes('T') ? 'date-time' : 'date', until], event), until, start, shift, zone) } : {}),
	}]))
}

function translateList(event: Component, name: string, start: ZonedTime, shift: Shift, zone: string): void {
	for (const property of properties(event, name)) {
		const [key, parameters, type, ...values] = property.toJSON() as unknown as [string, object, string, ...string[]]
		const moved = values.map((value, index) => readTimes(property, zone)[index] == null ? value : translate(single(property, value), value, start, shift, zone))
		event.removeProperty(property)
		event.addProperty(new ICAL.Property([key, parameters, type, ...moved]))
	}
}

/** One value of a property as a property of its own, in the same calendar. */
function single(property: Property, value: string): Property {
	const [key, parameters, type] = property.toJSON() as unknown as [string, object, string]
	return new ICAL.Property([key, parameters, type, value], property.parent as Component)
}

/** A value as far on as the series: a DATE by days, else by the series' wall clock, in the value's own form. */
function translate(property: Property, value: string, start: ZonedTime, shift: Shift, zone: string): string {
	const [time] = readTimes(property, zone)
	if (!time) return value
	const iso = (wall: number): string => new Date(wall).toISOString()
	if (time.isDate) return iso(time.wall + shift.days * day).slice(0, 10)
	const instant = start.resolve(start.wall + wallDistance(start, time) + shift.wall)
	return iso(time.wall + wallDistance(time, { ...time, instant })).slice(0, 19) + (value.endsWith('Z') ? 'Z' : '')
}

/** Goes with its series unless it had another time than the rule gave it. */
function moveOverride(event: Component, master: Master, shift: Shift, zone: string): void {
	const [name] = properties(event, 'RECURRENCE-ID')
	const [own] = properties(event, 'DTSTART')
	const named = name === undefined ? null : readTimes(name, zone)[0]
	const times = readEventTimes(event, zone)
	if (name === undefined || own === undefined || !named || times === null) return
	if (times.start.instant === named.instant && lengthOf(times.start, times.end) === master.length) {
		writeLike(event, 'DTSTART', own, times.start.wall + wallDistance(times.start, { ...times.start, instant: later(master.start, named, shift) }))
		remove(event, 'DURATION')
		writeLike(event, 'DTEND', own, endOf(readEventTimes(event, zone)?.start as ZonedTime, shift.length))
		raiseSequence(event)
	}
	writeLike(event, 'RECURRENCE-ID', name, named.wall + wallDistance(named, { ...named, instant: later(master.start, named, shift) }))
}

/** The instant as far on as the series. */
function later(start: ZonedTime, time: ZonedTime, shift: Shift): number {
	return start.resolve(start.wall + wallDistance(start, time) + shift.wall)
}

function dayOf(wall: number): number {
	return Math.floor(wall / day)
}

/** Of whole days, by the calendar; else exact. */
function lengthOf(start: ZonedTime, end: number): number {
	return start.isDate ? wallDistance(start, { ...start, instant: end }) : end - start.instant
}

/** Wall clock of the end, in the zone of the start. */
function endOf(start: ZonedTime, length: number): number {
	return start.isDate ? start.wall + length : start.wall + wallDistance(start, { ...start, instant: start.instant + length })
}
