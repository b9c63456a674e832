// SPDX-License-Identifier: GPL-3.0-or-later
// From a Nextcloud without a practice to one that can be booked, by the assistant alone.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { temporaryFolder } from '../servers/folders.ts'
import { startNextcloud, type Nextcloud } from '../servers/nextcloud.ts'
import { freePort } from '../servers/ports.ts'
import { chooseRelease, locateReleases } from '../servers/releases.ts'
import { practiceFile } from '../servers/stack.ts'
import { expectAccessible, login, personsPage, picture } from './browser.ts'
import { target } from './target.ts'

const release = target.server.kind === 'nextcloud' ? chooseRelease(locateReleases(), target.server.version) : null

describe.runIf(release !== null)('a practice that is not set up yet', () => {
	const stateDir = temporaryFolder()
	let nextcloud: Nextcloud
	beforeAll(async () => {
		if (release === null) return
		nextcloud = await startNextcloud({ release, stateDir, practiceFile, smtpPort: await freePort(), withPractice: false, jobs: false })
	}, 300_000)
	afterAll(async () => {
		await nextcloud.stop()
		rmSync(stateDir, { recursive: true, force: true, maxRetries: 3 })
	})

	async function open(user: string, options: Parameters<typeof personsPage>[0] = {}): Promise<Page> {
		const page = await personsPage(options)
		await login(page, user, nextcloud.logins[user] ?? '', nextcloud.url)
		await page.goto(`${nextcloud.url}/index.php/apps/sprechstunde/`)
		return page
	}
	const ocs = (path: string, user: string, password: string, init: RequestInit = {}): Promise<Response> => fetch(`${nextcloud.url}/ocs/v2.php/apps/sprechstunde/api/v1/${path}`, {
		...init, headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'OCS-APIRequest': 'true', Accept: 'application/json', 'Content-Type': 'application/json' },
	})

	it('tells everybody but the server\'s administrator to wait', async () => {
		const page = await open('empfang')
		await page.getByText('Die Praxis ist noch nicht eingerichtet.').waitFor()
	})

	it('fits a phone, in the dark, too', async () => {
		const page = await open('admin', { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		await page.getByRole('heading', { name: 'Praxis', exact: true }).waitFor()
		await expectAccessible(page, '#sprechstunde')
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await picture(page, 'assistant-phone')
	})

	it('is set up step by step, and can be booked at the end', async () => {
		const began = Date.now()
		const page = await open('admin')
		let clicks = 0
		const next = async (heading: string): Promise<void> => {
			await expectAccessible(page, '#sprechstunde')
			await page.getByRole('button', { name: 'Weiter', exact: true }).click()
			clicks++
			await page.locator('.assistant__heading', { hasText: heading }).waitFor()
		}
		await page.getByRole('heading', { name: 'Praxis', exact: true }).waitFor()
		// what is missing is told once somebody wants to go on
		await page.getByRole('button', { name: 'Weiter', exact: true }).click()
		await page.getByText('Bitte füllen Sie „Name der Praxis“ aus.').first().waitFor()
		await picture(page, 'assistant-1-missing')
		await page.getByLabel('Name der Praxis').fill('Hausarztpraxis am Markt')
		await page.getByLabel('Adresse', { exact: true }).fill('Markt 1, 12345 Musterstadt')
		await page.getByLabel('Telefon').fill('0123 4567')
		await page.getByLabel('E-Mail-Adresse').fill('praxis@hausarzt.example')
		await next('Ärztinnen, Ärzte und Räume')
		await page.getByLabel('Name', { exact: true }).fill('Dr. Jürgen Groß')
		await picture(page, 'assistant-2-doctors')
		await next('Sprechzeiten')
		await picture(page, 'assistant-3-hours')
		await next('Terminarten')
		await page.getByRole('combobox', { name: 'Mit den Terminarten beginnen von' }).click()
		await page.getByRole('option').filter({ hasText: 'Gefäßmedizin' }).click()
		clicks += 2
		await picture(page, 'assistant-4-types')
		await next('Team')
		await page.getByRole('combobox', { name: 'Konten des Teams' }).click()
		await page.getByRole('option').filter({ hasText: 'Empfang' }).click()
		await page.keyboard.press('Escape')
		clicks += 2
		await picture(page, 'assistant-5-team')
		await next('Website')
		await picture(page, 'assistant-6-website')
		await next('Zusammenfassung')
		await picture(page, 'assistant-7-summary')
		await page.getByRole('button', { name: 'Praxis einrichten' }).click()
		clicks++
		await page.getByText('Die Praxis ist buchbar').waitFor({ timeout: 60_000 })
		console.log(`from nothing to a bookable practice: ${clicks} clicks, ${Math.round((Date.now() - began) / 1000)} s`)
		await page.getByText(/Sie ist wieder entfernt/).waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'assistant-8-done')

		const [address = '', user = '', password = ''] = await page.locator('.done-step code').allTextContents()
		expect([address, user]).toEqual([nextcloud.url, 'sprechstunde-website'])
		const catalog = await (await ocs('catalog', user, password)).json() as { ocs: { data: { practice: { name: string }, calendars: { id: string }[] } } }
		expect(catalog.ocs.data.practice.name).toBe('Hausarztpraxis am Markt')
		expect(catalog.ocs.data.calendars.map(({ id }) => id)).toEqual(['dr-juergen-gross'])
		const requests = await (await ocs('requests', 'admin', nextcloud.logins['admin'] ?? '')).json() as { ocs: { data: { requests: unknown[] } } }
		expect(requests.ocs.data.requests, 'nothing of the test is left').toEqual([])
		await page.getByRole('button', { name: 'Anfragen öffnen' }).click()
		await page.getByRole('heading', { name: 'Anfragen' }).waitFor()
		await page.getByRole('link', { name: 'Einstellungen' }).waitFor()
	})

	it('opens to the team afterwards, and is not set up twice', async () => {
		const page = await open('empfang')
		await page.getByRole('heading', { name: 'Anfragen' }).waitFor()
		const again = await ocs('setup', 'admin', nextcloud.logins['admin'] ?? '', { method: 'POST', body: JSON.stringify({ document: {}, members: {}, account: 'x' }) })
		expect(again.status).toBe(409)
	})
})
