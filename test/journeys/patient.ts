// SPDX-License-Identifier: GPL-3.0-or-later
import type { Page } from 'playwright-core'
import { expectAccessible, picture } from './browser.ts'
import { target } from './target.ts'

export interface Patient {
	readonly name: string
	readonly email: string
	readonly reason: string
}

/** Books with the block on the website as a patient does, by what is to be read on the page. */
export async function book(page: Page, patient: Patient): Promise<void> {
	await page.goto(target.website?.bookingPage as string)
	const block = page.locator('.wp-block-sprechstunde-booking')
	const next = block.getByRole('button', { name: 'Weiter' })
	await block.getByRole('radio', { name: /^Kontrolluntersuchung/ }).check({ force: true })
	await expectAccessible(page, '.wp-block-sprechstunde-booking')
	await picture(page, 'booking-1-type')
	await next.click()
	await block.getByRole('radio', { name: /Müller/ }).check({ force: true })
	await next.click()
	await block.locator('.sprechstunde__times input').first().check({ force: true })
	await expectAccessible(page, '.wp-block-sprechstunde-booking')
	await picture(page, 'booking-2-slot')
	await next.click()
	await block.getByLabel('Name').fill(patient.name)
	await block.getByLabel('Geburtsdatum').fill('1961-04-12')
	await block.getByRole('radio', { name: 'Gesetzlich' }).check({ force: true })
	await block.getByLabel('Telefon').fill('0151 23456789')
	await block.getByLabel('E-Mail').fill(patient.email)
	await block.getByLabel('Grund').fill(patient.reason)
	await block.getByRole('checkbox').check()
	await expectAccessible(page, '.wp-block-sprechstunde-booking')
	await picture(page, 'booking-3-details')
	await next.click()
	await picture(page, 'booking-4-review')
	await block.getByRole('button', { name: /anfragen|senden/i }).click()
	await block.getByText(/noch nicht bestätigt/).waitFor()
	await expectAccessible(page, '.wp-block-sprechstunde-booking')
	await picture(page, 'booking-5-done')
}
