// SPDX-License-Identifier: GPL-3.0-or-later
// The overview: numbers, charts with their tables, synchronisation, and the queue of mails.
import { describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { enterAsPvs } from './enter.ts'
import { target } from './target.ts'


async function open(role: 'staff' | 'admin', options: BrowserContextOptions = {}): Promise<Page> {
	const page = await teamPage(role, 'overview', options)
	await page.getByRole('heading', { name: 'Übersicht' }).waitFor()
	return page
}

describe.runIf(target.server.kind === 'nextcloud')('the overview', () => {
	it('counts appointments, draws them, and says the same in tables', async () => {
		await enterAsPvs('Olga Uebersicht')
		const page = await open('admin')
		await page.getByText('Diese Woche').waitFor()
		const days = page.getByRole('figure').filter({ hasText: 'zwei Wochen zurück' })
		await days.getByRole('img').waitFor()
		await days.getByText('Als Tabelle').click()
		const table = days.getByRole('table')
		expect(await table.getByRole('row').count()).toBe(29)
		const confirmed = await table.locator('tbody tr td:nth-of-type(1)').allInnerTexts()
		expect(confirmed.map(Number).reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
		await page.getByRole('figure').filter({ hasText: 'Woher diese Termine kommen' }).getByText('Als Tabelle').click()
		await page.getByRole('rowheader', { name: 'Praxissoftware' }).waitFor()
		await picture(page, 'overview')
		await expectAccessible(page, '#app-content-vue')
	})

	it('tells when the practice software was last here, and what waits', async () => {
		const page = await open('admin')
		await page.getByText(/Zuletzt geschrieben/).waitFor()
		await page.getByText('· Aktuell').waitFor()
		await page.getByRole('heading', { name: 'Wartende E-Mails' }).waitFor()
	})

	it('fits a phone in the dark; the queue is the management\'s', async () => {
		const page = await open('staff', { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		await page.getByRole('figure').first().getByRole('img').waitFor()
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		expect(await page.getByRole('heading', { name: 'Wartende E-Mails' }).count()).toBe(0)
		await expectAccessible(page, '#app-content-vue')
		await picture(page, 'overview-phone-dark')
	})
})
