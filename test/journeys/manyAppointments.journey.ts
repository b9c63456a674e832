// SPDX-License-Identifier: GPL-3.0-or-later
// A calendar as full as a practice gets: how much is asked for, and (printed only, since machines differ) how long it takes.
// SPRECHSTUNDE_MANY=5000 measures with as many; without it a few weeks must do. SPRECHSTUNDE_MANY=stored:DAY takes what is there.
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { addDays, dayOf, type Practice } from '@sprechstunde/core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { practiceFile } from '../servers/stack.ts'
import { login, personsPage } from './browser.ts'
import { storeMany } from './manyAppointments.ts'
import { target } from './target.ts'

const wanted = process.env.SPRECHSTUNDE_MANY ?? '640'
const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
// far from where other journeys book
const middle = wanted.startsWith('stored:') ? wanted.slice('stored:'.length) : addDays(dayOf(Date.now(), practice.practice.timeZone), 180)

beforeAll(async () => {
	if (!wanted.startsWith('stored:') && target.folder) storeMany(target.folder, practice, Number(wanted), middle)
}, 600_000)

interface Times {
	/** milliseconds from the last byte of the last answer to the last entry on the page */
	readonly fromData: number
	/** by step, milliseconds from its key until other days were on the screen */
	readonly turned: Readonly<Record<string, number>>
	/** by step, the longest that one of its keys or clicks took until the next frame was on the screen (Event Timing, in steps of 8 ms; what took less than 16 ms is not told) */
	readonly steps: Readonly<Record<string, number>>
}

interface Seen {
	/** what was begun when; an empty name: nothing that counts */
	readonly begun: { readonly step: string; readonly at: number }[]
	readonly events: { readonly at: number; readonly duration: number }[]
	shown: number
	/** when keys were pressed, and when frames with other days, or another view, were done */
	readonly keys: number[]
	readonly turns: number[]
}

/** Begins to watch what the page does. */
async function watch(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const seen: Seen = { begun: [], events: [], shown: 0, keys: [], turns: [] }
		Object.assign(globalThis, { seen })
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) seen.events.push({ at: entry.startTime, duration: entry.duration })
		}).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
		addEventListener('keydown', ({ timeStamp }) => { seen.keys.push(timeStamp) }, { capture: true })
		let view = ''
		new MutationObserver((changes) => {
			const now = [...document.querySelectorAll('.fc-view, .fc-col-header [data-date]')].map(({ className, attributes }) => `${className} ${attributes.getNamedItem('data-date')?.value ?? ''}`).join()
			if (now !== view) requestAnimationFrame(() => setTimeout(() => seen.turns.push(performance.now())))
			view = now
			if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof Element && (node.matches('[data-entry]') || node.querySelector('[data-entry]') !== null)))) seen.shown = performance.now()
		}).observe(document, { childList: true, subtree: true })
	})
}

/** What follows counts as this step. */
const begin = (page: Page, step: string): Promise<void> => page.evaluate((name) => { (globalThis as unknown as { seen: Seen }).seen.begun.push({ step: name, at: performance.now() }) }, step)

function times(page: Page): Promise<Times> {
	return page.evaluate(() => {
		const { seen } = globalThis as unknown as { seen: Seen }
		const answers = performance.getEntriesByType('resource').filter((entry): entry is PerformanceResourceTiming => /\/remote\.php\/dav\/calendars\//.test(entry.name))
		const stepAt = (time: number): string => seen.begun.findLast(({ at }) => at <= time)?.step ?? ''
		// by when they were, since they are told of only after their frame, when the next step may have begun
		const steps: Record<string, number> = {}
		for (const { at, duration } of seen.events) {
			const step = stepAt(at)
			if (step !== '') steps[step] = Math.max(steps[step] ?? 0, duration)
		}
		const turned: Record<string, number> = {}
		for (const key of seen.keys) {
			const step = stepAt(key)
			const turn = seen.turns.find((at) => at >= key && stepAt(at) === step)
			if (step !== '' && turn !== undefined) turned[step] ??= Math.round(turn - key)
		}
		return { turned, fromData: Math.round(seen.shown - Math.max(...answers.map((entry) => entry.responseEnd))), steps }
	})
}

describe.runIf(target.server.kind === 'nextcloud')('a calendar with many appointments', () => {
	it('asks once per calendar and week, and for nothing when a week is seen again', async () => {
		const page = await personsPage({ viewport: { width: 1600, height: 1000 } })
		await watch(page)
		const reports: string[] = []
		page.on('request', (request) => { if (request.method() === 'REPORT') reports.push(request.url()) })
		const { user } = target.accounts.staff
		await login(page, user, target.logins?.[user] ?? '')
		const doctors = target.calendars.map(({ id }) => id).join(',')
		await page.goto(`${target.server.url}/index.php/apps/sprechstunde/calendar?view=week&day=${middle}&doctors=${doctors}`)
		const entries = page.locator('.calendar-event')
		// they come part by part
		let last = 0
		await expect.poll(async () => {
			const [before, now] = [last, last = await entries.count()]
			return now > 200 && now === before
		}, { timeout: 60_000, interval: 1_000 }).toBe(true)
		expect(reports).toHaveLength(target.calendars.length)
		const first = await times(page)
		const count = await entries.count()

		const heading = page.locator('h2[aria-live]')
		const before = await heading.textContent()
		await begin(page, 'next week, not seen yet')
		await page.keyboard.press('j')
		await expect.poll(() => heading.textContent()).not.toBe(before)
		// the last of those that were stored may be few
		await expect.poll(() => entries.count(), { timeout: 30_000 }).toBeGreaterThan(20)
		expect(reports).toHaveLength(2 * target.calendars.length)
		await begin(page, 'week before')
		await page.keyboard.press('k')
		await expect.poll(() => heading.textContent()).toBe(before)
		await expect.poll(() => entries.count()).toBe(count)
		await begin(page, 'day')
		await page.keyboard.press('d')
		await expect.poll(() => entries.count()).toBeLessThan(count)
		expect(reports, 'what has been seen is known').toHaveLength(2 * target.calendars.length)
		await begin(page, 'week')
		await page.keyboard.press('w')
		await expect.poll(() => entries.count()).toBe(count)

		await begin(page, 'the pointer comes to an entry')
		await entries.nth(40).hover()
		await page.waitForTimeout(100)
		await begin(page, 'which is clicked')
		// as long as a finger presses
		await entries.nth(40).click({ delay: 80 })
		await page.getByRole('dialog').first().waitFor()
		await begin(page, 'and closed')
		await page.keyboard.press('Escape')
		await page.getByRole('dialog').first().waitFor({ state: 'detached' })
		await begin(page, 'list')
		await page.keyboard.press('l')
		await expect.poll(() => entries.count()).toBe(count)
		// what the last key took is told after its frame
		await page.waitForTimeout(200)
		await begin(page, '')
		const all = await times(page)
		// at the end: to ask for the style of what isn't shown makes each later change take longer
		const blurred = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => getComputedStyle(element).backdropFilter !== 'none').map(({ id, className }) => `${id} ${className}`))
		expect(blurred, 'what has to be computed anew for each frame').toEqual([])
		console.log(`${count} entries of one week, ${wanted} stored, at a load of ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors: ${first.fromData} ms from data to view; from key or click to the next frame: ${Object.entries(all.steps).map(([step, duration]) => `${step} ${duration} ms${all.turned[step] === undefined ? '' : ` (turned after ${all.turned[step]} ms)`}`).join(', ')}`)
	})
})
