// SPDX-License-Identifier: GPL-3.0-or-later
import type { Locator, Page } from 'playwright-core'
import { expectAccessible, picture } from './browser.ts'
import { target } from './target.ts'

export interface Patient {
	readonly name: string
	readonly email: string
	readonly reason: string
	/** ticks that an earlier time may be offered */
	readonly wantsEarlier?: boolean
	/** chooses a time of next week, far enough away to be changed again */
	readonly comesLater?: boolean
}

/** Goes on the website as far as the form, by what is to be read on the page. @returns the block, and the value of the chosen slot: calendar and start */
export async function chooseSlot(page: Page, later = false): Promise<{ block: Locator; slot: string }> {
	await page.goto(target.website?.bookingPage as string)
	const block = page.locator('.wp-block-sprechstunde-booking')
	const next = block.getByRole('button', { name: /Weiter|Continue/ })
	await block.getByRole('radio', { name: /^(Kontrolluntersuchung|Check-up)/ }).check({ force: true })
	await expectAccessible(page, '.wp-block-sprechstunde-booking')
	await picture(page, 'booking-1-type')
	await next.click()
	await block.getByRole('radio', { name: /Müller/ }).check({ force: true })
	await next.click()
	if (later) await block.getByRole('button', { name: /Spätere Woche|Later week/ }).click()
	const first = block.locator('.sprechstunde__times input').first()
	const slot = await first.getAttribute('value') ?? ''
	await first.check({ force: true })
	await expectAccessible(page, '.wp-block-sprechstunde-booking')
	await picture(page, 'booking-2-slot')
	await next.click()
	return { block, slot }
}

/** Fills in the form and goes on. */
export async function fillIn(page: Page, block: Locator, patient: Patient): Promise<void> {
	await block.getByLabel('Name').fill(patient.name)
	await block.getByLabel('Geburtsdatum').fill('1961-04-12')
	await block.getByRole('radio', { name: 'Gesetzlich' }).check({ force: true })
	await block.getByLabel('Telefon').fill('0151 23456789')
	await block.getByLabel('E-Mail').fill(patient.email)
	await block.getByLabel('Grund').fill(patient.reason)
	await block.getByRole('checkbox').first().check()
	if (patient.wantsEarlier === true) await block.getByRole('checkbox').nth(1).check()
	await expectAccessible(page, '.wp-block-sprechstunde-booking')
	await picture(page, 'booking-3-details')
	await block.getByRole('button', { name: 'Weiter' }).click()
	await picture(page, 'booking-4-review')
}

export async function send(page: Page, block: Locator): Promise<void> {
	await block.getByRole('button', { name: /anfragen|senden/i }).click()
	await block.getByText(/noch nicht bestätigt/).waitFor()
	await expectAccessible(page, '.wp-block-sprechstunde-booking')
	await picture(page, 'booking-5-done')
}

/** Books with the block on the website as a patient does. */
export async function book(page: Page, patient: Patient): Promise<void> {
	const { block } = await chooseSlot(page, patient.comesLater)
	await fillIn(page, block, patient)
	await send(page, block)
}
