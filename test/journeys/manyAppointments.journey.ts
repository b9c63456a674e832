// SPDX-License-Identifier: GPL-3.0-or-later
// A calendar as full as a practice gets: how much is asked for, and (printed only, since machines differ) how long it takes.
// SPRECHSTUNDE_MANY=5000 measures with as many; without it a few weeks must do. SPRECHSTUNDE_MANY=stored:DAY takes what is there.
import { readFileSync } from 'node:fs'
import { addDays, dayOf, type Practice } from '@sprechstunde/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { practiceFile } from '../servers/stack.ts'
import { launch, login, personsPage } from './browser.ts'
import { storeMany } from './manyAppointments.ts'
import { target } from './target.ts'

const wanted = process.env.SPRECHSTUNDE_MANY ?? '640'
const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
// far from where other journeys book
const middle = wanted.startsWith('stored:') ? wanted.slice('stored:'.length) : addDays(dayOf(Date.now(), practice.practice.timeZone), 180)

let browser: Browser
beforeAll(async () => {
	browser = await launch()
	if (!wanted.startsWith('stored:') && target.folder) storeMany(target.folder, practice, Number(wanted), middle)
}, 600_000)
afterAll(async () => { await browser.close() })

interface Times {
	/** milliseconds from the last byte of the last answer to the last entry on the page */
	readonly fromData: number
	/** the longest from a key or click to the next frame, with what it was */
	readonly interaction: string
	readonly longest: number
}

/** Begins to watch what the page does. */
async function watch(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const seen = { events: [] as { name: string; duration: number }[], shown: 0 }
		Object.assign(globalThis, { seen })
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) seen.events.push({ name: entry.name, duration: entry.duration })
		}).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
		new MutationObserver((changes) => {
			if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof Element && (node.matches('[data-entry]') || node.querySelector('[data-entry]') !== null)))) seen.shown = performance.now()
		}).observe(document, { childList: true, subtree: true })
	})
}

function times(page: Page): Promise<Times> {
	return page.evaluate(() => {
		const { seen } = globalThis as unknown as { seen: { events: { name: string; duration: number }[]; shown: number } }
		const answers = performance.getEntriesByType('resource').filter((entry): entry is PerformanceResourceTiming => /\/remote\.php\/dav\/calendars\//.test(entry.name))
		const data = Math.max(...answers.map((entry) => entry.responseEnd))
		const worst = seen.events.reduce((most, event) => (event.duration > most.duration ? event : most), { name: 'none', duration: 0 })
		return { fromData: Math.round(seen.shown - data), interaction: worst.name, longest: worst.duration }
	})
}

describe.runIf(target.server.kind === 'nextcloud')('a calendar with many appointments', () => {
	it('asks once per calendar and week, and for nothing when a week is seen again', async () => {
		const page = await personsPage(browser, { viewport: { width: 1600, height: 1000 } })
		await watch(page)
		const reports: string[] = []
		page.on('request', (request) => { if (request.method() === 'REPORT') reports.push(request.url()) })
		const { user } = target.accounts.staff
		await login(page, user, target.logins?.[user] ?? '')
		const doctors = target.calendars.map(({ id }) => id).join(',')
		await page.goto(`${target.server.url}/index.php/apps/sprechstunde/calendar?view=week&day=${middle}&doctors=${doctors}`)
		const entries = page.locator('.calendar-event')
		await expect.poll(() => entries.count(), { timeout: 30_000 }).toBeGreaterThan(200)
		expect(reports).toHaveLength(target.calendars.length)
		const first = await times(page)
		const count = await entries.count()

		const heading = page.locator('h2[aria-live]')
		const before = await heading.textContent()
		await page.keyboard.press('j')
		await expect.poll(() => heading.textContent()).not.toBe(before)
		// the last of those that were stored may be few
		await expect.poll(() => entries.count(), { timeout: 30_000 }).toBeGreaterThan(20)
		expect(reports).toHaveLength(2 * target.calendars.length)
		await page.keyboard.press('k')
		await expect.poll(() => heading.textContent()).toBe(before)
		await expect.poll(() => entries.count()).toBe(count)
		await page.keyboard.press('d')
		await expect.poll(() => entries.count()).toBeLessThan(count)
		expect(reports, 'what has been seen is known').toHaveLength(2 * target.calendars.length)
		await page.keyboard.press('w')
		await expect.poll(() => entries.count()).toBe(count)

		// opens an entry, and drags it
		await entries.nth(40).click()
		await page.getByRole('dialog').first().waitFor()
		await page.keyboard.press('Escape')
		const all = await times(page)
		console.log(`reports: ${await page.evaluate(() => performance.getEntriesByType("resource").filter((e) => /remote.php.dav.calendars/.test(e.name)).map((e) => `${Math.round(e.startTime)}+${Math.round(e.duration)}`).join(" "))}`)
		console.log(`${count} entries of one week: ${first.fromData} ms from data to view; the slowest of all interactions ${all.longest} ms (${all.interaction})`)
	})
})
