// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CalendarConfig, HoursException, Practice } from '@sprechstunde/core'
import { getHolidays, type Region } from 'feiertagejs'

export interface PublicHoliday {
	/** `YYYY-MM-DD` */
	readonly date: string
	/** in German: as it is called where it is kept */
	readonly name: string
}

/** Federal states by the codes of ISO 3166-2:DE. */
export const federalStates: Readonly<Record<string, string>> = {
	BW: 'Baden-Württemberg', BY: 'Bayern', BE: 'Berlin', BB: 'Brandenburg', HB: 'Bremen', HH: 'Hamburg', HE: 'Hessen', MV: 'Mecklenburg-Vorpommern',
	NI: 'Niedersachsen', NW: 'Nordrhein-Westfalen', RP: 'Rheinland-Pfalz', SL: 'Saarland', SN: 'Sachsen', ST: 'Sachsen-Anhalt', SH: 'Schleswig-Holstein', TH: 'Thüringen',
}

/** Public holidays of a year, in order; none for a state that there is not. */
export function publicHolidays(year: number, federalState: string): PublicHoliday[] {
	if (!(federalState in federalStates)) return []
	return getHolidays(year, federalState as Region)
		.map((holiday) => ({ date: holiday.dateString, name: holiday.translate('de') ?? holiday.name }))
		.sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** An exception, and the calendars that have it. */
export interface SharedException {
	readonly exception: HoursException
	readonly calendars: readonly string[]
}

const keyOf = ({ from, to, hours, note = '' }: HoursException): string => JSON.stringify([from, to, note, hours.map(({ start, end }) => [start, end])])

/** What several calendars have alike is told once; by day. */
export function sharedExceptions(practice: Practice): SharedException[] {
	const found = new Map<string, { exception: HoursException, calendars: string[] }>()
	for (const calendar of practice.calendars) {
		for (const exception of calendar.exceptions) {
			const entry = found.get(keyOf(exception))
			if (entry === undefined) found.set(keyOf(exception), { exception, calendars: [calendar.id] })
			else if (!entry.calendars.includes(calendar.id)) entry.calendars.push(calendar.id)
		}
	}
	return [...found.values()].sort((a, b) => (a.exception.from < b.exception.from ? -1 : 1))
}

/** With exceptions for some calendars; those that are there already are not added again. */
export function withExceptions(practice: Practice, added: readonly HoursException[], calendars: readonly string[]): Practice {
	return changed(practice, calendars, (old) => {
		const known = new Set(old.map(keyOf))
		return [...old, ...added.filter((one) => !known.has(keyOf(one)))].sort((a, b) => (a.from < b.from ? -1 : 1))
	})
}

export function withoutException(practice: Practice, { exception, calendars }: SharedException): Practice {
	return changed(practice, calendars, (old) => old.filter((one) => keyOf(one) !== keyOf(exception)))
}

/** With an exception in the place of another, for the calendars that shall have it. */
export function replacedException(practice: Practice, old: SharedException, exception: HoursException, calendars: readonly string[]): Practice {
	return withExceptions(withoutException(practice, old), [exception], calendars)
}

/** Whether the calendars are all closed on this day already, by an exception. */
export function isClosed(practice: Practice, date: string, calendars: readonly string[]): boolean {
	const asked = practice.calendars.filter(({ id }) => calendars.includes(id))
	return asked.length > 0 && asked.every(({ exceptions }) => exceptions.some(({ from, to, hours }) => from <= date && date <= to && hours.length === 0))
}

function changed(practice: Practice, calendars: readonly string[], change: (old: CalendarConfig['exceptions']) => readonly HoursException[]): Practice {
	return { ...practice, calendars: practice.calendars.map((calendar) => calendars.includes(calendar.id) ? { ...calendar, exceptions: change(calendar.exceptions) } : calendar) }
}
