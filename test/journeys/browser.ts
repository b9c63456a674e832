// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import { target } from './target.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** One for all tests of a file, from their first page on; whoever imports this ends it with its last test. */
let running: Promise<Browser> | undefined
afterAll(async () => { await (await running)?.close() })

function launch(): Promise<Browser> {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
	})
}

/** A page of a person with their own cookies; it closes with the test, and where that fails, says what was to be seen. */
export async function personsPage(options: BrowserContextOptions = {}): Promise<Page> {
	const context = await (await (running ??= launch())).newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin', viewport: { width: 1280, height: 900 }, ...options })
	context.setDefaultTimeout(30_000)
	const page = await context.newPage()
	// a page that stays open goes on asking its server
	onTestFinished(async ({ task }) => {
		if (task.result?.state === 'fail') console.error(await seen(page))
		await context.close()
	})
	return page
}

/** A page of the Nextcloud app, as the account of that role sees it. */
export async function teamPage(role: 'staff' | 'admin', path: string, options: BrowserContextOptions = {}): Promise<Page> {
	const page = await personsPage(options)
	const { user } = target.accounts[role]
	await login(page, user, target.logins?.[user] ?? '')
	await page.goto(`${target.server.url}/index.php/apps/sprechstunde/${path.replace(/^\//, '')}`)
	return page
}

async function seen(page: Page): Promise<string> {
	const text = await page.locator('#sprechstunde, main, body').first().innerText({ timeout: 2_000 }).catch((error: unknown) => String(error))
	return `${page.url()}\n${text.replace(/\n\s*\n/g, '\n').slice(0, 2500)}`
}

/** Ticks one of @nextcloud/vue's boxes, whose input lies under its picture: by a click that a person could make. */
export async function tick(box: Locator): Promise<void> {
	// not under a bar at the lower end
	await box.evaluate((element) => { element.scrollIntoView({ block: 'center' }) })
	await box.locator('xpath=..').locator('.checkbox-content').click()
	await expect.poll(() => box.isChecked()).toBe(true)
}

/**
 * Logs in with Nextcloud's login form; the form itself is posted, so it works whether or not its script runs. Nextcloud reads before it
 * writes down a login, which on SQLite fails where a job writes in between: whoever logs in tries again then, and so is it done here.
 */
export async function login(page: Page, user: string, password: string, server = target.server.url): Promise<void> {
	const url = `${server}/index.php/login`
	for (let tries = 1; ; tries++) {
		const form = await page.request.get(url)
		const token = /data-requesttoken="([^"]+)"/.exec(await form.text())?.[1] ?? ''
		const answer = await page.request.post(url, { form: { user, password, requesttoken: token }, headers: { Origin: server }, maxRedirects: 0 })
		const { location } = answer.headers()
		if (location !== undefined && !location.includes('login')) return
		if (answer.status() < 500 || tries === 4) expect.fail(`Nextcloud did not take the login: ${answer.status()} ${location ?? (await answer.text()).slice(0, 300)}`)
		await page.waitForTimeout(500 * tries)
	}
}

/** axe finds nothing inside `selector`, once what fades in is there: half-transparent text has no contrast. */
export async function expectAccessible(page: Page, selector: string): Promise<void> {
	await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running' || animation.effect?.getComputedTiming().endTime === Infinity))
	await page.evaluate(axeSource)
	const violations = await page.evaluate(async (within) => {
		const { axe } = globalThis as unknown as { axe: { run: (where: string, options: object) => Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> } }
		return (await axe.run(within, { resultTypes: ['violations'] })).violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => String(node.target)).join(', ')}`)
	}, selector)
	expect(violations).toEqual([])
}

/** A picture beside the test's output, where SPRECHSTUNDE_PICTURES names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.SPRECHSTUNDE_PICTURES
	if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
