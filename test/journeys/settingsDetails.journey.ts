// SPDX-License-Identifier: GPL-3.0-or-later
// Hours by finger and by the keys of their edges, closed days changed in place, and what programs log in with.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import type { Page } from 'playwright-core'
import { expectAccessible, picture } from './browser.ts'
import { bar, configuration, save, settings } from './settings.ts'
import { target } from './target.ts'

interface Point { readonly x: number, readonly y: number }

/** What a finger does, in the browser's own touch events: playwright's mouse is none. */
async function drag(page: Page, from: Point, to: Point): Promise<void> {
	const session = await page.context().newCDPSession(page)
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Point[]) => session.send('Input.dispatchTouchEvent', { type, touchPoints })
	await touch('touchStart', from)
	for (let step = 1; step <= 5; step++) await touch('touchMove', { x: from.x + (to.x - from.x) * step / 5, y: from.y + (to.y - from.y) * step / 5 })
	await touch('touchEnd')
	await session.detach()
}

describe.runIf(target.server.kind === 'nextcloud')('the settings in detail', () => {
	let before: Practice
	beforeAll(async () => {
		before = await configuration()
	})
	afterAll(async () => {
		await configuration(before)
	})

	it('take hours by finger: a tap makes an hour, its grips stretch it, and elsewhere the page scrolls', async () => {
		const page = await settings('hours', { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		const sunday = page.locator('[data-day="SU"]')
		await sunday.scrollIntoViewIfNeeded()
		await page.locator('.week-grid').evaluate((grid) => { grid.scrollIntoView({ block: 'center' }) })
		const box = await sunday.boundingBox() ?? expect.fail('no Sunday')
		const at = (hour: number): Point => ({ x: box.x + box.width / 2, y: box.y + (hour - 7) * 28 })
		// a finger that moves over the week scrolls, and changes nothing
		await drag(page, at(12), { x: at(12).x, y: at(12).y - 20 })
		expect(await bar(page).count()).toBe(0)
		await page.locator('.week-grid').evaluate((grid) => { grid.scrollIntoView({ block: 'center' }) })
		const now = await sunday.boundingBox() ?? expect.fail('no Sunday')
		const place = (hour: number): Point => ({ x: now.x + now.width / 2, y: now.y + (hour - 7) * 28 })
		await page.touchscreen.tap(place(9.5).x, place(9.5).y)
		await page.getByRole('button', { name: 'Sonntag, 09:00–10:00' }).waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'settings-hours-touch')
		const grip = await page.getByRole('slider', { name: 'Sonntag, Ende' }).boundingBox() ?? expect.fail('no grip')
		expect(grip.height).toBeGreaterThanOrEqual(24)
		const middle = { x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 }
		await drag(page, middle, { x: middle.x, y: middle.y + 2 * 28 })
		await page.getByRole('button', { name: 'Sonntag, 09:00–12:00' }).waitFor()
		await drag(page, place(10.5), place(11.5))
		await page.getByRole('button', { name: 'Sonntag, 10:00–13:00' }).waitFor()
		await save(page)
		expect((await configuration()).calendars[0]?.weeklyHours.SU).toEqual([{ start: '10:00', end: '13:00' }])
	})

	it('take an edge of hours by its own keys, as a slider tells it', async () => {
		const page = await settings('hours')
		const end = page.getByRole('slider', { name: 'Montag, Ende' }).first()
		const { value, most } = await end.evaluate((edge) => ({ value: Number(edge.getAttribute('aria-valuenow')), most: edge.getAttribute('aria-valuemax') }))
		await end.focus()
		await page.keyboard.press('PageUp')
		await expect.poll(() => end.getAttribute('aria-valuenow')).toBe(String(value - 60))
		await page.keyboard.press('ArrowDown')
		await expect.poll(() => end.getAttribute('aria-valuenow')).toBe(String(value - 45))
		await page.keyboard.press('End')
		await expect.poll(() => end.getAttribute('aria-valuenow')).toBe(most)
		expect(await end.evaluate((edge) => edge === document.activeElement), 'the focus stays').toBe(true)
		await bar(page).getByRole('button', { name: 'Verwerfen' }).click()
	})

	it('change closed days where they stand', async () => {
		const year = new Date().getFullYear() + 1
		await configuration({ ...await configuration(), calendars: before.calendars.map((calendar) => ({ ...calendar, exceptions: [{ from: `${year}-05-04`, to: `${year}-05-08`, hours: [], note: 'Fortbildung' }] })) })
		const page = await settings('closed')
		const entry = page.getByRole('listitem').filter({ hasText: 'Fortbildung' })
		await entry.getByRole('button', { name: /ändern$/ }).click()
		const form = page.locator('li form')
		await expect.poll(() => form.getByLabel('Erster Tag').evaluate((field) => field === document.activeElement)).toBe(true)
		await form.getByLabel('Letzter Tag').fill('')
		await form.getByLabel('Notiz').fill('Nur vormittags')
		await form.getByText('Zu anderen Zeiten geöffnet').click()
		await form.getByRole('button', { name: /^Zeit hinzufügen/ }).click()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'settings-closed-change')
		await form.getByRole('button', { name: 'Übernehmen' }).click()
		await page.getByRole('listitem').filter({ hasText: 'Nur vormittags' }).getByText('08:00–12:00').waitFor()
		expect(await page.getByText('Fortbildung').count()).toBe(0)
		await save(page)
		expect((await configuration()).calendars.map(({ exceptions }) => exceptions)).toEqual(before.calendars.map(() => [{ from: `${year}-05-04`, to: `${year}-05-04`, hours: [{ start: '08:00', end: '12:00' }], note: 'Nur vormittags' }]))
	})

	it('make an app password for the website, once the own one was given, and show it once', async () => {
		const page = await settings('roles')
		// as if the login were an hour ago
		await page.evaluate(() => { Object.assign(globalThis, { nc_lastLogin: Date.now() / 1000 - 3600, nc_pageLoad: Date.now() / 1000 }) })
		const { user } = target.accounts.booking
		const website = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Online-Buchung' }) })
		await website.getByRole('button', { name: /^Neues App-Passwort/ }).first().click()
		const dialog = page.getByRole('dialog', { name: /^App-Passwort für/ })
		await dialog.getByRole('button', { name: 'App-Passwort anlegen' }).click()
		const question = page.getByRole('dialog').filter({ has: page.locator('input[type="password"]') })
		await question.locator('input[type="password"]').fill(target.logins?.[target.accounts.admin.user] ?? '')
		await picture(page, 'settings-access-confirm')
		await question.getByRole('button', { name: /Bestätigen|Confirm/ }).click()
		await dialog.getByText('wird nur jetzt gezeigt').waitFor()
		const [address = '', name = '', password = ''] = await dialog.locator('code').allTextContents()
		expect([address, name]).toEqual([target.server.url, user])
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'settings-access')
		const headers = { Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`, 'OCS-APIRequest': 'true', Accept: 'application/json' }
		expect((await fetch(`${target.server.url}/ocs/v2.php/apps/sprechstunde/api/v1/catalog`, { headers })).status).toBe(200)
		await dialog.getByRole('button', { name: 'Schließen' }).last().click()
		await dialog.waitFor({ state: 'detached' })
		expect(await page.content()).not.toContain(password)
	})
})
