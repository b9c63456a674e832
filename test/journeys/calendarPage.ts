// SPDX-License-Identifier: GPL-3.0-or-later
// What the calendar's journeys share: days of their own, entries that the practice software writes, and a hand on the mouse.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { addDays, calendarText, dayOf, instantOfDay, weekdayOf, writeAppointment, type Practice, type Status } from '@sprechstunde/core'
import { expect } from 'vitest'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { practiceFile } from '../servers/stack.ts'
import { teamPage } from './browser.ts'
import { target } from './target.ts'

export const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
export const zone = practice.practice.timeZone
export const calendar = practice.calendars[0] as Practice['calendars'][number]
export const other = practice.calendars[1] as Practice['calendars'][number]

/** Working days that no other journey uses, each test its own; at random, so that a server may be used for several runs. */
let unused = addDays(dayOf(Date.now(), zone), 100 + Math.floor(Math.random() * 900))
export function nextDay(): string {
	do unused = addDays(unused, 1); while (['SA', 'SU'].includes(weekdayOf(unused)))
	return unused
}
export const wall = (day: string, clock: string): string => `${day.replaceAll('-', '')}T${clock.replace(':', '')}00`

/** The calendar, opened by staff. */
export function open(day: string, options: BrowserContextOptions = {}, more = ''): Promise<Page> {
	return teamPage('staff', `calendar?view=day&day=${day}${more}`, options)
}

/** An appointment that the practice software writes. @returns the patient's name */
export async function put(day: string, clock: string, status: Status = 'CONFIRMED', name = `Nora ${randomUUID().slice(0, 6)}`): Promise<string> {
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
export async function write(url: string, body: string): Promise<void> {
	const { pvs } = target.accounts
	const answer = await fetch(url, { method: 'PUT', body, headers: { Authorization: `Basic ${Buffer.from(`${pvs.user}:${pvs.password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8' } })
	expect(answer.status, await answer.text()).toBeLessThan(300)
}

export const entry = (page: Page, name: string): Locator => page.locator('.calendar-event').filter({ hasText: name })

/** Where an entry lies, once it is in the middle of what is seen: the grid begins with the hour that it is now. */
async function boxOf(page: Page, name: string): Promise<Awaited<ReturnType<Locator['boundingBox']>>> {
	await entry(page, name).evaluate((element) => { element.scrollIntoView({ block: 'center' }) })
	return entry(page, name).boundingBox()
}

/** Drags an entry into a doctor's column, down by so many quarters of an hour. */
export async function drag(page: Page, name: string, doctor: string, quarters: number): Promise<void> {
	const from = await boxOf(page, name)
	const column = await page.locator(`.fc-timegrid-col[data-resource-id="${doctor}"]`).boundingBox()
	const slot = await page.locator('.fc-timegrid-slot-lane').first().boundingBox()
	if (from === null || column === null || slot === null) throw new Error('the entry or the column is not on the page')
	await page.mouse.move(from.x + 20, from.y + 8)
	await page.mouse.down()
	await page.mouse.move(from.x + 30, from.y + 20, { steps: 4 })
	await page.mouse.move(column.x + column.width / 2, from.y + 8 + quarters * slot.height, { steps: 8 })
	await page.mouse.up()
}

const pvsUrl = (id: string): string => target.calendars.find((one) => one.id === id)?.urls.pvs ?? ''

/** A block that some calendar program has made. @param lines of its VEVENT @returns its title, and its name within a calendar */
export async function putBlock(title: string, lines: readonly string[]): Promise<{ title: string; file: string }> {
	const named = `${title} ${randomUUID().slice(0, 6)}`
	const file = `${randomUUID()}.ics`
	const event = ['BEGIN:VEVENT', `UID:${file.slice(0, -4)}`, 'DTSTAMP:20261101T080000Z', `SUMMARY:${named}`, ...lines, 'END:VEVENT']
	await write(pvsUrl(calendar.id) + file, ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//program//', ...event, 'END:VCALENDAR', ''].join('\r\n'))
	return { title: named, file }
}

/** A calendar object as the practice software reads it, lines unfolded; empty where there is none. */
export async function textOf(file: string, id = calendar.id): Promise<string> {
	const { pvs } = target.accounts
	const answer = await fetch(pvsUrl(id) + file, { headers: { Authorization: `Basic ${Buffer.from(`${pvs.user}:${pvs.password}`).toString('base64')}` } })
	return answer.ok ? (await answer.text()).replace(/\r?\n[ \t]/g, '') : ''
}

/** Pulls an entry's lower end down by so many quarters of an hour. */
export async function stretch(page: Page, name: string, quarters: number): Promise<void> {
	const box = await boxOf(page, name)
	const slot = await page.locator('.fc-timegrid-slot-lane').first().boundingBox()
	if (box === null || slot === null) throw new Error('the entry is not on the page')
	const [x, y] = [box.x + box.width / 2, box.y + box.height - 2]
	await page.mouse.move(x, y)
	await page.mouse.down()
	await page.mouse.move(x, y + slot.height / 2, { steps: 4 })
	await page.mouse.move(x, y + quarters * slot.height, { steps: 8 })
	await page.mouse.up()
}
