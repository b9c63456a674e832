// SPDX-License-Identifier: GPL-3.0-or-later
// The management sees the website's addresses and what the web server needs for them, and makes a link to the feed.
import { describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { target } from './target.ts'

const isNextcloud = target.server.kind === 'nextcloud'
const looks = [
	['desktop', {}],
	['phone-dark', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[]

describe.runIf(isNextcloud)('the addresses in the settings', () => {

	const open = async (options: BrowserContextOptions): Promise<Page> => {
		const page = await teamPage('admin', 'settings/addresses', options)
		await page.getByRole('heading', { name: 'Links ohne Konto' }).waitFor()
		return page
	}

	for (const [name, options] of looks) {
		it(`${name}: the configuration follows what is typed, a link is shown once and can be taken back`, async () => {
			const page = await open(options)
			await page.getByLabel('Website', { exact: true }).fill('https://www.beispiel-praxis.de/termine')
			await page.getByLabel('Adresse der Nextcloud').fill('https://wolke.beispiel-praxis.de')
			const configuration = page.getByRole('region', { name: /^Konfiguration für/ })
			expect(await configuration.innerText()).toContain('proxy_pass https://wolke.beispiel-praxis.de/remote.php/dav/;')
			await page.getByText('Apache', { exact: true }).click()
			expect(await configuration.innerText()).toContain('ProxyPass /caldav/ https://wolke.beispiel-praxis.de/remote.php/dav/')
			await page.getByText('https://www.beispiel-praxis.de/caldav/calendars/hauptkalender/').waitFor()
			await page.getByLabel('Adresse der Nextcloud').fill('wolke')
			await page.getByText('Bitte geben Sie die Website als Host').waitFor()

			const label = `Albis ${name}`
			await page.getByLabel('Wofür der neue Link ist').fill(label)
			await page.getByRole('combobox', { name: 'Was der Link zeigt' }).click()
			await page.getByRole('option', { name: 'Felder, wie CGM Albis sie zeigt' }).click()
			await page.getByLabel('Wofür der neue Link ist').press('Enter')
			await page.getByText(/calendars\/praxis\/appointments\.ics\?token=[\w-]{43}$/).waitFor()
			await expectAccessible(page, '#sprechstunde')
			await picture(page, `addresses-${name}`)

			await page.reload()
			await page.getByText(label, { exact: true }).waitFor()
			expect(await page.getByText('?token=').count()).toBe(0)
			await page.getByRole('listitem').filter({ hasText: label }).getByText('Felder, wie CGM Albis sie zeigt', { exact: true }).waitFor()
			await page.getByRole('button', { name: `„${label}“ löschen` }).click()
			await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
			await page.getByText(label, { exact: true }).waitFor({ state: 'detached' })
			await page.context().close()
		})
	}
})
