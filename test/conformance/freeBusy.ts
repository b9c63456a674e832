// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { send } from './client.ts'
import { unfold } from './event.ts'
import { calendarUrl, type AccountName } from './target.ts'

/** UTC, ISO 8601; half-open. */
export interface Times { readonly start: string; readonly end: string }

/** Intervals joined where they touch, and cut to the range. */
export function joined(intervals: readonly Times[], from: string, to: string): Times[] {
	const result: { start: string; end: string }[] = []
	for (const { start, end } of [...intervals].sort((a, b) => a.start.localeCompare(b.start))) {
		const cut = { start: start < from ? from : start, end: end > to ? to : end }
		const last = result.at(-1)
		if (last !== undefined && cut.start <= last.end) last.end = cut.end > last.end ? cut.end : last.end
		else if (cut.start < cut.end) result.push(cut)
	}
	return result
}

/** Busy time as the calendar server itself gives it (CALDAV:free-busy-query, RFC 4791 §7.10), tentative or not; joined, cut to the range. */
export async function freeBusy(account: AccountName, calendar: string, { from, to }: { readonly from: string; readonly to: string }): Promise<Times[]> {
	const compact = (time: string): string => time.replace(/[-:]/g, '')
	const body = `<c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:time-range start="${compact(from)}" end="${compact(to)}"/></c:free-busy-query>`
	const answer = await send(account, 'REPORT', calendarUrl(account, calendar), { body, headers: { 'Content-Type': 'application/xml', Depth: '1' } })
	expect(answer.status, answer.text).toBe(200)
	const periods = unfold(answer.text).flatMap((line) => {
		const [name = '', value = ''] = line.split(/:(.*)/s)
		return /^FREEBUSY(?:;|$)/i.test(name) && !/FBTYPE=FREE(?:;|$)/i.test(name) ? value.split(',') : []
	})
	return joined(periods.map(period), from, to)
}

/** PERIOD, RFC 5545 §3.3.9: with an end, or with a duration. */
function period(text: string): Times {
	const [first = '', second = ''] = text.split('/')
	const start = instant(first)
	return { start: written(start), end: written(second.startsWith('P') ? start + duration(second) : instant(second)) }
}

function instant(text: string): number {
	const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? expect.fail(`${text} is no time in UTC`)
	const [year = 0, month = 0, ...rest] = match.slice(1).map(Number)
	return Date.UTC(year, month - 1, ...rest as [number])
}

function duration(text: string): number {
	const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) ?? expect.fail(`${text} is no duration`)
	const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
	return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}

const written = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')
