// SPDX-License-Identifier: GPL-3.0-or-later

function stamp(time: Date): string {
	return time.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

/** One VEVENT of 15 minutes, a block for the app. */
export function vevent(uid: string, start: Date, extra: readonly string[] = []): string {
	return ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', `DTSTART:${stamp(start)}`, `DTEND:${stamp(new Date(start.getTime() + 900_000))}`, `SUMMARY:Eintrag ${uid}`, ...extra, 'END:VEVENT'].join('\r\n')
}

export function vcalendar(events: readonly string[]): string {
	return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sprechstunde//Benchmark//EN', ...events, 'END:VCALENDAR', ''].join('\r\n')
}

/** `count` events, sixteen a day from 08:00 UTC on, half of the days before `middle`. */
export function manyEvents(count: number, middle: Date): string {
	const first = Math.floor(middle.getTime() / 86_400_000) - Math.floor(count / 32)
	return vcalendar(Array.from({ length: count }, (_, index) => {
		const start = new Date((first + Math.floor(index / 16)) * 86_400_000 + 8 * 3_600_000 + (index % 16) * 1_800_000)
		return vevent(`bench-${index}@praxis.example`, start)
	}))
}
