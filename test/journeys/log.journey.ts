// SPDX-License-Identifier: GPL-3.0-or-later
// The log: what happened is read, filtered, resolved and saved by the practice's management.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { enterAsPvs } from './enter.ts'
import { target } from './target.ts'

const name = `Paula Protokoll ${randomUUID().slice(0, 6)}`
let uid: string

function open(role: 'staff' | 'admin', path: string, options: BrowserContextOptions = {}): Promise<Page> {
	return teamPage(role, path, options)
}

describe.runIf(target.server.kind === 'nextcloud')('the log', () => {
	it('names nobody until somebody asks, and tells that they asked', async () => {
		({ uid } = await enterAsPvs(name))
		const page = await open('admin', `log?uid=${encodeURIComponent(uid)}`)
		const entry = page.getByRole('listitem').filter({ hasText: 'Termin eingetragen' })
		await entry.getByText(/Praxissoftware\), durch Synchronisation/).waitFor()
		expect(await page.locator('main').innerText()).not.toContain('Protokoll ' + name.slice(-6))
		await expectAccessible(page, '#app-content-vue')
		await entry.getByRole('button', { name: 'Aktionen für diesen Eintrag' }).click()
		await page.getByRole('menuitem', { name: 'Patientin oder Patienten zeigen' }).click()
		await entry.getByText(name).waitFor()
		await picture(page, 'log-names')
		await page.getByRole('button', { name: 'Alle Termine zeigen' }).click()
		await page.getByRole('listitem').filter({ hasText: 'Namen zu Protokolleinträgen angesehen' }).first().waitFor()
	})

	it('is filtered by what is searched for, and says where nothing fits', async () => {
		const page = await open('admin', 'log')
		await page.getByRole('searchbox', { name: 'Suche nach UID oder Konto' }).or(page.getByLabel('Suche nach UID oder Konto')).first().fill(uid.split('@')[0] ?? uid)
		await expect.poll(async () => (await page.getByRole('listitem').filter({ hasText: 'Termin eingetragen' }).count())).toBe(1)
		await page.getByRole('button', { name: 'Fehler' }).click()
		await page.getByText('Keine solchen Einträge').waitFor()
		await page.getByRole('button', { name: 'Fehler' }).click()
		await page.getByRole('listitem').filter({ hasText: 'Termin eingetragen' }).waitFor()
	})

	it('is saved as text without names', async () => {
		const page = await open('admin', `log?uid=${encodeURIComponent(uid)}`)
		await page.getByRole('listitem').filter({ hasText: 'Termin eingetragen' }).waitFor()
		await page.getByRole('button', { name: 'Exportieren' }).click()
		const download = page.waitForEvent('download')
		await page.getByRole('menuitem', { name: 'Als Text, eine Zeile je Eintrag' }).click()
		const text = readFileSync(await (await download).path(), 'utf8')
		expect(text).toMatch(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] INFO Termin eingetragen/m)
		expect(text).not.toContain('Paula')
	})

	it('fits a phone in the dark, and is not the team\'s', async () => {
		const page = await open('admin', 'log', { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		await page.getByRole('listitem').filter({ hasText: 'Termin' }).first().waitFor()
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await expectAccessible(page, '#app-content-vue')
		await picture(page, 'log-phone-dark')
		const staff = await open('staff', 'log')
		await staff.waitForURL(/\/apps\/sprechstunde\/?$/)
		expect(await staff.getByRole('link', { name: 'Protokoll' }).count()).toBe(0)
	})
})
