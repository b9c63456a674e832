// SPDX-License-Identifier: GPL-3.0-or-later
// The waiting list's whole way: a tick at booking, a time that becomes free, an offer by the team, and the patient's one click.
import { randomUUID } from 'node:crypto'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible, personsPage, picture, teamPage } from './browser.ts'
import { linksToWebsite } from './links.ts'
import { book, type Patient } from './patient.ts'
import { mailTo, readAsPvs, target } from './target.ts'

const folder = target.server.kind === 'nextcloud' ? target.folder : null

function patient(name: string, wantsEarlier = false): Patient {
	return { name: `${name} ${randomUUID().slice(0, 6)}`, email: `${randomUUID().slice(0, 12)}@patient.example`, reason: 'Kontrolle', wantsEarlier }
}

linksToWebsite()

async function waitingPage(options: BrowserContextOptions = {}): Promise<Page> {
	const page = await teamPage('staff', 'waiting', options)
	await page.getByRole('heading', { name: 'Warteliste' }).waitFor()
	return page
}

async function cancel({ name }: Patient): Promise<void> {
	const stored = await readAsPvs(name)
	const { user, password } = target.accounts.pvs
	const answer = await fetch(stored?.url ?? '', {
		method: 'PUT', body: stored?.text.replace(/^STATUS:\w+/m, 'STATUS:CANCELLED') ?? '',
		headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8', 'If-Match': stored?.etag ?? '' },
	})
	expect(answer.status).toBeLessThan(300)
}

const startOf = (text: string | undefined): string => /^DTSTART;TZID=[^:]*:(.*)$/m.exec(text ?? '')?.[1]?.trim() ?? ''

// the embedded server keeps no task lists and has no page for the team
describe.skipIf(folder === null)('the waiting list', () => {
	it('gives a time that somebody gave up to whoever asked for an earlier one', async () => {
		const [first, second] = [patient('Gabi Absage'), patient('Willi Warte', true)]
		await book(await personsPage(), first)
		await book(await personsPage(), second)
		const [freed, later] = [startOf((await readAsPvs(first.name))?.text), startOf((await readAsPvs(second.name))?.text)]
		expect(freed < later).toBe(true)
		const page = await waitingPage()
		const entry = page.locator('[data-entry]').filter({ hasText: second.name })
		await entry.waitFor()
		await cancel(first)
		// others may have given up earlier ones
		const offered = page.getByRole('button', { name: new RegExp(`${freed.slice(9, 11)}:${freed.slice(11, 13)}.*${second.name} anbieten$`) }).first()
		await offered.waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'waiting-1-freed')
		await offered.click()
		await page.locator('[data-offer]').filter({ hasText: second.name }).waitFor()
		await entry.getByText('Angebot offen').waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'waiting-2-offered')

		const mail = await mailTo(second.email, ({ text }) => text.includes('#angebot='))
		expect(mail.subject).not.toContain('Willi')
		const website = await personsPage({ viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		await website.goto(/http\S+#angebot=\S+/.exec(mail.text)?.[0] ?? '')
		const block = website.locator('.wp-block-sprechstunde-booking')
		await block.getByLabel('Geburtsdatum').fill('1961-04-13')
		await block.getByRole('button', { name: 'Termin ansehen' }).click()
		await block.getByText(/Geburtsdatum stimmt nicht/).waitFor()
		await block.getByLabel('Geburtsdatum').fill('1961-04-12')
		await block.getByRole('button', { name: 'Termin ansehen' }).click()
		await block.getByText('Ersetzt Ihren Termin').waitFor()
		await expectAccessible(website, '.wp-block-sprechstunde-booking')
		await picture(website, 'waiting-3-offer')
		await block.getByRole('button', { name: 'Termin annehmen' }).click()
		await block.getByText('Der Termin gehört Ihnen').waitFor()
		await expectAccessible(website, '.wp-block-sprechstunde-booking')

		await expect.poll(async () => startOf((await readAsPvs(second.name))?.text), { timeout: 15_000 }).toBe(freed)
		const stored = await readAsPvs(second.name)
		expect(stored?.text).toMatch(/^STATUS:CONFIRMED/m)
		await entry.waitFor({ state: 'detached' })
	})

	it('staff put somebody on the list and take them off again, with the keyboard, on a phone in the dark', async () => {
		const page = await waitingPage({ viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		const name = `Karla Karte ${randomUUID().slice(0, 6)}`
		await page.getByRole('button', { name: 'Hinzufügen …' }).waitFor()
		await page.keyboard.press('e')
		const dialog = page.getByRole('dialog')
		await dialog.getByLabel('Name').fill(name)
		await dialog.getByRole('button', { name: 'Hinzufügen' }).click()
		await dialog.getByText('Bitte wählen Sie eine Terminart.').waitFor()
		const type = dialog.getByRole('combobox', { name: 'Terminart' })
		await type.pressSequentially('Kontroll')
		await type.press('Tab')
		await dialog.getByRole('button', { name: 'Hinzufügen' }).click()
		await dialog.getByText('Ohne Zustimmung darf niemand auf die Liste gesetzt werden.').waitFor()
		// what is missing lies at the lower end of the form
		await expect.poll(() => dialog.getByRole('checkbox', { name: 'Die Patientin oder der Patient hat zugestimmt' }).evaluate((box) => box === document.activeElement)).toBe(true)
		await expectAccessible(page, '[role=dialog]')
		await picture(page, 'waiting-4-add')
		await dialog.getByText('Die Patientin oder der Patient hat zugestimmt').click()
		await dialog.getByRole('button', { name: 'Hinzufügen' }).click()
		const entry = page.locator('[data-entry]').filter({ hasText: name })
		await entry.waitFor()
		await entry.getByText(/Kein Angebot per E-Mail/).waitFor()
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await picture(page, 'waiting-5-phone')
		await entry.getByRole('button', { name: new RegExp(`^Aktionen für ${name}`) }).click()
		await page.getByRole('menuitem', { name: 'Von der Liste nehmen …' }).click()
		await page.getByRole('button', { name: 'Von der Liste nehmen', exact: true }).click()
		await entry.waitFor({ state: 'detached' })
	})

	it('staff put an appointment\'s patient on it, with the consent they have asked for', async () => {
		const olga = patient('Olga Früher')
		await book(await personsPage(), olga)
		const [collection = '', uri = ''] = new URL((await readAsPvs(olga.name))?.url ?? '').pathname.split('/').slice(-2)
		const calendar = target.calendars.find(({ urls }) => urls.pvs.includes(`/${collection}/`))?.id ?? ''
		const page = await waitingPage()
		await page.goto(`${target.server.url}/index.php/apps/sprechstunde/appointment/${calendar}/${uri}`)
		const note = page.getByRole('region', { name: 'Warteliste' })
		await note.getByRole('button', { name: 'Auf die Warteliste setzen …' }).click()
		const dialog = page.getByRole('dialog')
		await dialog.getByText(olga.name).waitFor()
		await dialog.getByRole('button', { name: 'Hinzufügen' }).click()
		await dialog.getByText('Ohne Zustimmung darf niemand auf die Liste gesetzt werden.').waitFor()
		await dialog.getByText('Die Patientin oder der Patient hat zugestimmt').click()
		await expectAccessible(page, '[role=dialog]')
		await picture(page, 'waiting-6-of-appointment')
		await dialog.getByRole('button', { name: 'Hinzufügen' }).click()
		await note.getByText('Steht auf der Warteliste für einen früheren Termin · Zur Liste').waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'waiting-7-appointment')
		const { user, password } = target.accounts.staff
		const answer = await fetch(`${target.server.url}/ocs/v2.php/apps/sprechstunde/api/v1/waiting?format=json`, { headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'OCS-APIRequest': 'true' } })
		const { ocs } = await answer.json() as { ocs: { data: { entries: { relatedUid: string | null; fields: Record<string, string> }[] } } }
		const stored = ocs.data.entries.find(({ fields }) => fields.patientName === olga.name)
		expect(stored?.fields.earlierConsent).toMatch(/^2026-01 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
		expect(stored?.relatedUid).toBe(/^UID:(.*)$/m.exec((await readAsPvs(olga.name))?.text ?? '')?.[1]?.trim())
		await note.getByRole('link', { name: 'Zur Liste' }).click()
		await page.locator('[data-entry]').filter({ hasText: olga.name }).getByText(/^Hat .* bei Dr\. Anna Müller$/).waitFor()
	})
})
