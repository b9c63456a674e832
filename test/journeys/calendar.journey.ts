// SPDX-License-Identifier: GPL-3.0-or-later
// Staff work in the calendar; what they do is read as the practice software reads it.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { addDays, calendarText, dayOf, instantOfDay, weekdayOf, writeAppointment, type Practice, type Status } from '@sprechstunde/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { practiceFile } from '../servers/stack.ts'
import { expectAccessible, launch, login, personsPage, picture } from './browser.ts'
import { readAsPvs, target } from './target.ts'

const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
const zone = practice.practice.timeZone
const calendar = practice.calendars[0] as Practice['calendars'][number]
const other = practice.calendars[1] as Practice['calendars'][number]

/** Working days that no other journey uses, each test its own; at random, so that a server may be used for several runs. */
let unused = addDays(dayOf(Date.now(), zone), 100 + Math.floor(Math.random() * 900))
function nextDay(): string {
	do unused = addDays(unused, 1); while (['SA', 'SU'].includes(weekdayOf(unused)))
	return unused
}
const wall = (day: string, clock: string): string => `${day.replaceAll('-', '')}T${clock.replace(':', '')}00`

let browser: Browser
beforeAll(async () => { browser = await launch() })
afterAll(async () => { await browser.close() })

async function open(day: string, options: BrowserContextOptions = {}, more = ''): Promise<Page> {
	const page = await personsPage(browser, options)
	const { user } = target.accounts.staff
	await login(page, user, target.logins?.[user] ?? '')
	await page.goto(`${target.server.url}/index.php/apps/sprechstunde/calendar?view=day&day=${day}${more}`)
	return page
}

/** An appointment that the practice software writes. @returns the patient's name */
async function put(day: string, clock: string, status: Status = 'CONFIRMED', name = `Nora ${randomUUID().slice(0, 6)}`): Promise<string> {
	const [hours, minutes] = clock.split(':').map(Number) as [number, number]
	const start = instantOfDay(day, hours * 60 + minutes, zone)
	const uid = `appointment-${randomUUID()}`
	const fields = { patientName: name, birthDate: '1961-04-12', insurance: 'GESETZLICH', phone: '0151 23456789', reason: 'Kontrolle', appointmentType: calendar.types[0] as string, source: 'PRACTICE', patient: 'existing' }
	// nothing begins as cancelled
	for (const now of status === 'CANCELLED' ? ['CONFIRMED', status] as const : [status]) {
		const object = writeAppointment({ uid, status: now, start, end: start + 30 * 60_000, note: '', sequence: 0, fields }, practice, calendar, Date.now())
		await write(`${target.calendars.find(({ id }) => id === calendar.id)?.urls.pvs}${uid}.ics`, calendarText(object))
	}
	return name
}
async function write(url: string, body: string): Promise<void> {
	const { pvs } = target.accounts
	const answer = await fetch(url, { method: 'PUT', body, headers: { Authorization: `Basic ${Buffer.from(`${pvs.user}:${pvs.password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8' } })
	expect(answer.status, await answer.text()).toBeLessThan(300)
}

const entry = (page: Page, name: string): Locator => page.locator('.calendar-event').filter({ hasText: name })

/** Drags an entry into a doctor's column, down by so many quarters of an hour. */
async function drag(page: Page, name: string, doctor: string, quarters: number): Promise<void> {
	const from = await entry(page, name).boundingBox()
	const column = await page.locator(`.fc-timegrid-col[data-resource-id="${doctor}"]`).boundingBox()
	const slot = await page.locator('.fc-timegrid-slot-lane').first().boundingBox()
	if (from === null || column === null || slot === null) throw new Error('the entry or the column is not on the page')
	await page.mouse.move(from.x + 20, from.y + 8)
	await page.mouse.down()
	await page.mouse.move(from.x + 30, from.y + 20, { steps: 4 })
	await page.mouse.move(column.x + column.width / 2, from.y + 8 + quarters * slot.height, { steps: 8 })
	await page.mouse.up()
}

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
