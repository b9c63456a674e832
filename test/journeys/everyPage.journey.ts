// SPDX-License-Identifier: GPL-3.0-or-later
// What is at hand on every page: somebody who rings is found, and all keys are listed.
import { describe, expect, it } from 'vitest'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { request } from './request.ts'
import { target } from './target.ts'


describe.runIf(target.server.kind === 'nextcloud')('every page', () => {
	it('finds a patient by the beginning of a name, with what is ahead, and books for them', async () => {
		const { name } = await request('Frieda Findig')
		const mark = name.split(' ').at(-1) ?? ''
		const page = await teamPage('staff', 'overview')
		await page.getByRole('heading', { name: 'Übersicht' }).waitFor()
		await page.keyboard.press('s')
		const dialog = page.getByRole('dialog', { name: 'Person suchen' })
		await dialog.getByRole('searchbox').or(dialog.getByLabel('Name')).first().fill('Zzyzx')
		await dialog.getByText('Unter diesem Namen gibt es keinen Termin.').first().waitFor()
		await dialog.getByLabel('Name').first().fill(`find ${mark}`)
		await dialog.getByRole('button', { name }).waitFor()
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'find-list')
		await page.keyboard.press('Enter')
		await dialog.getByRole('heading', { name: 'Bevorstehend' }).waitFor()
		await dialog.getByRole('link', { name: /Kontrolluntersuchung · Dr\. Müller · Angefragt/ }).waitFor()
		await dialog.getByRole('link', { name: '0151 23456789' }).waitFor()
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'find-card')
		await dialog.getByRole('button', { name: 'Neuer Termin' }).click()
		const booking = page.getByRole('dialog', { name: 'Neuer Termin' })
		await expect.poll(() => booking.getByRole('combobox', { name: 'Name' }).inputValue(), { timeout: 15_000 }).toBe(name)
		// nothing was typed that could be lost
		await booking.getByRole('button', { name: 'Abbrechen' }).click()
		await booking.waitFor({ state: 'detached' })
	})

	it('leads from there to the appointment, on a phone in the dark', async () => {
		const { name } = await request('Fritz Findig')
		const page = await teamPage('staff', 'conflicts', { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		await page.getByRole('button', { name: 'Navigation öffnen' }).click()
		await page.getByRole('link', { name: 'Person suchen' }).click()
		const dialog = page.getByRole('dialog', { name: 'Person suchen' })
		await dialog.getByLabel('Name').first().fill(name)
		await dialog.getByRole('button', { name }).click()
		const link = dialog.getByRole('link', { name: /Kontrolluntersuchung/ })
		await link.waitFor()
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'find-phone')
		await link.click()
		await page.getByRole('heading', { name, level: 2 }).waitFor()
		await dialog.waitFor({ state: 'detached' })
	})

	it.each(['conflicts', 'overview', 'absence'])('lists all keys: %s', async (path) => {
		const page = await teamPage('staff', path)
		await page.getByRole('link', { name: 'Tastaturkürzel' }).waitFor()
		await page.keyboard.press('?')
		const help = page.getByRole('dialog', { name: 'Tastaturkürzel' })
		await help.getByText('Person suchen').waitFor()
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'shortcuts')
		await page.keyboard.press('Escape')
		await help.waitFor({ state: 'detached' })
		await page.getByRole('link', { name: 'Tastaturkürzel' }).click()
		await help.waitFor()
	})

	it('has the picture of its theme behind it, also after the system has turned dark', async () => {
		const page = await teamPage('staff', 'overview')
		await page.getByRole('heading', { name: 'Übersicht' }).waitFor()
		const picture = (): Promise<{ now: string, theme: string }> => page.evaluate(() => {
			const { style } = document.body
			const now = style.backgroundImage
			style.backgroundImage = ''
			const { backgroundImage: theme } = getComputedStyle(document.body)
			style.backgroundImage = now
			return { now, theme }
		})
		const light = await picture()
		expect(light.now).toContain('url(')
		expect(light.now).toBe(light.theme)
		await page.emulateMedia({ colorScheme: 'dark' })
		await expect.poll(async () => (await picture()).now).not.toBe(light.now)
		const dark = await picture()
		expect(dark.now).toBe(dark.theme)
	})
})
