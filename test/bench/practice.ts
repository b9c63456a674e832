// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync, writeFileSync } from 'node:fs'
import type { Practice } from '@sprechstunde/core'

export const calendarCount = 8
export const type = 'WUNDKONTROLLE'

/** The sample practice with eight calendars that are open around the clock. */
export function benchPractice(): Practice {
	const sample = JSON.parse(readFileSync(new URL('../servers/practice.json', import.meta.url), 'utf8')) as Practice
	const [first] = sample.calendars
	if (first === undefined) throw new Error('the sample practice has no calendar')
	const weeklyHours = Object.fromEntries(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].map((day) => [day, [{ start: '00:00', end: '24:00' }]]))
	const calendars = Array.from({ length: calendarCount }, (_, index) => ({
		...first, id: `arzt-${index + 1}`, uri: `arzt-${index + 1}`, aliases: [], main: index === 0, displayName: `Arzt ${index + 1}`, room: `Zimmer ${index + 1}`, weeklyHours, types: [type],
	}))
	return { ...sample, calendars } as Practice
}

export function writePractice(file: string): string {
	writeFileSync(file, JSON.stringify(benchPractice()))
	return file
}

/** Start of the nth free slot: nights from the day after tomorrow on, when no event of the benchmark is. */
export function slot(now: Date, index: number): Date {
	const night = 28
	return new Date((Math.floor(now.getTime() / 86_400_000) + 2 + Math.floor(index / night)) * 86_400_000 + (index % night) * 900_000)
}
