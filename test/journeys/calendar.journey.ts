// SPDX-License-Identifier: GPL-3.0-or-later
// Staff work in the calendar; what they do is read as the practice software reads it.
import { randomUUID } from 'node:crypto'
import { addDays, dayOf } from '@sprechstunde/core'
import { describe, expect, it } from 'vitest'
import { expectAccessible, picture } from './browser.ts'
import { calendar, drag, entry, nextDay, open, other, put, wall, write, zone } from './calendarPage.ts'
import { readAsPvs, target } from './target.ts'


describe.runIf(target.server.kind === 'nextcloud')('the calendar', () => {
	it('an appointment is dragged to another doctor and time, which holds over CalDAV, and the way back is one click', async () => {
		const day = nextDay()
		const name = await put(day, '09:00')
		const page = await open(day)
		await entry(page, name).waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'calendar-day')
		await drag(page, name, other.id, 4)
		const bar = page.getByRole('region', { name: 'Rückgängig' })
		await bar.waitFor()
		await expect.poll(async () => (await readAsPvs(name))?.text, { timeout: 15_000 }).toContain(`DTSTART;TZID=${zone}:${wall(day, '10:00')}`)
		const moved = await readAsPvs(name)
		expect(moved?.text).toContain(`DTEND;TZID=${zone}:${wall(day, '10:30')}`)
		expect(moved?.url).toContain(target.calendars.find(({ id }) => id === other.id)?.urls.pvs)
		await picture(page, 'calendar-moved')
		await bar.getByRole('button', { name: /Rückgängig/ }).click()
		await expect.poll(async () => (await readAsPvs(name))?.text, { timeout: 45_000 }).toContain(`DTSTART;TZID=${zone}:${wall(day, '09:00')}`)
	})

	it('whoever moves what someone else has just changed is told so, and nothing is lost', async () => {
		const day = nextDay()
		const name = await put(day, '09:00')
		const page = await open(day)
		await entry(page, name).waitFor()
		// the page can't hear of the change
		await page.route(/\/api\/v1\/(counts|requests)/, (route) => route.abort())
		const stored = await readAsPvs(name)
		await write(stored?.url as string, (stored?.text as string).replace(/^X-PATIENT-PHONE:.*$/m, 'X-PATIENT-PHONE:0170 999'))
		await drag(page, name, calendar.id, 8)
		await page.getByRole('region', { name: 'Rückgängig' }).getByText('Jemand anderes hat diesen Eintrag inzwischen geändert').waitFor()
		await picture(page, 'calendar-stale')
		const after = await readAsPvs(name)
		expect(after?.text).toContain(`DTSTART;TZID=${zone}:${wall(day, '09:00')}`)
		expect(after?.text).toContain('0170 999')
	})

	it('two at the same time are only booked by somebody’s word, and alternatives stand beside', async () => {
		const day = nextDay()
		const [name, neighbour] = [await put(day, '09:00'), await put(day, '11:00')]
		const page = await open(day)
		await entry(page, neighbour).waitFor()
		await drag(page, name, calendar.id, 8)
		const dialog = page.getByRole('dialog', { name: 'Doppelt belegen?' })
		await dialog.getByText(neighbour).waitFor()
		await expectAccessible(page, '[role=dialog]')
		await picture(page, 'calendar-double-ask')
		await dialog.getByRole('button', { name: 'Trotzdem doppelt belegen' }).click()
		await page.locator('.calendar-event--doubled').filter({ hasText: name }).waitFor()
		await entry(page, neighbour).click()
		await page.getByRole('dialog', { name: neighbour }).getByText('Doppelbuchung').waitFor()
		await picture(page, 'calendar-double')
		await expect.poll(async () => (await readAsPvs(name))?.text, { timeout: 15_000 }).toContain(`DTSTART;TZID=${zone}:${wall(day, '11:00')}`)
	})

	it('all of it goes by keyboard: views, an entry’s essentials, and another time for it', async () => {
		const day = nextDay()
		const name = await put(day, '10:00')
		const page = await open(day)
		await entry(page, name).waitFor()
		await page.keyboard.press('w')
		await page.getByRole('button', { name: 'Woche', pressed: true }).waitFor()
		await entry(page, name).focus()
		await page.keyboard.press('Enter')
		await page.getByRole('dialog', { name }).getByText('0151 23456789').waitFor()
		await expectAccessible(page, '[role=dialog]')
		await page.keyboard.press('Escape')
		await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain(name)
		await page.keyboard.press('m')
		const dialog = page.getByRole('dialog', { name: 'Termin verschieben' })
		await dialog.getByRole('button', { name: 'Beliebige Zeit' }).click()
		await dialog.getByLabel('Beginn').fill(`${day}T14:15`)
		await picture(page, 'calendar-move-dialog')
		await dialog.getByRole('button', { name: /^Auf / }).click()
		await dialog.waitFor({ state: 'detached' })
		await expect.poll(async () => (await readAsPvs(name))?.text, { timeout: 45_000 }).toContain(`DTSTART;TZID=${zone}:${wall(day, '14:15')}`)
		await page.keyboard.press('?')
		const help = page.getByRole('dialog', { name: 'Tastaturkürzel' })
		await help.waitFor()
		await page.keyboard.press('Escape')
		await help.waitFor({ state: 'detached' })
		await page.keyboard.press('d')
		await page.keyboard.press('t')
		await expect.poll(() => page.url()).toContain(`day=${dayOf(Date.now(), zone)}`)
		expect(page.url(), 'the second key did not undo the first').toContain('view=day')
	})

	it('a key names the day before the grid turns, and whoever reaches into the grid reaches into that day', async () => {
		const day = nextDay()
		const page = await open(day)
		await page.locator(`.fc-timegrid-col[data-date="${day}"]`).first().waitFor()
		const { named, waiting, reached } = await page.evaluate(async () => {
			const shown = (): string => document.querySelector<HTMLElement>('.fc-timegrid-col[data-date]')?.dataset['date'] ?? ''
			const heading = (): string => document.querySelector('h2[aria-live]')?.textContent ?? ''
			/** what is to be done without a frame or a timer in between */
			const settle = async (): Promise<void> => { for (let turn = 0; turn < 100; turn++) await Promise.resolve() }
			const before = heading()
			document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', bubbles: true, cancelable: true }))
			await settle()
			const seen = { named: heading() !== before, waiting: shown() }
			document.querySelector('.fc-timegrid-col')?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
			await settle()
			return { ...seen, reached: shown() }
		})
		expect([named, waiting, reached]).toEqual([true, day, addDays(day, 1)])
	})

	it('time is blocked, and the block lifted again', async () => {
		const day = nextDay()
		const page = await open(day)
		await page.locator('.fc-timegrid-col').first().waitFor()
		await page.keyboard.press('b')
		const dialog = page.getByRole('dialog', { name: 'Zeit sperren' })
		const title = `Fortbildung ${randomUUID().slice(0, 6)}`
		await dialog.getByLabel(/Wofür/).fill(title)
		await expectAccessible(page, '[role=dialog]')
		await picture(page, 'calendar-block')
		await dialog.getByRole('button', { name: 'Zeit sperren' }).click()
		await page.locator('.calendar-event--block').filter({ hasText: title }).click()
		await page.getByRole('dialog', { name: title }).getByRole('button', { name: 'Sperre aufheben' }).click()
		await page.locator('.calendar-event--cancelled').filter({ hasText: title }).waitFor()
	})

	it('the day is printed, black on white', async () => {
		const day = nextDay()
		const name = await put(day, '08:30')
		const page = await open(day, { colorScheme: 'dark' })
		await page.goto(`${target.server.url}/index.php/apps/sprechstunde/calendar/print?day=${day}`)
		const row = page.getByRole('row').filter({ hasText: name })
		await row.getByText('12.04.1961').waitFor()
		expect(await row.textContent()).toContain('0151 23456789')
		await expectAccessible(page, '#sprechstunde')
		await page.emulateMedia({ media: 'print' })
		expect(await page.getByRole('button', { name: 'Drucken' }).isVisible()).toBe(false)
		expect(await row.evaluate((element) => getComputedStyle(element.querySelector('td') as Element).color)).toBe('rgb(0, 0, 0)')
		await picture(page, 'calendar-print')
	})

	it('on a phone and in the dark there is one doctor at a time, and nothing is cut off', async () => {
		const day = nextDay()
		const name = await put(day, '09:00', 'CANCELLED')
		const page = await open(day, { viewport: { width: 360, height: 760 }, hasTouch: true, colorScheme: 'dark' }, `&doctors=${calendar.id}`)
		await entry(page, name).waitFor()
		expect(await page.locator('.fc-timegrid-col[data-resource-id]').count()).toBe(1)
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'calendar-phone')
		await page.getByRole('button', { name: 'Liste' }).click()
		await entry(page, name).waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'calendar-phone-list')
	})
})
