// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way once: a patient books on the website, staff decide in the inbox, the practice software and the patient hear of it.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectAccessible, personsPage, picture, teamPage } from './browser.ts'
import { book, chooseSlot, fillIn, send, type Patient } from './patient.ts'
import { mailTo, readAsPvs, target } from './target.ts'

const isNextcloud = target.server.kind === 'nextcloud'

function patient(name: string): Patient {
	return { name: `${name} ${randomUUID().slice(0, 6)}`, email: `${randomUUID().slice(0, 12)}@patient.example`, reason: 'Kontrolle nach dem Eingriff\r\nATTENDEE:mailto:evil@example.com' }
}


function inbox(): Promise<Page> {
	return teamPage('staff', '')
}

describe('from the website to the patient', () => {
	it('a request stands in the calendar as TENTATIVE and the patient hears of it', async () => {
		const erika = patient('Erika Beispiel')
		await book(await personsPage(), erika)
		const stored = await readAsPvs(erika.name)
		expect(stored?.text).toMatch(/^STATUS:TENTATIVE/m)
		expect(stored?.text).toMatch(/^X-VISIT-REASON:Kontrolle nach dem Eingriff\\nATTENDEE/m)
		expect(stored?.text.match(/^ATTENDEE/gm)).toHaveLength(1)
		const received = await mailTo(erika.email, (mail) => mail.attachments.length > 0)
		expect(received.subject).not.toContain('Erika')
		expect(received.attachments[0]?.content).toMatch(/^STATUS:TENTATIVE/m)
	})

	it('a patient on a phone gets through as well', async () => {
		const page = await personsPage({ viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		const hans = patient('Hans Klein')
		await book(page, hans)
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await expect.poll(async () => (await readAsPvs(hans.name))?.text, { timeout: 15_000 }).toMatch(/^STATUS:TENTATIVE/m)
	})

	it('the browser\'s Back leads one step back, and nothing typed is lost', async () => {
		const page = await personsPage({ viewport: { width: 390, height: 800 }, hasTouch: true })
		const { block, slot } = await chooseSlot(page)
		await block.getByLabel('Name').fill('Berta Zurück')
		await page.goBack()
		await block.getByRole('heading', { name: 'Wann passt es Ihnen?' }).waitFor()
		expect(await block.locator(`.sprechstunde__times input[value="${slot}"]`).isChecked()).toBe(true)
		await page.goBack()
		await page.goBack()
		await block.getByRole('heading', { name: 'Worum geht es?' }).waitFor()
		await block.getByText(/^Sie möchten einen Termin verlegen oder absagen\?/).waitFor()
		for (const step of ['Zu wem möchten Sie?', 'Wann passt es Ihnen?', 'Ihre Angaben']) {
			await page.goForward()
			await block.getByRole('heading', { name: step }).waitFor()
		}
		expect(await block.getByLabel('Name').inputValue()).toBe('Berta Zurück')
		await fillIn(page, block, patient('Berta Vor'))
		await send(page, block)
		await block.getByText('Über den Link in der E-Mail können Sie den Termin auch verlegen oder absagen.').waitFor()
		await page.goBack()
		await block.getByText(/noch nicht bestätigt/).waitFor()
	})

	it.skipIf(isNextcloud)('approved with a calendar program, it is confirmed to the patient', async () => {
		const erika = patient('Erika Ohneapp')
		await book(await personsPage(), erika)
		const stored = await readAsPvs(erika.name)
		const { pvs } = target.accounts
		const answer = await fetch(stored?.url as string, {
			method: 'PUT', body: stored?.text.replace('STATUS:TENTATIVE', 'STATUS:CONFIRMED') as string,
			headers: { Authorization: `Basic ${Buffer.from(`${pvs.user}:${pvs.password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8', 'If-Match': stored?.etag as string },
		})
		expect(answer.status).toBeLessThan(300)
		expect((await mailTo(erika.email, (mail) => /^STATUS:CONFIRMED/m.test(mail.attachments[0]?.content ?? ''))).subject).toContain('bestätigt')
	})

	it.runIf(isNextcloud)('staff approve it in the inbox with one click, and the patient gets the appointment', async () => {
		const page = await inbox()
		const erika = patient('Erika Inbox')
		await book(await personsPage(), erika)
		// the page hears of it by itself
		const entry = page.locator('[data-request]').filter({ hasText: erika.name })
		await entry.waitFor()
		await entry.getByRole('link').or(entry.getByRole('button')).first().click()
		await page.getByRole('heading', { name: erika.name }).waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'inbox-request')
		await page.getByRole('button', { name: 'Bestätigen' }).click()
		await entry.waitFor({ state: 'detached' })
		await expect.poll(async () => (await readAsPvs(erika.name))?.text, { timeout: 15_000 }).toMatch(/^STATUS:CONFIRMED/m)
		const confirmed = await mailTo(erika.email, (mail) => /^STATUS:CONFIRMED/m.test(mail.attachments[0]?.content ?? ''))
		expect(confirmed.subject).toContain('bestätigt')
		expect(confirmed.attachments[0]?.content).toMatch(/^METHOD:REQUEST/m)
	})

	it.runIf(isNextcloud)('staff reject it with the keyboard and a reason, and the patient reads the reason', async () => {
		const page = await inbox()
		const paul = patient('Paul Absage')
		await book(await personsPage(), paul)
		const entry = page.locator('[data-request]').filter({ hasText: paul.name })
		await entry.waitFor()
		await entry.getByRole('link').or(entry.getByRole('button')).first().click()
		await page.getByRole('heading', { name: paul.name }).waitFor()
		await page.keyboard.press('r')
		const dialog = page.getByRole('dialog')
		await dialog.getByRole('textbox').fill('Die Praxis ist an diesem Tag geschlossen.')
		await picture(page, 'inbox-reject')
		await page.keyboard.press('Control+Enter')
		await entry.waitFor({ state: 'detached' })
		await expect.poll(async () => (await readAsPvs(paul.name))?.text, { timeout: 15_000 }).toMatch(/^STATUS:CANCELLED/m)
		const rejected = await mailTo(paul.email, (mail) => /^METHOD:CANCEL/m.test(mail.attachments[0]?.content ?? ''))
		expect(rejected.text).toContain('Die Praxis ist an diesem Tag geschlossen.')
	})
})
