// SPDX-License-Identifier: GPL-3.0-or-later
// The management connects practice programs; each does what it is told on the page, and the page says what it saw.
import type { Practice } from '@sprechstunde/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { target } from './target.ts'

const isNextcloud = target.server.kind === 'nextcloud'
const { admin } = target.accounts
const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
const root = `${target.server.url}/ocs/v2.php/apps/sprechstunde/api/v1`

async function ocs(path: string, init: RequestInit = {}): Promise<Response> {
	return fetch(`${root}/${path}`, { ...init, headers: { Authorization: basic(admin.user, admin.password), 'OCS-APIRequest': 'true', Accept: 'application/json', 'Content-Type': 'application/json' } })
}
const configuration = async (): Promise<Practice> => (await (await ocs('configuration')).json() as { ocs: { data: Practice } }).ocs.data

function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
	return teamPage('admin', path, options)
}
/** Chooses a program and connects it. */
async function connect(page: Page, program: string): Promise<void> {
	await page.getByRole('link', { name: 'Programm verbinden' }).click()
	await page.getByRole('radio', { name: new RegExp(program) }).check()
	await picture(page, `programs-choice-${program}`)
	await expectAccessible(page, '#sprechstunde')
	await page.getByRole('button', { name: 'Verbinden', exact: true }).click()
	await page.getByText('Es hat sich noch nicht angemeldet').waitFor()
}
/** What the page shows to be entered in the program. */
async function shown(page: Page): Promise<{ address: string; user: string; password: string }> {
	const [address = '', ...values] = await page.locator('.setup-steps code').allTextContents()
	return { address, user: values.find((one) => one.startsWith('pvs-')) ?? '', password: (await page.locator('.notecard code').first().textContent() ?? '').trim() }
}

describe.runIf(isNextcloud)('connecting practice programs', () => {
	let before: Practice
	beforeAll(async () => {
		before = await configuration()
	})
	afterAll(async () => {
		for (const { id } of (await configuration()).pvs ?? []) await ocs(`programs/${id}`, { method: 'DELETE' })
		await ocs('configuration', { method: 'PUT', body: JSON.stringify(before) })
	})

	it('Albis reads and writes with what the page shows, and the page says so', async () => {
		const page = await open('/settings/programs')
		await page.getByText('Noch ist kein Programm verbunden').waitFor()
		await connect(page, 'CGM Albis')
		await page.locator('.qr-code svg').waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'programs-albis-waiting')
		const { address, user, password } = await shown(page)
		expect(password).toMatch(/^(?:[A-Za-z0-9]{5}-){4}[A-Za-z0-9]{5}$/)
		const file = await page.locator('.copy-value pre').textContent()
		expect(file).toContain(`password = ${password}\n`)
		const ask = (method: string, url: string, body?: string, headers: Record<string, string> = {}): Promise<Response> =>
			fetch(url, { method, ...(body === undefined ? {} : { body }), headers: { Authorization: basic(user, password), 'User-Agent': 'Albis', ...headers } })

		expect((await ask('PROPFIND', `${target.server.url}/remote.php/dav/`, undefined, { Depth: '0' })).status).toBe(207)
		await page.getByText('Es hat sich angemeldet').waitFor()
		await page.getByText('prüfen Sie im Programm die Adresse', { exact: false }).or(page.getByText('Prüfen Sie im Programm die Adresse.', { exact: false })).first().waitFor()
		const query = '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>'
		expect((await ask('REPORT', address, query, { Depth: '1' })).status).toBe(207)
		await page.getByText('Es hat Termine gelesen').waitFor()
		const block = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Albis//DE', 'BEGIN:VEVENT', 'UID:albis-1', 'DTSTAMP:20261201T080000Z', 'DTSTART:20270301T080000Z', 'DTEND:20270301T083000Z', 'SUMMARY:Besprechung', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
		expect((await ask('PUT', `${address}albis-1.ics`, block, { 'Content-Type': 'text/calendar; charset=utf-8' })).status).toBe(201)
		await page.getByText('Es hat einen Termin geschrieben').waitFor()
		await page.getByText('Es nennt sich Albis.').waitFor()
		expect((await ask('DELETE', `${address}albis-1.ics`)).status).toBe(204)
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'programs-albis-done')
		// the password is nowhere but in this page
		await page.reload()
		await page.getByText('Das App-Passwort wird nicht noch einmal angezeigt.').waitFor()
		expect(await page.content()).not.toContain(password)
	})

	it('tomedo finds its calendars by the profile for Apple, on a phone in the dark', async () => {
		const page = await open('/settings/programs', { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		await connect(page, 'tomedo')
		const { user, password } = await shown(page)
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Profil herunterladen' }).click()])
		expect(download.suggestedFilename()).toBe(`${user}.mobileconfig`)
		const text = await (await download.createReadStream()).toArray().then((parts) => Buffer.concat(parts as Buffer[]).toString())
		const value = (key: string): string => new RegExp(`<key>${key}</key><(?:string|integer)>(.*?)<`).exec(text)?.[1] ?? ''
		expect(text).not.toContain(password)
		const principal = `http://${value('CalDAVHostName')}:${value('CalDAVPort')}${value('CalDAVPrincipalURL')}`
		const ask = (url: string, depth: string, property: string): Promise<Response> => fetch(url, {
			method: 'PROPFIND', body: `<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop>${property}</d:prop></d:propfind>`, headers: { Authorization: basic(value('CalDAVUsername'), password), Depth: depth },
		})
		const home = /calendar-home-set>.*?href>(.*?)</.exec(await (await ask(principal, '0', '<c:calendar-home-set/>')).text())?.[1] ?? ''
		expect((await ask(new URL(home, target.server.url).href, '1', '<d:displayname/>')).status).toBe(207)
		await page.getByText('Es hat die Kalender gefunden').waitFor()
		await expectAccessible(page, '#sprechstunde')
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await picture(page, 'programs-tomedo-phone')
	})

	it('shows in the settings what each is shown, and what is changed there', async () => {
		const page = await open('/settings/programs')
		await page.getByText('CGM Albis (pvs-albis)').click()
		const entry = page.locator('details', { hasText: 'pvs-albis' })
		await entry.locator('.map-preview__title', { hasText: 'Erika Mustermann - Krampfadern, Kontrolle' }).waitFor()
		await entry.getByRole('textbox', { name: 'Titel' }).fill('{reason}')
		await entry.locator('.map-preview__title', { hasText: /^\s*Krampfadern, Kontrolle\s*$/ }).waitFor()
		await entry.getByRole('textbox', { name: 'Titel' }).fill('{nothing}')
		await entry.getByText('„nothing“', { exact: false }).first().waitFor()
		await entry.getByRole('textbox', { name: 'Titel' }).fill('{reason} - {patientName}')
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'programs-field-map')
		await page.getByRole('button', { name: 'Speichern' }).click()
		await expect.poll(async () => (await configuration()).pvs?.find(({ id }) => id === 'albis')?.fieldMap?.title).toBe('{reason} - {patientName}')
		await entry.getByRole('button', { name: 'Zurück zur Vorgabe von CGM Albis' }).click()
		await page.getByRole('button', { name: 'Speichern' }).click()
		await expect.poll(async () => (await configuration()).pvs?.find(({ id }) => id === 'albis')?.fieldMap).toBeUndefined()
	})

	it('pauses and disconnects, after asking', async () => {
		const page = await open('/settings/programs')
		await page.getByText('tomedo (pvs-tomedo)').click()
		const entry = page.locator('details', { hasText: 'pvs-tomedo' })
		await entry.getByRole('button', { name: 'Anhalten' }).click()
		await page.getByRole('dialog').getByRole('button', { name: 'Anhalten' }).click()
		await entry.getByText('Angehalten', { exact: false }).first().waitFor()
		await entry.getByRole('button', { name: 'Trennen' }).click()
		await page.getByRole('dialog').getByText('Sein Konto pvs-tomedo und sein App-Passwort werden gelöscht.', { exact: false }).waitFor()
		await page.getByRole('dialog').getByRole('button', { name: 'Trennen' }).click()
		await page.getByText('tomedo (pvs-tomedo)').waitFor({ state: 'detached' })
		expect((await configuration()).pvs?.map(({ id }) => id)).toEqual(['albis'])
	})
})
