// SPDX-License-Identifier: GPL-3.0-or-later
// A patient follows the link in a mail to their own appointment: sees it, cancels it, moves it, and loses nothing on the way.
import { randomUUID } from 'node:crypto'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible, personsPage, picture } from './browser.ts'
import { linksToWebsite } from './links.ts'
import { birthDate, linkIn, linkOf, patient, selector } from './ownAppointment.ts'
import { mailTo, readAsPvs, target } from './target.ts'

const phone: BrowserContextOptions = { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' }

linksToWebsite()

/** Opens the link and gives the birth date. */
async function open(link: string, options?: BrowserContextOptions): Promise<{ page: Page; block: Locator }> {
	const page = await personsPage(options)
	await page.goto(link)
	const block = page.locator(selector)
	await block.getByLabel('Geburtsdatum').fill(birthDate)
	await block.getByRole('button', { name: 'Termin ansehen' }).click()
	await block.getByRole('heading', { name: 'Angefragt, noch nicht bestätigt' }).waitFor()
	return { page, block }
}

/** Another program changes the appointment. */
async function change(name: string, edit: (text: string) => string): Promise<void> {
	const stored = await readAsPvs(name)
	const { user, password } = target.accounts.pvs
	const answer = await fetch(stored?.url ?? '', {
		method: 'PUT', body: edit(stored?.text ?? ''),
		headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8', 'If-Match': stored?.etag ?? '' },
	})
	expect(answer.status).toBeLessThan(300)
}

const startOf = (text: string | undefined): string => /^DTSTART;TZID=[^:]*:(.*)$/m.exec(text ?? '')?.[1]?.trim() ?? ''
const day = 86_400_000
const stamp = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')

/** Something of the practice's own at a time, in a patient's calendar. */
async function practiceTakes(name: string, start: number, end: number): Promise<void> {
	const { user, password } = target.accounts.pvs
	const stored = await readAsPvs(name)
	const uid = randomUUID()
	const body = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', 'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${stamp(start)}`, `DTSTART:${stamp(start)}`, `DTEND:${stamp(end)}`, 'SUMMARY:Notfall', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
	const answer = await fetch(new URL(`${uid}.ics`, stored?.url), { method: 'PUT', body, headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8' } })
	expect(answer.status).toBe(201)
}

describe('a patient with the link from a mail', () => {
	it('cancels the appointment, on a phone in the dark; a wrong birth date opens nothing, and no address shows token or birth date', async () => {
		const erika = patient('Erika Link')
		const link = await linkOf(erika)
		if (target.folder !== null) expect(link).toContain(`${target.website?.bookingPage ?? ''}#`)
		const page = await personsPage(phone)
		const asked: string[] = []
		page.on('request', (request) => { asked.push(request.url()) })
		await page.goto(link)
		const block = page.locator(selector)
		await block.getByRole('heading', { name: 'Ihr Termin' }).waitFor()
		await block.getByRole('button', { name: 'Termin ansehen' }).click()
		await block.getByText('Bitte geben Sie Ihr Geburtsdatum an.').waitFor()
		await expectAccessible(page, selector)
		await block.getByLabel('Geburtsdatum').fill('1961-04-13')
		await block.getByRole('button', { name: 'Termin ansehen' }).click()
		await block.getByText(/Geburtsdatum stimmt nicht/).waitFor()
		expect(await block.getByLabel('Geburtsdatum').inputValue()).toBe('1961-04-13')
		await picture(page, 'own-1-question')
		await block.getByLabel('Geburtsdatum').fill(birthDate)
		await page.keyboard.press('Enter')
		await block.getByText('Dr. Anna Müller').waitFor()
		await block.getByText(/^Online absagen oder verlegen können Sie ihn bis /).waitFor()
		await expectAccessible(page, selector)
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await picture(page, 'own-2-appointment')
		await block.getByRole('button', { name: 'Termin absagen' }).click()
		await block.getByRole('heading', { name: 'Diesen Termin absagen?' }).waitFor()
		await expectAccessible(page, selector)
		await picture(page, 'own-3-cancel')
		await block.getByRole('button', { name: 'Nein, behalten' }).click()
		expect((await readAsPvs(erika.name))?.text).toMatch(/^STATUS:TENTATIVE/m)
		await block.getByRole('button', { name: 'Termin absagen' }).click()
		await block.getByRole('button', { name: 'Ja, absagen' }).click()
		await block.getByRole('heading', { name: 'Ihr Termin ist abgesagt' }).waitFor()
		await expectAccessible(page, selector)
		await picture(page, 'own-4-cancelled')
		expect((await readAsPvs(erika.name))?.text).toMatch(/^STATUS:CANCELLED/m)
		const token = link.slice(-22)
		expect(asked.filter((url) => url.split('#')[0]?.includes(token) || url.includes('1961'))).toEqual([])
		await mailTo(erika.email, ({ text }) => text.includes('Sie haben diesen Termin abgesagt'))

		await page.reload()
		await block.getByLabel('Geburtsdatum').fill(birthDate)
		await page.keyboard.press('Enter')
		await block.getByRole('heading', { name: 'Dieser Termin ist abgesagt' }).waitFor()
		expect(await block.getByRole('button', { name: /verlegen|absagen/ }).count()).toBe(0)
		await block.getByRole('button', { name: 'Neuen Termin anfragen' }).click()
		await block.getByRole('heading', { name: 'Worum geht es?' }).waitFor()
	})

	it('moves it: where the time has just been taken, others are shown, and one of them is had with two clicks', async () => {
		const hans = patient('Hans Verlegt')
		const { page, block } = await open(await linkOf(hans))
		const before = startOf((await readAsPvs(hans.name))?.text)
		await block.getByRole('button', { name: 'Termin verlegen' }).click()
		const times = block.locator('.sprechstunde__times input')
		await times.first().waitFor({ state: 'attached' })
		await block.getByText(/Ihr jetziger Termin bleibt, bis Sie den neuen bestätigt haben/).waitFor()
		const taken = await times.last().getAttribute('value') ?? ''
		await times.last().check({ force: true })
		await expectAccessible(page, selector)
		await picture(page, 'own-5-move')
		await block.getByRole('button', { name: 'Weiter' }).click()
		await block.getByRole('heading', { name: 'Auf diese Zeit verlegen?' }).waitFor()
		await block.getByText(/die bisherige Zeit geben Sie schon jetzt frei/).waitFor()
		await expectAccessible(page, selector)
		await picture(page, 'own-6-review')
		const start = Number(/-(\d+)$/.exec(taken)?.[1])
		await practiceTakes(hans.name, start, start + 900_000)
		await block.getByRole('button', { name: 'Ja, verlegen' }).click()
		await block.getByText(/gerade vergeben/).waitFor()
		await block.getByText('Diese Termine sind in der Nähe frei:').waitFor()
		await expectAccessible(page, selector)
		await picture(page, 'own-7-alternatives')
		expect(startOf((await readAsPvs(hans.name))?.text)).toBe(before)
		await block.locator('.sprechstunde__alternatives button').first().click()
		await block.getByRole('button', { name: 'Ja, verlegen' }).click()
		await block.getByRole('heading', { name: 'Die neue Zeit ist angefragt' }).waitFor()
		await expectAccessible(page, selector)
		await picture(page, 'own-8-moved')
		const stored = (await readAsPvs(hans.name))?.text
		expect(startOf(stored)).not.toBe(before)
		expect(stored).toMatch(/^STATUS:TENTATIVE/m)
	})

	it('never overwrites what they have not seen: the practice\'s change is shown, then theirs is made', async () => {
		const eva = patient('Eva Gleichzeitig')
		const { page, block } = await open(await linkOf(eva))
		await change(eva.name, (text) => text.replace(/^STATUS:\w+/m, 'STATUS:CONFIRMED'))
		await block.getByRole('button', { name: 'Termin absagen' }).click()
		await block.getByRole('button', { name: 'Ja, absagen' }).click()
		await block.getByText(/Die Praxis hat den Termin inzwischen geändert/).waitFor()
		await block.getByRole('heading', { name: 'Bestätigt', exact: true }).waitFor()
		await expectAccessible(page, selector)
		expect((await readAsPvs(eva.name))?.text).toMatch(/^STATUS:CONFIRMED/m)
		await block.getByRole('button', { name: 'Termin absagen' }).click()
		await block.getByRole('button', { name: 'Ja, absagen' }).click()
		await block.getByRole('heading', { name: 'Ihr Termin ist abgesagt' }).waitFor()
	})

	it('hears when an answer was lost, looks, and sees that it was done', async () => {
		const otto = patient('Otto Funkloch')
		const { page, block } = await open(await linkOf(otto), phone)
		await page.route(/appointment\/cancel/, async (route) => {
			await route.fetch()
			await route.abort()
		})
		await block.getByRole('button', { name: 'Termin absagen' }).click()
		await block.getByRole('button', { name: 'Ja, absagen' }).click()
		await block.getByText(/Ob Ihre Änderung angekommen ist, wissen wir nicht/).waitFor()
		await expectAccessible(page, selector)
		await picture(page, 'own-9-unsure')
		await block.getByRole('button', { name: 'Nachsehen, was jetzt gilt' }).click()
		await block.getByRole('heading', { name: 'Dieser Termin ist abgesagt' }).waitFor()
	})

	it('is told to call once it is too late, and that it is over when it is', async () => {
		const { user, password } = target.accounts.pvs
		const enter = async (start: number): Promise<string> => {
			const email = `${randomUUID().slice(0, 12)}@patient.example`
			const uid = `${randomUUID()}@pvs.example`
			const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', 'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${stamp(Date.now())}`, `DTSTART:${stamp(start)}`, `DTEND:${stamp(start + 900_000)}`,
				'STATUS:CONFIRMED', 'SUMMARY:x', 'X-PATIENT-NAME:Paula Spät', 'X-PATIENT-BIRTHDATE:1961-04-12', `X-PATIENT-EMAIL:${email}`, 'X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG', 'END:VEVENT', 'END:VCALENDAR', '']
			const answer = await fetch(`${target.calendars[0]?.urls.pvs ?? ''}${uid}.ics`, { method: 'PUT', body: lines.join('\r\n'), headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8' } })
			expect(answer.status).toBe(201)
			return email
		}
		const soon = Math.ceil(Date.now() / 900_000) * 900_000 + 3 * 3_600_000
		const page = await personsPage()
		await page.goto(await linkIn(await enter(soon)))
		const block = page.locator(selector)
		await block.getByLabel('Geburtsdatum').fill(birthDate)
		await page.keyboard.press('Enter')
		await block.getByText(/^Online ließ sich dieser Termin bis .* absagen oder verlegen\. Bitte rufen Sie uns an/).waitFor()
		await block.getByRole('link', { name: /\d{3}/ }).waitFor()
		expect(await block.getByRole('button').count()).toBe(0)
		await expectAccessible(page, selector)
		await picture(page, 'own-10-late')
		await page.clock.setFixedTime(soon + day)
		await page.reload()
		await block.getByLabel('Geburtsdatum').fill(birthDate)
		await page.keyboard.press('Enter')
		await block.getByRole('heading', { name: 'Dieser Termin ist vorbei' }).waitFor()
	})
})
