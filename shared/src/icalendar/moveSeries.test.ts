// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { entriesWithin } from '../scheduling/entries.ts'
import { moveSeries } from './moveSeries.ts'
import { calendarText, parseCalendar, type Component } from './parseCalendar.ts'

const zone = 'Europe/Berlin'
const year = { start: Date.parse('2026-01-01T00:00:00Z'), end: Date.parse('2028-01-01T00:00:00Z') }
const minute = 60_000
const day = 24 * 60 * minute

function object(...events: string[][]): Component {
	const parsed = parseCalendar(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events.flatMap((lines) => ['BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20261101T080000Z', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n'))
	if (!parsed.ok) throw new Error('not readable')
	return parsed.value
}
/** Starts by the wall clock of the practice, with the length in minutes. */
function shown(calendar: Component, count = 6): string[] {
	return entriesWithin(calendar, year, zone).map(({ entry }) => ({ wall: entry.start + 3_600_000 * (/\+2|GMT\+2/.test(new Date(entry.start).toLocaleString('en', { timeZone: zone, timeZoneName: 'shortOffset' })) ? 2 : 1), length: (entry.end - entry.start) / minute }))
		.sort((a, b) => a.wall - b.wall).slice(0, count).map(({ wall, length }) => `${new Date(wall).toISOString().slice(5, 16)} ${length}`)
}
const lines = (calendar: Component): string[] => calendarText(calendar).replaceAll('\r\n ', '').split('\r\n')

/** Moves all by what the nth occurrence is moved by; half an hour longer where `more` says so. */
function moved(calendar: Component, nth: number, by: number, more = 0): Component {
	const { entry } = entriesWithin(calendar, year, zone).sort((a, b) => a.entry.start - b.entry.start)[nth] as { entry: { recurrenceId: number | null; start: number; end: number } }
	moveSeries(calendar, entry, { start: entry.start + by, end: entry.end + by + more }, zone)
	return calendar
}

const weekly = (rule: string, ...more: string[]): string[] => ['DTSTART;TZID=Europe/Berlin:20261005T120000', 'DTEND;TZID=Europe/Berlin:20261005T130000', `RRULE:${rule}`, 'SUMMARY:Mittag', ...more]

describe('moveSeries', () => {
	it('moves each by the wall clock, on both sides of a change of the clocks, and makes each as long', () => {
		expect(shown(moved(object(weekly('FREQ=WEEKLY;BYDAY=MO;COUNT=4')), 3, 90 * minute, -30 * minute))).toEqual(['10-05T13:30 30', '10-12T13:30 30', '10-19T13:30 30', '10-26T13:30 30'])
	})

	it('moves days of the week along, and keeps every second week the same one', () => {
		expect(shown(moved(object(weekly('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;COUNT=4')), 0, -2 * day))).toEqual(['10-03T12:00 60', '10-09T12:00 60', '10-17T12:00 60', '10-23T12:00 60'])
		expect(shown(object(weekly('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;COUNT=4')))).toEqual(['10-05T12:00 60', '10-11T12:00 60', '10-19T12:00 60', '10-25T12:00 60'])
		expect(shown(moved(object(weekly('FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6')), 2, day))).toEqual(['10-06T12:00 60', '10-07T12:00 60', '10-08T12:00 60', '10-09T12:00 60', '10-10T12:00 60', '10-13T12:00 60'])
	})

	it('moves the last day of a rule, dates left out, and occurrences that kept their time', () => {
		const until = object(
			weekly('FREQ=WEEKLY;UNTIL=20261102T110000Z', 'EXDATE;TZID=Europe/Berlin:20261019T120000'),
			['RECURRENCE-ID;TZID=Europe/Berlin:20261012T120000', 'DTSTART;TZID=Europe/Berlin:20261012T120000', 'DTEND;TZID=Europe/Berlin:20261012T130000', 'SUMMARY:anders'],
			['RECURRENCE-ID;TZID=Europe/Berlin:20261026T120000', 'DTSTART;TZID=Europe/Berlin:20261026T080000', 'DTEND;TZID=Europe/Berlin:20261026T083000', 'SUMMARY:verlegt'],
		)
		expect(shown(moved(until, 0, day + 60 * minute))).toEqual(['10-06T13:00 60', '10-13T13:00 60', '10-26T08:00 30', '11-03T13:00 60'])
		expect(lines(until)).toEqual(expect.arrayContaining(['RRULE:FREQ=WEEKLY;UNTIL=20261103T120000Z', 'EXDATE;TZID=Europe/Berlin:20261020T130000', 'RECURRENCE-ID;TZID=Europe/Berlin:20261013T130000', 'RECURRENCE-ID;TZID=Europe/Berlin:20261027T130000']))
	})

	it('moves whole days by days', () => {
		const holiday = object(['DTSTART;VALUE=DATE:20261019', 'DTEND;VALUE=DATE:20261020', 'RRULE:FREQ=WEEKLY;UNTIL=20261102', 'SUMMARY:Fortbildung'])
		expect(shown(moved(holiday, 0, 2 * day))).toEqual(['10-21T00:00 1440', '10-28T00:00 1440', '11-04T00:00 1440'])
		expect(lines(holiday)).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20261021', 'DTEND;VALUE=DATE:20261022', 'RRULE:FREQ=WEEKLY;UNTIL=20261104']))
	})

	it('is undone by the way back', () => {
		const text = calendarText(object(weekly('FREQ=WEEKLY;BYDAY=MO,FR;COUNT=9;WKST=MO', 'EXDATE;TZID=Europe/Berlin:20261019T120000', 'SEQUENCE:0')))
		const calendar = moved(moved(object(weekly('FREQ=WEEKLY;BYDAY=MO,FR;COUNT=9;WKST=MO', 'EXDATE;TZID=Europe/Berlin:20261019T120000', 'SEQUENCE:0')), 1, day, 30 * minute), 1, -day, -30 * minute)
		expect(calendarText(calendar).replace('SEQUENCE:2', 'SEQUENCE:0').split('\r\n').sort()).toEqual(text.split('\r\n').sort())
	})

	it('says where no rule would say the same', () => {
		const can = (calendar: Component, by: number): boolean => {
			try {
				return shown(moved(calendar, 0, by)).length > 0
			} catch (error) {
				return !(error instanceof RangeError)
			}
		}
		expect(can(object(weekly('FREQ=MONTHLY;BYMONTHDAY=5')), 60 * minute)).toBe(true)
		expect(can(object(weekly('FREQ=MONTHLY;BYMONTHDAY=5')), day)).toBe(false)
		expect(can(object(weekly('FREQ=MONTHLY')), day)).toBe(false)
		expect(can(object(weekly('FREQ=WEEKLY;BYMONTH=10')), day)).toBe(false)
		expect(can(object(weekly('FREQ=DAILY;BYHOUR=12,15')), 60 * minute)).toBe(false)
		expect(can(object(weekly('FREQ=DAILY', 'RDATE;TZID=Europe/Berlin:20261006T180000')), 60 * minute)).toBe(false)
		expect(can(object(weekly('FREQ=DAILY'), ['RECURRENCE-ID;TZID=Europe/Berlin;RANGE=THISANDFUTURE:20261012T120000', 'DTSTART;TZID=Europe/Berlin:20261012T120000', 'SUMMARY:x']), 60 * minute)).toBe(false)
		expect(can(object(['DTSTART;VALUE=DATE:20261019', 'RRULE:FREQ=DAILY']), 60 * minute)).toBe(false)
		expect(can(object(weekly('FREQ=DAILY', 'RDATE;TZID=Europe/Berlin:20261006T180000')), 0), 'where nothing is moved, all stays as it was').toBe(true)
	})
})
