// SPDX-License-Identifier: GPL-3.0-or-later
import { weekdays, type Weekday } from '../practice/practice.ts'
import type { WishedTime } from './entry.ts'

const shape = /^([A-Z]{2})\/((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/

/** `MO/08:00-12:00 TU/14:00-24:00`; what is no time on a weekday is left out. */
export function readWishedTimes(text: string): WishedTime[] {
	return words(text).flatMap((word) => {
		const [, day, start, end] = shape.exec(word) ?? []
		return day === undefined || start === undefined || end === undefined || !(weekdays as readonly string[]).includes(day) || start >= end ? [] : [{ day: day as Weekday, start, end }]
	})
}

export function writeWishedTimes(times: readonly WishedTime[]): string {
	return times.map(({ day, start, end }) => `${day}/${start}-${end}`).join(' ')
}

/** Ids of calendars, one after the other. */
export function readWishedCalendars(text: string): string[] {
	return [...new Set(words(text))]
}

function words(text: string): string[] {
	return text.split(/\s+/).filter((word) => word !== '')
}
