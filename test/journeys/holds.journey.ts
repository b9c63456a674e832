// SPDX-License-Identifier: GPL-3.0-or-later
// A slot is kept for whoever fills in the form, and nobody's booking depends on it.
import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectAccessible, personsPage, picture } from './browser.ts'
import { book, chooseSlot, fillIn, send, type Patient } from './patient.ts'
import { readAsPvs, target } from './target.ts'

function patient(name: string): Patient {
	return { name: `${name} ${randomUUID().slice(0, 6)}`, email: `${randomUUID().slice(0, 12)}@patient.example`, reason: 'Kontrolle' }
}

afterAll(async () => {
	// forms that were left: all patients of these tests are one client, who may hold so many only
	for (const [token, url] of held) await fetch(`${url}/${token}`, { method: 'DELETE' })
})

const held = new Map<string, string>()

async function patientsPage(options?: Parameters<typeof personsPage>[0]): Promise<Page> {
	const page = await personsPage(options)
	page.on('request', (request) => {
		const { token } = (request.method() === 'POST' && request.url().endsWith('/holds') ? request.postDataJSON() : {}) as { token?: string }
		if (token !== undefined) held.set(token, request.url())
	})
	return page
}

const tenMinutes = 601_000
const startOf = (slot: string): number => Number(/-(\d+)$/.exec(slot)?.[1])

/** The practice puts an appointment of its own onto a slot. */
async function practiceTakes(slot: string): Promise<void> {
	const calendar = target.calendars.find(({ id }) => slot.startsWith(`${id}-`))
	const { user, password } = target.accounts.staff
	const uid = randomUUID()
	const time = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.000/g, '')
	const body = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', 'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${time(startOf(slot))}`, `DTSTART:${time(startOf(slot))}`,
		`DTEND:${time(startOf(slot) + 1_800_000)}`, 'SUMMARY:Notfall', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
	const answer = await fetch(`${calendar?.urls.staff ?? ''}${uid}.ics`, { method: 'PUT', body, headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8' } })
	expect(answer.status).toBe(201)
}

/** Holds back answers until they are let through, and have come to the page. */
async function delayed(page: Page, url: RegExp): Promise<{ arrive: () => Promise<void> }> {
	let open = (): void => undefined
	const gate = new Promise<void>((resolve) => { open = resolve })
	await page.route(url, async (route) => {
		await gate
		await route.continue()
	})
	return {
		arrive: async () => {
			const answer = page.waitForResponse(url)
			open()
			await (await answer).finished()
			await page.waitForTimeout(200)
		},
	}
}

const note = (page: Page) => page.locator('.sprechstunde__hold')

describe('a slot that a patient has chosen', () => {
	it('is kept for them while they fill in the form: nobody else is offered it, and they get it', async () => {
		const page = await patientsPage()
		const { block, slot } = await chooseSlot(page)
		await note(page).getByText(/^Für Sie reserviert bis \d\d:\d\d\sUhr: .*, \d{1,2}\. .* \d{4}, \d\d:\d\d\sUhr$/).waitFor()
		await expectAccessible(page, '.wp-block-sprechstunde-booking')
		await picture(page, 'hold-1-details')
		const other = await patientsPage()
		const second = await chooseSlot(other)
		expect(second.slot).not.toBe(slot)
		const erika = patient('Erika Zuerst')
		await fillIn(page, block, erika)
		await note(page).getByText(/reserviert/).waitFor()
		await send(page, block)
		await expect.poll(async () => (await readAsPvs(erika.name))?.text, { timeout: 15_000 }).toMatch(/^STATUS:TENTATIVE/m)
		const hans = patient('Hans Danach')
		await fillIn(other, second.block, hans)
		await send(other, second.block)
		await expect.poll(async () => (await readAsPvs(hans.name))?.text, { timeout: 15_000 }).toMatch(/^STATUS:TENTATIVE/m)
	})

	it('is offered again to them who go back, and to others once they choose another', async () => {
		const page = await patientsPage()
		const { block, slot } = await chooseSlot(page)
		await note(page).getByText(/reserviert/).waitFor()
		await block.getByRole('button', { name: 'Zurück' }).click()
		const own = block.locator(`.sprechstunde__times input[value="${slot}"]`)
		await own.waitFor({ state: 'attached' })
		expect(await own.isChecked()).toBe(true)
		await block.locator('.sprechstunde__times input').last().check({ force: true })
		await block.getByRole('button', { name: 'Weiter' }).click()
		await note(page).getByText(/reserviert/).waitFor()
		// the page says what it keeps before the server has heard what it gives back
		await expect.poll(async () => (await chooseSlot(await patientsPage())).slot, { timeout: 40_000, interval: 1_000 }).toBe(slot)
	})

	it('is kept once more when the time is up; if the practice has taken it by then, others are shown and nothing typed is lost', async () => {
		const page = await patientsPage()
		await page.clock.install()
		const { block, slot } = await chooseSlot(page)
		await note(page).getByText(/reserviert/).waitFor()
		const first = await note(page).textContent()
		const eva = patient('Eva Langsam')
		await block.getByLabel('Name').fill(eva.name)
		await page.clock.fastForward(tenMinutes)
		await page.waitForFunction((before) => document.querySelector('.sprechstunde__hold')?.textContent !== before, first)
		await note(page).getByText(/^Für Sie reserviert bis/).waitFor()
		expect(await block.getByLabel('Name').inputValue()).toBe(eva.name)
		// a second time it is not asked for
		await page.clock.fastForward(tenMinutes)
		await note(page).getByText(/^Die Reservierung ist abgelaufen/).waitFor()
		await picture(page, 'hold-2-over')
		await expectAccessible(page, '.wp-block-sprechstunde-booking')
		await fillIn(page, block, eva)
		await practiceTakes(slot)
		await block.getByRole('button', { name: 'Termin anfragen' }).click()
		await block.getByText(/gerade vergeben/).waitFor()
		await block.getByText('Diese Termine sind in der Nähe frei:').waitFor()
		await picture(page, 'hold-3-alternatives')
		await block.locator('.sprechstunde__alternatives button').first().click()
		await note(page).getByText(/^Für Sie reserviert bis/).waitFor()
		await send(page, block)
		await expect.poll(async () => (await readAsPvs(eva.name))?.text, { timeout: 15_000 }).toMatch(/^STATUS:TENTATIVE/m)
	})

	it('that the practice takes while the form is filled in is missed when the time is up; the form goes on with another', async () => {
		const page = await patientsPage()
		await page.clock.install()
		const { block, slot } = await chooseSlot(page)
		await note(page).getByText(/reserviert/).waitFor()
		const otto = patient('Otto Versetzt')
		await block.getByLabel('Name').fill(otto.name)
		await practiceTakes(slot)
		const free = await delayed(page, /\/free\b/)
		await page.clock.fastForward(tenMinutes)
		await block.getByText(/gerade vergeben/).waitFor()
		// the free times arrive while the button is pressed
		await block.locator('.sprechstunde__alternatives button').first().hover()
		await page.mouse.down()
		await free.arrive()
		await page.mouse.up()
		expect(await block.getByLabel('Name').inputValue()).toBe(otto.name)
		await fillIn(page, block, otto)
		await send(page, block)
	})
})

describe('where nothing can be held', () => {
	it.each<[string, (page: Page) => Promise<unknown>]>([
		['because the server knows no holds', (page) => page.route(/\/holds\b/, (route) => route.fulfill({ status: 404, contentType: 'application/json', body: '{}' }))],
		['because nothing comes back', (page) => page.route(/\/holds\b/, (route) => route.abort())],
		['because the answer never comes', (page) => page.route(/\/holds\b/, () => undefined)],
	])('a patient books all the same: %s', async (_, breakHolds) => {
		const page = await patientsPage()
		await breakHolds(page)
		const rosa = patient('Rosa Ohne')
		await book(page, rosa)
		await expect.poll(async () => (await readAsPvs(rosa.name))?.text, { timeout: 15_000 }).toMatch(/^STATUS:TENTATIVE/m)
	})
})

describe('the note', () => {
	it.each([['light', 1280], ['dark', 390]] as const)('in English, %s, %i wide', async (colorScheme, width) => {
		const page = await patientsPage({ viewport: { width, height: 800 }, colorScheme, locale: 'en-GB' })
		await page.route(target.website?.bookingPage as string, async (route) => {
			const answer = await route.fetch()
			await route.fulfill({ response: answer, body: (await answer.text()).replace('&quot;language&quot;:&quot;de&quot;', '&quot;language&quot;:&quot;en&quot;') })
		})
		await chooseSlot(page)
		await note(page).getByText(/^Reserved for you until \d\d:\d\d: /).waitFor()
		await expectAccessible(page, '.wp-block-sprechstunde-booking')
		await picture(page, `hold-en-${colorScheme}`)
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the page').toBe(true)
	})
})
