// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { ocs } from './client.ts'
import { catalog, day, freeWindows, iso, minute, offered } from './fixtures.ts'
import { target } from './target.ts'

describe('the catalogue', () => {
	it.each(['booking', 'staff', 'admin', 'pvs'] as const)('tells %s of practice, calendars, types and rules', async (account) => {
		const { answer, data } = await ocs(account, 'catalog')
		expect(answer.status).toBe(200)
		expect(data).toMatchObject({
			version: 1,
			practice: { name: expect.any(String), timeZone: expect.any(String), language: expect.stringMatching(/^(de|en)$/) },
			consent: { version: expect.any(String), text: { de: expect.any(String), en: expect.any(String) } },
			booking: { minimumNoticeMinutes: expect.any(Number), horizonDays: expect.any(Number), gridMinutes: expect.any(Number) },
			contract: { version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
		})
		const { calendars, appointmentTypes } = await catalog()
		expect(calendars.map((entry) => entry.id).sort()).toEqual(target().calendars.map((entry) => entry.id).sort())
		for (const type of appointmentTypes) expect(type).toMatchObject({ code: expect.any(String), label: { de: expect.any(String), en: expect.any(String) }, durationMinutes: expect.any(Number), approval: expect.stringMatching(/^(manual|auto)$/) })
	})

	it('does not name owners, groups or addresses of calendars', async () => {
		const text = JSON.stringify((await ocs('booking', 'catalog')).data)
		expect(text).not.toMatch(/"(owner|roles|uri|aliases|retention)"/)
	})

	it('is for accounts of the practice only', async () => {
		expect((await ocs(null, 'catalog')).answer.status).toBe(401)
	})
})

describe('free windows', () => {
	it('are sorted, disjoint, of positive length, and inside what was asked', async () => {
		const { calendar } = await offered('manual')
		const from = Date.now() + 3 * day
		const windows = await freeWindows(calendar, from, from + 30 * day)
		expect(windows.length).toBeGreaterThan(10)
		windows.forEach((window, index) => {
			expect(window.start).toBeLessThan(window.end)
			expect(window.start).toBeGreaterThanOrEqual(Math.floor(from / 1000) * 1000)
			expect(window.end).toBeLessThanOrEqual(from + 30 * day + 1000)
			expect(window.start).toBeGreaterThan(windows[index - 1]?.end ?? 0)
		})
	})

	it('begin after the notice and end at the horizon', async () => {
		const { calendar } = await offered('manual')
		const { booking } = await catalog()
		const soon = await freeWindows(calendar, Date.now() - day, Date.now() + 10 * day)
		expect(soon[0]?.start).toBeGreaterThanOrEqual(Date.now() + booking.minimumNoticeMinutes * minute - 5000)
		const late = await freeWindows(calendar, Date.now() + (booking.horizonDays - 20) * day, Date.now() + (booking.horizonDays + 20) * day)
		expect(late.at(-1)?.end).toBeLessThanOrEqual(Date.now() + (booking.horizonDays + 1) * day)
		expect(late.at(-1)?.end).toBeGreaterThan(Date.now() + (booking.horizonDays - 7) * day)
		expect(await freeWindows(calendar, Date.now() - 20 * day, Date.now() - day)).toEqual([])
	})

	it('open at the same hour of the practice\'s clock all year, summer time or not', async () => {
		const { calendar } = await offered('manual')
		const { practice, booking } = await catalog()
		const clock = new Intl.DateTimeFormat('en-GB', { timeZone: practice.timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' })
		const earliest: Record<string, string>[] = []
		for (let from = Date.now() + 14 * day; from < Date.now() + (booking.horizonDays - 27) * day; from += 28 * day) {
			const times = (await freeWindows(calendar, from, from + 28 * day)).map((window) => clock.format(window.start).split(/,? /) as [string, string]).sort()
			earliest.push(Object.fromEntries(times.reverse()))
		}
		// four weeks at a time: whatever is booked, the earliest free time of a weekday is when it opens
		expect(earliest.length).toBeGreaterThan(1)
		for (const times of earliest) expect(times).toEqual(earliest[0])
	})

	it('of all calendars name the calendar of each', async () => {
		const from = Date.now() + 3 * day
		const { data } = await ocs('booking', `calendars/any/free?from=${iso(from)}&to=${iso(from + 7 * day)}`)
		const ids = new Set((data.windows as { calendar: string }[]).map((window) => window.calendar))
		expect([...ids].sort()).toEqual(target().calendars.map((entry) => entry.id).sort())
		expect(Date.parse(String(data.generatedAt))).toBeGreaterThan(Date.now() - day)
	})

	it.each([
		['a range that ends before it starts', `from=${iso(Date.now() + 2 * day)}&to=${iso(Date.now())}`],
		['too long a range', `from=${iso(Date.now())}&to=${iso(Date.now() + 63 * day)}`],
		['no range', ''],
		['half a range', `from=${iso(Date.now())}`],
		['no time', 'from=yesterday&to=tomorrow'],
		['a date without time', 'from=2026-13-45&to=2026-13-46'],
		['a list', `from[]=${iso(Date.now())}&to[]=${iso(Date.now() + day)}`],
	])('are refused for %s', async (_, query) => {
		const { calendar } = await offered('manual')
		const { answer, codes } = await ocs('booking', `calendars/${calendar}/free?${query}`)
		expect([answer.status, codes]).toEqual([400, ['RANGE_INVALID']])
	})

	it('of an unknown calendar are refused', async () => {
		const range = `from=${iso(Date.now())}&to=${iso(Date.now() + day)}`
		for (const id of ['dr-nobody', '..%2f', '%00', 'x'.repeat(300)]) {
			const { answer } = await ocs('booking', `calendars/${id}/free?${range}`)
			expect([400, 404]).toContain(answer.status)
		}
		expect((await ocs('booking', `calendars/dr-nobody/free?${range}`)).codes).toEqual(['CALENDAR_UNKNOWN'])
	})
})

describe('issues', () => {
	it('speak the language of the client', async () => {
		const range = `from=${iso(Date.now())}&to=${iso(Date.now() + day)}`
		const text = async (language: string): Promise<string> => {
			const { data } = await ocs('booking', `calendars/dr-nobody/free?${range}`, { headers: { 'Accept-Language': language } })
			return (data.issues as { text: string }[])[0]?.text ?? ''
		}
		expect(await text('en-GB,en;q=0.9,de;q=0.1')).toBe('There is no such calendar.')
		expect(await text('de-DE,de;q=0.9,en;q=0.1')).toBe('Diesen Kalender gibt es nicht.')
	})
})
