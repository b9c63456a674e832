// SPDX-License-Identifier: AGPL-3.0-or-later

export interface DateFormatter {
	/** Dienstag, 1. Dezember 2026 */
	day(instant: Date): string
	/** Di., 1. Dez. */
	shortDay(instant: Date): string
	/** 09:00–09:30 Uhr, half-open */
	range(start: Date, end: Date): string
	time(instant: Date): string
	/** 30.11.2026, 14:05 */
	stamp(instant: Date): string
	/** Mo., 30.11.2026 */
	weekdayDate(instant: Date): string
	/** a calendar date `YYYY-MM-DD`, of no time zone */
	date(date: string): string
	/** `YYYY-MM-DD` in the practice's zone */
	localDate(instant: Date): string
	parts(instant: Date): { readonly weekday: string, readonly day: string, readonly month: string }
}

/** All times are shown in the practice's zone, wherever the browser is. */
export function dateFormatter(locale: string, timeZone: string): DateFormatter {
	const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(locale, { timeZone, ...options })
	const day = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
	const shortDay = format({ weekday: 'short', day: 'numeric', month: 'short' })
	const time = format({ timeStyle: 'short' })
	// 04/12/1961 would be two birth dates: outside German the month is a word
	const month = locale.startsWith('de') ? '2-digit' : 'short'
	const ofDate = { day: locale.startsWith('de') ? '2-digit' : 'numeric', month, year: 'numeric' } as const
	const twelveHours = time.resolvedOptions().hour12 === true
	const stamp = format({ ...ofDate, hour: twelveHours ? 'numeric' : '2-digit', minute: '2-digit' })
	const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...ofDate })
	const weekdayDate = format({ weekday: 'short', ...ofDate })
	const iso = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
	const tile = [format({ weekday: 'short' }), format({ day: 'numeric' }), format({ month: 'short' })] as const
	return {
		day: (instant) => day.format(instant),
		shortDay: (instant) => shortDay.format(instant),
		range: (start, end) => time.formatRange(start, end).replace(/\s*–\s*/, '–'),
		time: (instant) => time.format(instant),
		stamp: (instant) => stamp.format(instant),
		weekdayDate: (instant) => weekdayDate.format(instant),
		date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? date.format(new Date(text)) : text,
		localDate: (instant) => iso.format(instant),
		parts: (instant) => ({
			weekday: tile[0].format(instant).replace(/\.$/, ''),
			day: tile[1].formatToParts(instant).find((part) => part.type === 'day')?.value ?? '',
			month: tile[2].format(instant).replace(/\.$/, ''),
		}),
	}
}

/** How long, in the largest unit that fits: 5 min, 3 hr, 2 days. */
export function elapsed(locale: string, milliseconds: number): string {
	const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
	const [value, unit] = minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / 1440), 'day']
	return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'short' }).format(value)
}

/** As `elapsed`, where "for", "in" or "within" stands before it: German has another case there, "seit 2 Tagen". */
export function elapsedAfter(locale: string, milliseconds: number): string {
	const text = elapsed(locale, milliseconds)
	return locale.startsWith('de') ? text.replace(/Tage$/, 'Tagen') : text
}

export interface Age {
	readonly years: number
	/** whole months, beyond the years */
	readonly months: number
}

/** Age of someone born on `birthDate`, both `YYYY-MM-DD`; null where a date is missing, not a date or the birth is later. */
export function ageOn(today: string, birthDate: string | undefined): Age | null {
	const [now, born] = [parse(today), parse(birthDate ?? '')]
	if (now === null || born === null) return null
	const months = (now.year - born.year) * 12 + now.month - born.month - (now.day < born.day ? 1 : 0)
	return months < 0 ? null : { years: Math.floor(months / 12), months: months % 12 }
}

function parse(date: string): { year: number, month: number, day: number } | null {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
	return match === null ? null : { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}
