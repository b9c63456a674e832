// SPDX-License-Identifier: GPL-3.0-or-later
// The management of the practice changes its configuration: by forms, by dragging, by keys and by file; nothing gets lost.
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Practice } from '@sprechstunde/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { bar, configuration, save, settings } from './settings.ts'
import { target } from './target.ts'

const isNextcloud = target.server.kind === 'nextcloud'
const sections = ['practice', 'calendars', 'hours', 'closed', 'types', 'categories', 'booking', 'website', 'waiting', 'mails', 'roles', 'programs', 'operation', 'addresses', 'transfer']
const go = (page: Page, name: string): Promise<void> => page.getByRole('navigation', { name: 'Einstellungen' }).getByRole('link', { name: new RegExp(`^${name}`) }).click()

describe.runIf(isNextcloud)('the settings', () => {
	let before: Practice
	beforeAll(async () => {
		before = await configuration()
	})
	afterAll(async () => {
		await configuration(before)
	})

	it('say beside the field and in the list what is wrong, lose nothing, and save what is right', async () => {
		const page = await settings('practice')
		const name = page.getByLabel('Name der Praxis')
		await name.fill('')
		await page.getByText('Bitte füllen Sie „Name der Praxis“ aus.').waitFor()
		await go(page, 'Buchungsregeln')
		await page.getByLabel('So viele Tage im Voraus buchbar').fill('1000')
		await page.getByText('„So viele Tage im Voraus buchbar“ muss eine ganze Zahl von 1 bis 730 sein.').waitFor()
		expect(await bar(page).getByRole('button', { name: 'Speichern' }).isDisabled()).toBe(true)
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'settings-issues')
		await bar(page).getByRole('button', { name: '2 Felder sind zu prüfen' }).click()
		await name.fill('Praxis am Markt')
		await page.getByRole('link', { name: 'So viele Tage im Voraus buchbar' }).click()
		await page.getByLabel('So viele Tage im Voraus buchbar').fill('60')
		await save(page)
		await page.getByText('Gespeichert').first().waitFor()
		expect(await configuration()).toMatchObject({ practice: { name: 'Praxis am Markt' }, booking: { horizonDays: 60 } })
	})

	it('take hours by dragging, by keys and typed; a day is copied, and each step is taken back', async () => {
		const page = await settings('hours')
		const saturday = page.locator('[data-day="SA"]')
		const box = await saturday.boundingBox() ?? expect.fail('no Saturday')
		// the grid begins at seven, an hour is 28 pixels high
		await page.mouse.move(box.x + box.width / 2, box.y + 2 * 28 + 3)
		await page.mouse.down()
		await page.mouse.move(box.x + box.width / 2, box.y + 4 * 28 - 5, { steps: 4 })
		await page.mouse.up()
		await page.getByRole('button', { name: 'Samstag, 09:00–11:00' }).focus()
		await page.keyboard.press('Shift+ArrowDown')
		await page.keyboard.press('ArrowDown')
		await page.getByRole('button', { name: 'Samstag, 09:15–11:30' }).waitFor()
		const typed = page.getByLabel('Samstag, bis')
		await typed.fill('1230')
		await typed.press('Tab')
		await page.locator('[data-weekday="SA"]').getByRole('button', { name: 'Kopieren' }).click()
		await page.getByRole('menuitem', { name: 'Auf Sonntag' }).click()
		await page.getByRole('button', { name: 'Sonntag, 09:15–12:30' }).waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'settings-hours')
		await bar(page).getByRole('button', { name: 'Letzte Änderung rückgängig machen' }).click()
		await page.getByRole('button', { name: 'Sonntag, 09:15–12:30' }).waitFor({ state: 'detached' })
		await save(page)
		expect((await configuration()).calendars[0]?.weeklyHours).toEqual({ ...before.calendars[0]?.weeklyHours, SA: [{ start: '09:15', end: '12:30' }] })
	})

	it('close on the public holidays of the state, and for a vacation', async () => {
		const page = await settings('closed')
		const year = new Date().getFullYear() + 1
		await page.getByRole('combobox', { name: 'Jahr' }).click()
		await page.getByRole('option').filter({ hasText: String(year) }).click()
		await page.getByRole('checkbox', { name: /Fronleichnam/ }).uncheck({ force: true })
		await page.getByRole('button', { name: /An \d+ Feiertagen schließen/ }).click()
		await page.getByRole('checkbox', { name: /Karfreitag \(schon eingetragen\)/ }).waitFor()
		await page.getByLabel('Erster Tag').fill(`${year}-07-05`)
		await page.getByLabel('Letzter Tag').fill(`${year}-07-16`)
		await page.getByLabel('Notiz').fill('Urlaub')
		const form = page.locator('form').filter({ hasText: 'Urlaub, weitere Schließtage' })
		await form.getByRole('checkbox', { name: 'Dr. Schmidt' }).uncheck({ force: true })
		await form.getByRole('button', { name: 'Hinzufügen' }).click()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'settings-closed')
		await save(page)
		const [mueller, schmidt] = (await configuration()).calendars
		expect(mueller?.exceptions).toContainEqual({ from: `${year}-07-05`, to: `${year}-07-16`, hours: [], note: 'Urlaub' })
		expect(schmidt?.exceptions.map(({ note }) => note)).toContain('Neujahrstag')
		expect(schmidt?.exceptions.map(({ note }) => note)).not.toContain('Fronleichnam')
		expect(schmidt?.exceptions.map(({ note }) => note)).not.toContain('Urlaub')
	})

	it('show a mail in the practice\'s own words as a patient would get it', async () => {
		const page = await settings('mails')
		await page.getByLabel('Anrede').fill('Hallo {nme},')
		await page.getByText('für „{nme}“ gibt es nichts einzusetzen').waitFor()
		await page.getByLabel('Anrede').fill('Hallo {name},')
		await page.frameLocator('iframe').getByText('Hallo Erika Mustermann,').waitFor()
		await page.getByRole('radio', { name: 'Nur Text' }).check({ force: true })
		await page.getByText('Hallo Erika Mustermann,').waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'settings-mails')
		await save(page)
		expect((await configuration()).mailTexts).toEqual({ all: { greeting: { de: 'Hallo {name},' } } })
	})

	it('ask before a type goes that is offered, and before the page is left', async () => {
		const page = await settings('types')
		await page.getByText('Kontrolluntersuchung').first().click()
		await page.getByRole('button', { name: '„Kontrolluntersuchung“ löschen' }).click()
		const dialog = page.getByRole('dialog')
		await dialog.getByText('Dr. Müller').waitFor()
		await dialog.getByRole('button', { name: 'Abbrechen' }).click()
		await page.getByRole('button', { name: 'Duplizieren' }).first().click()
		await page.getByText('Kontrolluntersuchung (Kopie)').first().waitFor()
		await page.getByRole('link', { name: 'Anfragen' }).click()
		await dialog.getByRole('button', { name: 'Bleiben' }).click()
		await page.getByText('Kontrolluntersuchung (Kopie)').first().waitFor()
		await bar(page).getByRole('button', { name: 'Verwerfen' }).click()
		await bar(page).waitFor({ state: 'detached' })
		await page.getByRole('link', { name: 'Anfragen' }).click()
		await page.getByRole('heading', { name: 'Anfragen' }).waitFor()
	})

	it('show what someone else has saved meanwhile, before one of both is lost', async () => {
		const page = await settings('practice')
		await page.getByLabel('Telefon').fill('0123 999')
		await configuration({ ...await configuration(), syncIntervalMinutes: 7 })
		await bar(page).getByRole('button', { name: 'Speichern' }).click()
		const dialog = page.getByRole('dialog', { name: 'Inzwischen hat jemand anderes gespeichert' })
		await dialog.getByText('0123 999').waitFor()
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'settings-stale')
		await dialog.getByRole('button', { name: 'Gespeichertes übernehmen' }).click()
		await dialog.waitFor({ state: 'detached' })
		expect(await page.getByLabel('Telefon').inputValue()).toBe(before.practice.phone)
		expect((await configuration()).syncIntervalMinutes).toBe(7)
	})

	it('are exported as a file, and imported with what would change shown before', async () => {
		const page = await settings('transfer')
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Einstellungen herunterladen' }).click()])
		const document = JSON.parse(readFileSync(await download.path(), 'utf8')) as Practice
		expect(document).toEqual(await configuration())
		const file = join(tmpdir(), `sprechstunde-import-${process.pid}.json`)
		const choose = async (content: unknown): Promise<void> => {
			writeFileSync(file, JSON.stringify(content))
			await page.locator('input[type="file"]').setInputFiles(file)
		}
		await choose({ ...document, booking: { ...document.booking, gridMinutes: 7 } })
		await page.getByText('/booking/gridMinutes').waitFor()
		await choose({ ...document, practice: { ...document.practice, name: 'Praxis im Import' } })
		await page.getByText('Praxis im Import').waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'settings-import')
		await page.getByRole('button', { name: 'Übernehmen' }).click()
		await save(page)
		expect((await configuration()).practice.name).toBe('Praxis im Import')
	})

	it.each([['light', 'de-DE', 1280], ['dark', 'de-DE', 390]] as const)('are all readable and fit, %s, %s, %i wide', async (colorScheme, locale, width) => {
		const page = await settings('practice', { colorScheme, locale, viewport: { width, height: 850 }, hasTouch: width < 500 })
		for (const section of sections) {
			await page.goto(`${target.server.url}/index.php/apps/sprechstunde/settings/${section}`)
			await page.locator('.section-pane h2').waitFor()
			await page.locator('.section-pane > :not(h2, .loading-icon)').first().waitFor()
			if (['calendars', 'types'].includes(section)) await page.locator('details summary').first().click()
			await expectAccessible(page, '#sprechstunde')
			expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${section}: nothing is wider than the page`).toBe(true)
			await picture(page, `settings-${section}-${width}`)
		}
	})

	it('are nothing for the team', async () => {
		const page = await teamPage('staff', 'settings')
		await page.getByRole('heading', { name: 'Anfragen' }).waitFor()
		expect(await page.getByRole('link', { name: 'Einstellungen' }).count()).toBe(0)
	})
})
