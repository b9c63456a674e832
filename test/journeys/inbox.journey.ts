// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox by keyboard and by hand: a request is moved, several are decided at once and undone, on a desk and on a phone.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expectAccessible, personsPage, picture, teamPage, tick } from './browser.ts'
import { book } from './patient.ts'
import { request } from './request.ts'
import { mailTo, readAsPvs, target } from './target.ts'


async function booked(name: string): Promise<string> {
	const full = `${name} ${randomUUID().slice(0, 6)}`
	await book(await personsPage(), { name: full, email: `${randomUUID().slice(0, 12)}@patient.example`, reason: 'Kontrolle' })
	return full
}
function inbox(options: BrowserContextOptions = {}): Promise<Page> {
	return teamPage('staff', '', options)
}
const entry = (page: Page, name: string): Locator => page.locator('[data-request]').filter({ hasText: name })

describe.runIf(target.server.kind === 'nextcloud')('the inbox', () => {
	it('moves a request to a free slot by keyboard and approves it there', async () => {
		const name = await booked('Vera Umzug')
		const before = (await readAsPvs(name))?.text ?? ''
		const page = await inbox()
		await entry(page, name).getByRole('link').click()
		await page.getByRole('heading', { name }).waitFor()
		await page.keyboard.press('m')
		const dialog = page.getByRole('dialog')
		// late in the day it has few
		await dialog.getByRole('radio').first().waitFor()
		await dialog.getByRole('radio').last().focus()
		await page.keyboard.press('Space')
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'inbox-move')
		await page.keyboard.press('Enter')
		await entry(page, name).waitFor({ state: 'detached' })
		await expect.poll(async () => (await readAsPvs(name))?.text, { timeout: 15_000 }).toMatch(/^STATUS:CONFIRMED/m)
		const after = (await readAsPvs(name))?.text ?? ''
		const start = /BEGIN:VEVENT[\s\S]*?^(DTSTART.*)$/m
		expect(start.exec(after)?.[1]).not.toBe(start.exec(before)?.[1])
	})

	it('decides several at once on a phone in the dark, and takes it back', async () => {
		const names = [await booked('Anna Viele'), await booked('Bernd Viele')]
		const page = await inbox({ viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		for (const name of names) await tick(page.getByRole('checkbox', { name: `Anfrage von ${name} auswählen` }))
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'inbox-several-phone')
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await page.getByRole('button', { name: '2 bestätigen' }).click()
		await page.getByRole('heading', { name: '2 von 2 gespeichert' }).waitFor()
		await page.getByRole('button', { name: /Rückgängig/ }).click()
		for (const name of names) {
			await entry(page, name).waitFor()
			await expect.poll(async () => (await readAsPvs(name))?.text, { timeout: 15_000 }).toMatch(/^STATUS:TENTATIVE/m)
		}
	})

	it('rejects a request with a reason and another time, and the patient reads both', async () => {
		const { name, email } = await request('Rita Vorschlag')
		const page = await inbox()
		await entry(page, name).getByRole('link').click()
		await page.getByRole('heading', { name }).waitFor()
		await page.keyboard.press('r')
		const dialog = page.getByRole('dialog')
		await dialog.getByRole('textbox').fill('An diesem Tag operiert Dr. Müller.')
		await dialog.getByRole('button', { name: 'Anderen Termin vorschlagen' }).click()
		await dialog.getByRole('radio').first().waitFor()
		await dialog.getByRole('radio').last().focus()
		await page.keyboard.press('Space')
		await dialog.getByText(/^Unser Vorschlag: .* bei Dr\. /).waitFor()
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'inbox-alternative')
		await dialog.getByRole('button', { name: 'Ablehnen' }).click()
		await entry(page, name).waitFor({ state: 'detached' })
		const { text } = await mailTo(email, (mail) => /^METHOD:CANCEL/m.test(mail.attachments[0]?.content ?? ''))
		expect(text.replace(/\s+/g, ' ')).toMatch(/An diesem Tag operiert Dr\. Müller\. Unser Vorschlag: /)
	})

	it('asks a patient back by mail from a phone, and the request stays open', async () => {
		const { name, email } = await request('Olga Frage')
		const page = await inbox({ viewport: { width: 390, height: 800 }, hasTouch: true })
		await entry(page, name).getByRole('link').click()
		await page.getByRole('button', { name: 'Rückfrage …' }).click()
		const dialog = page.getByRole('dialog')
		await dialog.getByRole('textbox').fill('Bringen Sie bitte Ihren Befund mit. Haben Sie ihn schon?')
		await expectAccessible(page, '[role="dialog"]')
		await picture(page, 'inbox-question-phone')
		await dialog.getByRole('button', { name: 'E-Mail senden' }).click()
		await page.getByText(`Rückfrage an ${name} gesendet`).first().waitFor()
		const asked = await mailTo(email, (mail) => mail.text.includes('Haben Sie ihn schon?'))
		expect(asked.subject).not.toContain('Olga')
		expect((await readAsPvs(name))?.text).toMatch(/^STATUS:TENTATIVE/m)
	})

	it('moves a request to another doctor’s calendar', async () => {
		const { name } = await request('Willi Wechsel')
		const before = (await readAsPvs(name))?.url ?? ''
		const page = await inbox()
		await entry(page, name).getByRole('link').click()
		await page.getByRole('heading', { name }).waitFor()
		await page.keyboard.press('m')
		const dialog = page.getByRole('dialog')
		await dialog.getByRole('button', { name: 'Dr. Schmidt' }).click()
		await dialog.getByRole('radio').first().focus()
		await page.keyboard.press('Space')
		await dialog.getByRole('button', { name: /^Auf .* verschieben$/ }).click()
		await entry(page, name).waitFor({ state: 'detached' })
		const after = await readAsPvs(name)
		expect(after?.text).toMatch(/^STATUS:CONFIRMED/m)
		expect(after?.url).not.toBe(before)
	})

	it('tells the second of two at once what the first has done', async () => {
		const { name } = await request('Zora Zugleich')
		const [one, other] = [await inbox(), await inbox({ colorScheme: 'dark' })]
		for (const page of [one, other]) {
			await entry(page, name).getByRole('link').click()
			await page.getByRole('heading', { name }).waitFor()
		}
		// the other page hears of nothing until it writes
		await other.route(/\/api\/v1\/(counts|requests)(\?|$)/, (route) => route.abort())
		await one.keyboard.press('a')
		await entry(one, name).waitFor({ state: 'detached' })
		await other.keyboard.press('r')
		await other.getByRole('dialog').getByRole('button', { name: 'Ablehnen' }).click()
		await other.getByText(`hat die Anfrage von ${name} inzwischen bestätigt.`).first().waitFor()
		await picture(other, 'inbox-two-at-once')
		expect((await readAsPvs(name))?.text).toMatch(/^STATUS:CONFIRMED/m)
	})
})
