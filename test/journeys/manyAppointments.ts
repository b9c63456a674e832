// SPDX-License-Identifier: GPL-3.0-or-later
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addDays, calendarText, dayOf, instantOfDay, newCalendar, weekdayOf, writeAppointment, type Practice } from '@sprechstunde/core'

const names = ['Erika Mustermann', 'Hans Klein', 'Aylin Yılmaz', 'Paul Schneider', 'Maria Rossi', 'Jürgen Groß', 'Anna-Lena Weißenfels-Hohenlohe', 'Tom Yu']

/** Every quarter of an hour from eight to four is taken, on each working day around a day, in both calendars: as full as a practice gets. */
export function fullCalendar(practice: Practice, calendar: Practice['calendars'][number], count: number, middle: string): string {
	const zone = practice.practice.timeZone
	const perDay = 32
	const days: string[] = []
	for (let day = addDays(middle, -Math.floor(count / perDay / 2 * 7 / 5)); days.length * perDay < count; day = addDays(day, 1)) if (!['SA', 'SU'].includes(weekdayOf(day))) days.push(day)
	const all = newCalendar()
	for (let index = 0; index < count; index++) {
		const day = days[Math.floor(index / perDay)] as string
		const start = instantOfDay(day, 8 * 60 + (index % perDay) * 15, zone)
		const name = names[index % names.length] as string
		const type = calendar.types[index % calendar.types.length] as string
		const object = writeAppointment({
			uid: `many-${calendar.id}-${index}@praxis.example`,
			status: index % 9 === 0 ? 'TENTATIVE' : index % 13 === 0 ? 'CANCELLED' : 'CONFIRMED',
			start, end: start + 15 * 60_000, note: '', sequence: 0,
			fields: { patientName: name, birthDate: '1964-08-12', insurance: 'GESETZLICH', phone: '0151 1234567', email: 'p@patient.example', reason: 'Kontrolle', appointmentType: type, source: 'PRACTICE', patient: 'existing' },
		}, practice, calendar, Date.parse('2026-01-01T00:00:00Z'))
		for (const component of object.getAllSubcomponents(index === 0 ? undefined : 'vevent')) all.addSubcomponent(component)
	}
	return calendarText(all)
}

/** Stores them past the server's rules, as an import by its administrator would. @param folder of the Nextcloud */
export function storeMany(folder: string, practice: Practice, count: number, middle = dayOf(Date.now(), practice.practice.timeZone)): void {
	const scratch = mkdtempSync(join(tmpdir(), 'sprechstunde-many-'))
	try {
		for (const calendar of practice.calendars) {
			const file = join(scratch, `${calendar.id}.ics`)
			writeFileSync(file, fullCalendar(practice, calendar, Math.floor(count / practice.calendars.length), middle))
			execFileSync('php', ['-d', 'memory_limit=2G', fileURLToPath(new URL('../bench/fill.php', import.meta.url)), folder, calendar.owner, calendar.uri, file], { stdio: 'inherit' })
		}
	} finally {
		rmSync(scratch, { recursive: true, force: true })
	}
}
