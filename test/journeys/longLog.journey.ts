// SPDX-License-Identifier: GPL-3.0-or-later
// A log as long as a busy quarter leaves it: how much is asked for, and (printed only, since machines differ) how long the page and its buttons take.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { database } from '../servers/nextcloud/database.ts'
import { login, personsPage } from './browser.ts'
import { target } from './target.ts'

const rows = 5000
/** of the rows that are put there, so that they can be taken away again */
const actor = 'long-log'
const kinds = [['INFO', 'APPOINTMENT_RECEIVED'], ['SUCCESS', 'APPOINTMENT_APPROVED'], ['INFO', 'APPOINTMENT_CHANGED'], ['SUCCESS', 'MAIL_SENT'], ['WARNING', 'APPOINTMENT_DELETED']] as const
const now = Math.floor(Date.now() / 1000)

/** As the app writes them; straight into the table, for it has to be quick. */
function store(folder: string): void {
	const statements: [string, ...(string | number)[]][] = []
	for (let first = 0; first < rows; first += 100) {
		const values = Array.from({ length: 100 }, (_, index) => {
			const [level, code] = kinds[(first + index) % kinds.length] ?? kinds[0]
			return [now - (rows - first - index) * 300, 0, 0, level, code, actor, '{}', `long-${first + index}@praxis.example`]
		})
		statements.push([`INSERT INTO *PREFIX*sprechstunde_log (at, object_id, calendar_id, level, code, actor, params, uid) VALUES ${values.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`, ...values.flat()])
	}
	database(folder, statements)
}

beforeAll(async () => {
	if (target.folder) store(target.folder)
}, 120_000)
afterAll(async () => {
	if (target.folder) database(target.folder, [['DELETE FROM *PREFIX*sprechstunde_log WHERE actor = ?', actor]])
})

/** The longest that a key or a click took since the last call, in milliseconds. */
const longest = (page: Page): Promise<number> => page.evaluate(() => {
	const { seen } = globalThis as unknown as { seen: number[] }
	return Math.max(0, ...seen.splice(0))
})

describe.runIf(target.server.kind === 'nextcloud')('a log of thousands of entries', () => {
	it('is read page by page, with one request for each, and stays quick', async () => {
		const page = await personsPage()
		await page.addInitScript(() => {
			const seen: number[] = []
			Object.assign(globalThis, { seen })
			new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.push(entry.duration) }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
		})
		const asked: string[] = []
		page.on('request', (request) => { if (/\/api\/v1\/log\b|\/remote\.php\/dav\//.test(request.url())) asked.push(request.url()) })
		const { user } = target.accounts.admin
		await login(page, user, target.logins?.[user] ?? '')
		await page.goto(`${target.server.url}/index.php/apps/sprechstunde/log`)
		const entries = page.locator('.log-item')
		await entries.first().waitFor({ timeout: 90_000 })
		const shown = await page.evaluate(() => performance.now())
		const first = await page.evaluate(() => performance.getEntriesByType('resource').filter((entry): entry is PerformanceResourceTiming => /\/api\/v1\/log\b/.test(entry.name)).map(({ responseStart, requestStart, responseEnd }) => ({ server: responseStart - requestStart, end: responseEnd }))[0])
		expect(await entries.count()).toBe(50)
		// the first of the counts may say that there is news
		await page.waitForLoadState('networkidle')
		const begun = asked.length
		expect(begun).toBeLessThanOrEqual(2)

		// what a patient person loads
		for (let times = 1; times <= 19; times++) {
			await page.getByRole('button', { name: 'Ältere Einträge laden' }).click()
			await expect.poll(() => entries.count()).toBe(50 * (times + 1))
		}
		expect(asked.length - begun, 'a request for each page, none for a row').toBe(19)
		const loading = await longest(page)

		await page.getByRole('button', { name: 'Warnung' }).click()
		await expect.poll(() => entries.count()).toBe(50)
		await page.getByRole('searchbox', { name: 'Suche nach UID oder Konto' }).or(page.getByLabel('Suche nach UID oder Konto')).first().fill('long-4')
		await expect.poll(() => asked.length - begun).toBeGreaterThanOrEqual(21)
		await page.locator('.log-view__header .loading-icon').waitFor({ state: 'detached' })
		expect(await entries.count()).toBe(50)
		const filtering = await longest(page)
		console.log(`${rows} entries: the server ${Math.round(first?.server ?? 0)} ms, from data to view ${Math.round(shown - (first?.end ?? 0))} ms; the slowest interaction ${loading} ms while loading a thousand, ${filtering} ms filtering them`)
	})
})
