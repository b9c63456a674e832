// SPDX-License-Identifier: GPL-3.0-or-later
// What else staff do by hand in the calendar: entries made longer, series and whole days moved, requests rejected, free slots looked for.
import { addDays, dayOf, weekdayOf } from '@sprechstunde/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { expectAccessible, launch, picture } from './browser.ts'
import { calendar, drag, entry, nextDay, open, other, put, putBlock, stretch, textOf, wall, zone } from './calendarPage.ts'
import { readAsPvs, target } from './target.ts'

let browser: Browser
beforeAll(async () => { browser = await launch() })
afterAll(async () => { await browser.close() })

const date = (day: string): string => day.replaceAll('-', '')
const soon = { timeout: 45_000 }

describe.runIf(target.server.kind === 'nextcloud')('the calendar, by hand', () => {
	it('an appointment is made longer by its lower end', async () => {
		const day = nextDay()
		const name = await put(day, '09:00')
		const page = await open(browser, day)
		await entry(page, name).waitFor()
		await stretch(page, name, 2)
		await page.getByRole('region', { name: 'Rückgängig' }).getByText(name).waitFor()
		await expect.poll(async () => (await readAsPvs(name))?.text, soon).toContain(`DTEND;TZID=${zone}:${wall(day, '10:00')}`)
		expect((await readAsPvs(name))?.text).toContain(`DTSTART;TZID=${zone}:${wall(day, '09:00')}`)
	})

	it('one of a series is moved, and the others stay', async () => {
		const day = nextDay()
		const { title, file } = await putBlock('Besprechung', [`DTSTART;TZID=${zone}:${wall(day, '10:00')}`, `DTEND;TZID=${zone}:${wall(day, '11:00')}`, 'RRULE:FREQ=WEEKLY;COUNT=4'])
		const next = addDays(day, 7)
		const page = await open(browser, next)
		await entry(page, title).waitFor()
		await drag(page, title, calendar.id, 4)
		const dialog = page.getByRole('dialog', { name: 'Serie verschieben' })
		await dialog.getByRole('button', { name: 'Nur diesen' }).waitFor()
		await expectAccessible(page, '[role=dialog]')
		await picture(page, 'calendar-series')
		await dialog.getByRole('button', { name: 'Nur diesen' }).click()
		const bar = page.getByRole('region', { name: 'Rückgängig' })
		await bar.getByText(title).waitFor()
		await expect.poll(() => textOf(file), soon).toContain(`DTSTART;TZID=${zone}:${wall(next, '11:00')}`)
		const stored = await textOf(file)
		expect(stored).toContain(`RECURRENCE-ID;TZID=${zone}:${wall(next, '10:00')}`)
		expect(stored).toContain(`DTSTART;TZID=${zone}:${wall(day, '10:00')}`)
		await bar.getByRole('button', { name: /Rückgängig/ }).click()
		await expect.poll(() => textOf(file), soon).not.toContain(`DTSTART;TZID=${zone}:${wall(next, '11:00')}`)
	})

	it('all of a series goes along, to another doctor as well', async () => {
		const day = nextDay()
		const { title, file } = await putBlock('Besprechung', [`DTSTART;TZID=${zone}:${wall(day, '10:00')}`, `DTEND;TZID=${zone}:${wall(day, '11:00')}`, `RRULE:FREQ=WEEKLY;BYDAY=${weekdayOf(day)};COUNT=4`])
		const page = await open(browser, addDays(day, 7))
		await entry(page, title).waitFor()
		await drag(page, title, other.id, 4)
		const dialog = page.getByRole('dialog', { name: 'Serie verschieben' })
		await dialog.getByText('Ein einzelner Eintrag der Serie kann nicht in einen anderen Kalender').waitFor()
		expect(await dialog.getByRole('button', { name: 'Nur diesen' }).isDisabled()).toBe(true)
		await picture(page, 'calendar-series-doctor')
		await dialog.getByRole('button', { name: 'Ganze Serie' }).click()
		await expect.poll(() => textOf(file, other.id), soon).toContain(`DTSTART;TZID=${zone}:${wall(day, '11:00')}`)
		expect(await textOf(file)).toBe('')
		// one of them is lifted, where it stands now
		await page.goto(`${page.url().replace(/day=[\d-]+/, `day=${addDays(day, 14)}`)}`)
		await entry(page, title).click()
		await page.getByRole('dialog', { name: title }).getByRole('button', { name: 'Nur diese Sperre aufheben' }).click()
		await page.locator('.calendar-event--cancelled').filter({ hasText: title }).waitFor()
		await expect.poll(() => textOf(file, other.id), soon).toMatch(/STATUS:CANCELLED/)
		expect(await textOf(file, other.id)).toContain(`RECURRENCE-ID;TZID=${zone}:${wall(addDays(day, 14), '11:00')}`)
	})

	it('whole days are moved by days, with the mouse and with the keyboard', async () => {
		let day = nextDay()
		while (weekdayOf(day) !== 'TU') day = nextDay()
		const { title, file } = await putBlock('Fortbildung', [`DTSTART;VALUE=DATE:${date(day)}`, `DTEND;VALUE=DATE:${date(addDays(day, 1))}`])
		const page = await open(browser, day, { viewport: { width: 1500, height: 900 } })
		await entry(page, title).waitFor()
		await page.keyboard.press('w')
		await page.getByRole('button', { name: 'Woche', pressed: true }).waitFor()
		const [box, step] = [await entry(page, title).boundingBox(), await page.locator(`.fc-daygrid-day[data-date="${addDays(day, 1)}"][data-resource-id="${calendar.id}"]`).boundingBox()]
		if (box === null || step === null) throw new Error('the entry is not on the page')
		await page.mouse.move(box.x + 10, box.y + box.height / 2)
		await page.mouse.down()
		await page.mouse.move(box.x + 30, box.y + box.height / 2, { steps: 4 })
		await page.mouse.move(step.x + step.width / 2, step.y + step.height / 2, { steps: 8 })
		await page.mouse.up()
		await page.getByRole('region', { name: 'Rückgängig' }).getByText(title).waitFor()
		await picture(page, 'calendar-whole-day')
		await expect.poll(() => textOf(file), soon).toContain(`DTSTART;VALUE=DATE:${date(addDays(day, 1))}`)
		expect(await textOf(file)).toContain(`DTEND;VALUE=DATE:${date(addDays(day, 2))}`)
		await entry(page, title).focus()
		await page.keyboard.press('m')
		const dialog = page.getByRole('dialog', { name: 'Sperre verschieben' })
		await dialog.getByLabel('Erster Tag').fill(addDays(day, 2))
		await expectAccessible(page, '[role=dialog]')
		await dialog.getByRole('button', { name: /^Auf / }).click()
		await expect.poll(() => textOf(file), soon).toContain(`DTSTART;VALUE=DATE:${date(addDays(day, 2))}`)
	})

	it('a request is rejected in the calendar, with what the patient reads', async () => {
		const day = nextDay()
		const name = await put(day, '09:30', 'TENTATIVE')
		const page = await open(browser, day)
		await entry(page, name).click()
		await page.getByRole('dialog', { name }).getByRole('button', { name: 'Ablehnen …' }).click()
		const dialog = page.getByRole('dialog').filter({ has: page.getByRole('textbox') })
		await dialog.getByRole('textbox').first().fill('Leider sind wir an diesem Tag nicht da.')
		await picture(page, 'calendar-reject')
		await dialog.getByRole('button', { name: /ablehnen/i }).last().click()
		await page.locator('.calendar-event--cancelled').filter({ hasText: name }).waitFor()
		const stored = await readAsPvs(name)
		expect(stored?.text).toContain('STATUS:CANCELLED')
		expect(stored?.text).toContain('Leider sind wir an diesem Tag nicht da.')
	})

	it('the list goes by keyboard as well', async () => {
		const day = nextDay()
		const name = await put(day, '10:30')
		const page = await open(browser, day)
		await entry(page, name).waitFor()
		await page.keyboard.press('l')
		await page.locator('.fc-list-event').filter({ hasText: name }).getByRole('button').focus()
		await page.keyboard.press('Enter')
		await page.getByRole('dialog', { name }).getByText('0151 23456789').waitFor()
		await page.keyboard.press('Escape')
		await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain(name)
		await expectAccessible(page, '#sprechstunde')
	})

	it('the next free slot is found, shown in the calendar, and booked there', async () => {
		const page = await open(browser, dayOf(Date.now(), zone))
		await page.locator('.fc-timegrid-col').first().waitFor()
		await page.keyboard.press('f')
		const dialog = page.getByRole('dialog', { name: 'Nächster freier Termin' })
		await dialog.getByRole('radio').first().waitFor({ state: 'attached' })
		await dialog.getByRole('radio').first().focus()
		await page.keyboard.press('Space')
		await picture(page, 'calendar-next-free')
		await dialog.getByRole('button', { name: 'Im Kalender zeigen' }).click()
		await page.locator('.calendar-found').first().waitFor()
		await picture(page, 'calendar-found')
		await page.keyboard.press('c')
		await page.getByRole('dialog', { name: 'Neuer Termin' }).getByRole('combobox', { name: 'Name' }).waitFor()
	})
})
