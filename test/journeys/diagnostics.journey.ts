// SPDX-License-Identifier: GPL-3.0-or-later
// "Was ist los?": the management sees what keeps a practice program from synchronising, and mends it with a button.
import type { Practice } from '@sprechstunde/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { configuration } from './settings.ts'
import { target } from './target.ts'

function open(query = '', options: BrowserContextOptions = {}): Promise<Page> {
	return teamPage('admin', `diagnostics${query}`, options)
}

describe.runIf(target.server.kind === 'nextcloud')('the page that says what is wrong', () => {
	let before: Practice
	beforeAll(async () => {
		before = await configuration()
	})
	afterAll(async () => {
		await configuration(before)
	})

	it('names an interval that is too long, and sets it', async () => {
		await configuration({ ...before, syncIntervalMinutes: 15 })
		const page = await open()
		await page.getByText('Das Synchronisations-Intervall ist 15 Minuten.').waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'diagnostics')
		await page.getByRole('button', { name: 'Auf 5 Minuten stellen' }).click()
		await page.getByText('Das Synchronisations-Intervall ist 15 Minuten.').waitFor({ state: 'detached' })
		await expect.poll(() => page.getByRole('status').filter({ hasText: 'Erledigt.' }).evaluate((status) => status === document.activeElement)).toBe(true)
		expect((await configuration()).syncIntervalMinutes).toBe(5)
		await page.context().close()
	})

	it('says on a phone, in the dark, that an appointment is gone', async () => {
		const page = await open('?uid=nowhere%40praxis.example', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' })
		await page.getByText('Der Termin ist nicht mehr im Kalender.').waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'diagnostics-phone')
		await page.context().close()
	})
})
