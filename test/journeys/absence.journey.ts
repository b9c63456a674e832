// SPDX-License-Identifier: GPL-3.0-or-later
// A doctor falls ill: the whole day is cancelled, taken back, and cancelled for good; each patient hears of it once, and who has no address is called.
import { describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expectAccessible, picture, teamPage, tick } from './browser.ts'
import { request, type Requested } from './request.ts'
import { mailTo, mailsTo, readAsPvs, target } from './target.ts'


async function absence(day: string, options: BrowserContextOptions = {}): Promise<Page> {
	const page = await teamPage('staff', 'absence', options)
	await page.getByRole('heading', { name: 'Jemand fällt aus' }).waitFor()
	await page.getByRole('button', { name: 'Dr. Müller' }).click()
	await page.getByLabel('Tag', { exact: true }).fill(day)
	return page
}
const statusOf = async ({ name }: Requested): Promise<string> => /^STATUS:(\w+)/m.exec((await readAsPvs(name))?.text ?? '')?.[1] ?? ''
const row = (page: Page, { name }: Requested) => page.locator('.affected').filter({ hasText: name })

describe.runIf(target.server.kind === 'nextcloud')('somebody is absent', () => {
	it('a day is cancelled, taken back, and cancelled for good: one mail each, and a list of whom to call', async () => {
		const erika = await request('Erika Ausfall', { days: 20 })
		const paul = await request('Paul Ausfall', { days: 20 })
		const hans = await request('Hans Ohnepost', { days: 20, email: '' })
		const all = [erika, paul, hans]
		expect(new Set(all.map(({ day }) => day)).size).toBe(1)
		const page = await absence(erika.day)
		for (const one of all) await row(page, one).waitFor()
		await expectAccessible(page, '#sprechstunde')

		async function cancelAll(): Promise<void> {
			await page.getByRole('button', { name: 'Alle absagen' }).click()
			await page.getByLabel('Begründung (freiwillig)').fill('Dr. Müller ist erkrankt.')
			await page.getByRole('button', { name: /^\d+ Termine absagen$/ }).click()
			await page.getByRole('heading', { name: 'Bitte anrufen' }).waitFor()
		}
		await cancelAll()
		await picture(page, 'absence-cancelled')
		await page.getByRole('button', { name: /Rückgängig/ }).click()
		for (const one of all) await expect.poll(() => statusOf(one), { timeout: 20_000 }).toBe('TENTATIVE')
		await page.getByRole('heading', { name: 'Bitte anrufen' }).waitFor({ state: 'detached' })
		for (const one of all) await row(page, one).waitFor()

		await cancelAll()
		const calls = page.getByRole('region', { name: 'Bitte anrufen' })
		await calls.getByRole('cell', { name: hans.name, exact: true }).waitFor()
		for (const { name } of [erika, paul]) expect(await calls.getByText(name).count()).toBe(0)
		await expectAccessible(page, '#sprechstunde')
		await page.emulateMedia({ media: 'print' })
		await picture(page, 'absence-printed')
		expect(await page.locator('.absence__form, .floating-bar, .app-navigation').filter({ visible: true }).count(), 'only the list is printed').toBe(0)
		await page.emulateMedia({ media: 'screen' })
		// the list is nowhere else
		await page.getByRole('link', { name: 'Konflikte' }).click()
		const question = page.getByRole('dialog', { name: 'Anrufliste' })
		await expectAccessible(page, '[role="dialog"]')
		await question.getByRole('button', { name: 'Bleiben' }).click()
		for (const box of await calls.getByRole('checkbox').all()) await tick(box)
		await page.getByRole('link', { name: 'Konflikte' }).click()
		await expect.poll(() => page.url()).toContain('/conflicts')
		for (const one of all) expect(await statusOf(one)).toBe('CANCELLED')
		for (const { email } of [erika, paul]) {
			expect((await mailTo(email, (mail) => /^METHOD:CANCEL/m.test(mail.attachments[0]?.content ?? ''))).text).toContain('Dr. Müller ist erkrankt.')
			expect((await mailsTo(email)).filter((mail) => /^METHOD:CANCEL/m.test(mail.attachments[0]?.content ?? '')), 'one mail each').toHaveLength(1)
		}
	})

	it('on a phone in the dark, an appointment goes to another doctor', async () => {
		const vera = await request('Vera Vertretung', { days: 27 })
		const page = await teamPage('staff', `calendar?view=day&day=${vera.day}&doctors=dr-mueller`, { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		await page.getByRole('button', { name: 'Aktionen' }).click()
		await page.getByRole('menuitem', { name: 'Jemand fällt aus' }).click()
		await row(page, vera).waitFor()
		await page.getByRole('button', { name: 'Für alle freie Termine vorschlagen' }).click()
		await row(page, vera).getByText('→').waitFor()
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'absence-phone')
		const before = (await readAsPvs(vera.name))?.url ?? ''
		await page.getByRole('button', { name: /Termine? verschieben$/ }).click()
		await page.getByRole('heading', { name: 'Bitte anrufen' }).waitFor()
		expect(await statusOf(vera)).toBe('TENTATIVE')
		expect((await readAsPvs(vera.name))?.url).not.toBe(before)
	})
})
