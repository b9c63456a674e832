// SPDX-License-Identifier: GPL-3.0-or-later
// One appointment: made on the telephone with the keyboard alone, then looked at, edited, and edited by two at once.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { readAsPvs, target } from './target.ts'

const mark = randomUUID().slice(0, 6)
const name = `Hanna Telefon ${mark}`
const field = (within: Page | Locator, key: string): Locator => within.locator(`[data-field="${key}"] :is(input, textarea)`).first()


async function open(path = '', options: BrowserContextOptions = {}): Promise<Page> {
	const page = await teamPage('staff', path, options)
	await page.getByRole('button', { name: 'Neuer Termin' }).or(page.getByRole('button', { name: /Navigation/ })).first().waitFor()
	return page
}
/** The page of the appointment that was made. */
async function pathOf(patient: string): Promise<string> {
	const stored = await readAsPvs(patient)
	const [calendar = '', uri = ''] = new URL(stored?.url ?? '').pathname.split('/').slice(-2)
	const id = target.calendars.find(({ urls }) => urls.pvs.includes(`/${calendar}/`))?.id ?? ''
	return `appointment/${id}/${uri}`
}
async function fits(page: Page): Promise<void> {
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the window').toBe(true)
}
async function putAsPvs(change: (text: string) => string): Promise<void> {
	const stored = await readAsPvs(name)
	const { pvs } = target.accounts
	const headers = { Authorization: `Basic ${Buffer.from(`${pvs.user}:${pvs.password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8', 'If-Match': stored?.etag ?? '' }
	expect((await fetch(stored?.url ?? '', { method: 'PUT', headers, body: change(stored?.text ?? '') })).status).toBeLessThan(300)
}

describe.runIf(target.server.kind === 'nextcloud')('an appointment', () => {
	it('is made on the telephone with the keyboard alone', async () => {
		const page = await open()
		let strokes = 0
		const press = async (key: string): Promise<void> => { strokes++; await page.keyboard.press(key) }
		const type = async (text: string): Promise<void> => { strokes += text.length; await page.keyboard.type(text) }
		const start = Date.now()
		await press('n')
		const dialog = page.getByRole('dialog', { name: 'Neuer Termin' })
		// the form is loaded with its first use
		await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')), { timeout: 15_000 }).toBe('combobox')
		await type(name)
		await press('Tab')
		await type('120864')
		await press('Tab')
		await press('Tab')
		// who books sees the free slots before going on to them
		await dialog.getByRole('radio').first().waitFor()
		await press('Tab')
		expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio')
		await press('ArrowDown')
		await picture(page, 'appointment-phone')
		await press('Enter')
		const told = page.getByRole('status').filter({ hasText: name })
		await told.getByText(`Termin von ${name} eingetragen`).waitFor()
		console.log(`booked on the telephone in ${((Date.now() - start) / 1000).toFixed(1)} s with ${strokes} key strokes`)
		await told.getByRole('link', { name: 'Öffnen' }).click()
		await page.getByRole('heading', { name, level: 2 }).waitFor()
		const stored = await readAsPvs(name)
		expect(stored?.text).toMatch(/^STATUS:CONFIRMED/m)
		expect(stored?.text).toContain('X-PATIENT-BIRTHDATE:1964-08-12')
		expect(stored?.text).toContain('X-BOOKING-SOURCE:PRACTICE')
	})

	it('knows the patient the next time, and warns of a second one on that day', async () => {
		const page = await open()
		await page.keyboard.press('n')
		const dialog = page.getByRole('dialog', { name: 'Neuer Termin' })
		await dialog.getByRole('combobox', { name: 'Name' }).pressSequentially(mark)
		await dialog.getByRole('option').filter({ hasText: name }).waitFor()
		await picture(page, 'appointment-known')
		const others = page.waitForResponse(/patients\/appointments/)
		await page.keyboard.press('ArrowDown')
		await page.keyboard.press('Enter')
		await expect.poll(() => field(dialog, 'birthDate').inputValue()).toBe('12.08.1964')
		expect(await dialog.getByRole('combobox', { name: 'Name' }).inputValue()).toBe(name)
		await others
		// which of the offers lie on the day of the first one depends on what is taken already
		const warning = dialog.getByText('An diesem Tag gibt es für diese Person schon einen Termin')
		for (const offer of await dialog.getByRole('radio').all()) {
			await offer.press('Space')
			if (await warning.isVisible()) break
		}
		await warning.waitFor()
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'appointment-same-day')
		await page.keyboard.press('Escape')
		await page.getByRole('dialog', { name: 'Ungespeicherte Änderungen' }).getByRole('button', { name: 'Änderungen verwerfen' }).click()
		await dialog.waitFor({ state: 'detached' })
	})

	it('is checked while it is edited, and stored field by field', async () => {
		const page = await open(await pathOf(name))
		await page.getByRole('heading', { name, level: 2 }).waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'appointment-page')
		await field(page, 'birthDate').fill('31.2.64')
		await field(page, 'email').fill('hanna')
		await field(page, 'reason').fill('Kontrolle\nnach dem Eingriff')
		await page.getByRole('button', { name: 'Speichern' }).click()
		await page.getByText('„E-Mail“ hat nicht die erwartete Form').waitFor()
		expect(await field(page, 'birthDate').evaluate((input) => input === document.activeElement), 'the first wrong field has the focus').toBe(true)
		await picture(page, 'appointment-wrong')
		await field(page, 'birthDate').fill('12.8.1964')
		await field(page, 'email').fill('')
		await field(page, 'phone').fill('0151 1234567')
		await page.keyboard.press('Control+Enter')
		await page.getByRole('button', { name: 'Speichern' }).waitFor({ state: 'detached' })
		await expect.poll(async () => (await readAsPvs(name))?.text).toContain('X-VISIT-REASON:Kontrolle\\nnach dem Eingriff')
		const stored = await readAsPvs(name)
		expect(stored?.text).toContain('X-PATIENT-PHONE:0151 1234567')
		expect(stored?.text).not.toContain('X-PATIENT-EMAIL')
		// the page tells who did what
		await page.getByRole('region', { name: 'Verlauf' }).getByText('Termin geändert').first().waitFor()
		await page.getByRole('region', { name: 'Verlauf' }).getByText('Termin eingetragen').waitFor()
		await picture(page, 'appointment-history')
	})

	it('shows both where somebody else was faster, and loses nothing', async () => {
		const page = await open(await pathOf(name))
		await field(page, 'phone').fill('0151 7777777')
		await field(page, 'note').fill('Rollstuhl')
		await putAsPvs((text) => text.replace('0151 1234567', '0151 9999999').replace(/^END:VEVENT/m, 'X-INSURANCE-TYPE:PRIVAT\r\nEND:VEVENT'))
		// either the page hears of it, or its save does
		await page.getByRole('button', { name: 'Speichern' }).click()
		await page.getByRole('heading', { name: 'Inzwischen geändert' }).or(page.getByText('Inzwischen geändert')).first().waitFor()
		expect(await field(page, 'phone').inputValue()).toBe('0151 7777777')
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'appointment-stale')
		await page.getByText('Gespeichert: 0151 9999999').click()
		await expect.poll(() => field(page, 'phone').inputValue()).toBe('0151 9999999')
		await page.getByRole('button', { name: 'Speichern' }).click()
		await page.getByRole('button', { name: 'Speichern' }).waitFor({ state: 'detached' })
		await expect.poll(async () => (await readAsPvs(name))?.text).toMatch(/Rollstuhl/)
		const stored = await readAsPvs(name)
		expect(stored?.text).toContain('X-PATIENT-PHONE:0151 9999999')
		expect(stored?.text).toContain('X-INSURANCE-TYPE:PRIVAT')
	})

	it('takes the last save back for ten seconds', async () => {
		const page = await open(await pathOf(name))
		const before = await field(page, 'phone').inputValue()
		await field(page, 'phone').fill('0151 5555555')
		await page.getByRole('button', { name: 'Speichern' }).click()
		const bar = page.getByRole('region', { name: 'Rückgängig' })
		await bar.getByText('Änderungen gespeichert').waitFor()
		await picture(page, 'appointment-undo')
		await bar.getByRole('button', { name: /Rückgängig/ }).click()
		await expect.poll(async () => (await readAsPvs(name))?.text).toContain(`X-PATIENT-PHONE:${before}`)
		await expect.poll(() => field(page, 'phone').inputValue()).toBe(before)
		await bar.waitFor({ state: 'detached' })
	})

	it('shows its calendar object, and asks before it is left unsaved', async () => {
		const page = await open(await pathOf(name))
		await page.getByText('Kalenderobjekt (.ics)').click()
		await page.getByText('BEGIN:VCALENDAR').waitFor()
		await field(page, 'reason').fill('etwas anderes')
		await page.getByRole('link', { name: 'Anfragen' }).click()
		const dialog = page.getByRole('dialog', { name: 'Ungespeicherte Änderungen' })
		await dialog.getByRole('button', { name: 'Bleiben' }).click()
		expect(await field(page, 'reason').inputValue()).toBe('etwas anderes')
		await page.getByRole('link', { name: 'Anfragen' }).click()
		await dialog.getByRole('button', { name: 'Änderungen verwerfen' }).click()
		await expect.poll(() => page.url()).toMatch(/sprechstunde\/?(\?.*)?$/)
	})

	it('goes to another doctor, with what was typed besides, and its page goes along', async () => {
		const page = await open(await pathOf(name))
		const before = page.url()
		await field(page, 'phone').fill('0151 4444444')
		await field(page, 'calendar').click()
		await page.locator('[role="option"]:not([aria-selected="true"])').first().click()
		await picture(page, 'appointment-calendar')
		await page.getByRole('button', { name: 'Speichern' }).click()
		await page.getByRole('button', { name: 'Speichern' }).waitFor({ state: 'detached' })
		await expect.poll(() => page.url(), { timeout: 15_000 }).not.toBe(before)
		await page.getByRole('heading', { name, level: 2 }).waitFor()
		const stored = await readAsPvs(name)
		expect(stored?.text).toContain('X-PATIENT-PHONE:0151 4444444')
		expect(page.url()).toMatch(new RegExp(`${await pathOf(name)}$`))
	})

	it('asks before a new one is left unsaved', async () => {
		const page = await open('appointment/new')
		await page.getByRole('combobox', { name: 'Name' }).fill('Angefangen')
		await page.getByRole('link', { name: 'Kalender' }).click()
		const dialog = page.getByRole('dialog', { name: 'Ungespeicherte Änderungen' })
		await dialog.getByRole('button', { name: 'Bleiben' }).click()
		expect(page.url()).toContain('appointment/new')
		expect(await page.getByRole('combobox', { name: 'Name' }).inputValue()).toBe('Angefangen')
		await page.getByRole('button', { name: 'Abbrechen' }).click()
		await dialog.getByRole('button', { name: 'Änderungen verwerfen' }).click()
		await expect.poll(() => page.url(), { timeout: 15_000 }).not.toContain('appointment/new')
	})

	it('is at hand on a phone in the dark as well', async () => {
		const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' } as const
		const page = await open(await pathOf(name), phone)
		await page.getByRole('heading', { name, level: 2 }).waitFor()
		await fits(page)
		await expectAccessible(page, '#app-content-vue')
		await picture(page, 'appointment-page-phone')
		const booking = await open('appointment/new', phone)
		await booking.getByRole('radio').first().waitFor({ state: 'attached' })
		await fits(booking)
		await expectAccessible(booking, '#app-content-vue')
		await picture(booking, 'appointment-new-phone')
	})
})
