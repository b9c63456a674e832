// SPDX-License-Identifier: GPL-3.0-or-later
// The management sets up a practice program's REST interface: what is sent where, its key, the secret of its changes, and what came of it.
import type { Practice } from '@sprechstunde/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { XconceptServer } from '../simulators/xconceptServer.ts'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { enterAsPvs } from './enter.ts'
import { target } from './target.ts'

const { user } = target.accounts.admin
/** the password by which somebody signs in: an app password is none that confirms */
const authorization = `Basic ${Buffer.from(`${user}:${target.logins?.[user] ?? ''}`).toString('base64')}`
const phone: BrowserContextOptions = { viewport: { width: 360, height: 800 }, hasTouch: true, colorScheme: 'dark' }

async function ocs(path: string, method = 'GET', body?: object): Promise<unknown> {
	const answer = await fetch(`${target.server.url}/ocs/v2.php/apps/sprechstunde/api/v1/${path}`, {
		method, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
		headers: { Authorization: authorization, 'OCS-APIRequest': 'true', Accept: 'application/json', 'Content-Type': 'application/json' },
	})
	const { ocs: { data } } = await answer.json() as { ocs: { data: unknown } }
	expect(answer.ok, JSON.stringify(data)).toBe(true)
	return data
}
const configuration = async (): Promise<Practice> => await ocs('configuration') as Practice
const rest = async () => (await configuration()).pvs?.find(({ id }) => id === 'xconcept')?.rest
const isNarrow = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

describe.runIf(target.server.kind === 'nextcloud')('the REST interface of a practice program', () => {
	const server = new XconceptServer()
	let before: Practice
	let url: string
	const settings = async (options: BrowserContextOptions = {}): Promise<Page> => {
		const page = await teamPage('admin', 'settings/programs?program=xconcept#rest', options)
		await page.getByRole('heading', { name: 'REST-Schnittstelle' }).waitFor()
		return page
	}
	const program = async (options: BrowserContextOptions = {}): Promise<Page> => {
		const page = await teamPage('admin', 'programs/xconcept', options)
		await page.getByRole('heading', { name: 'REST-Schnittstelle' }).waitFor()
		return page
	}

	beforeAll(async () => {
		before = await configuration()
		url = await server.start()
		await ocs('programs', 'POST', { profile: 'xconcept', calendars: before.calendars.map(({ id }) => id) })
	})
	afterAll(async () => {
		await ocs('programs/xconcept', 'DELETE')
		await ocs('configuration', 'PUT', before)
		await server.stop()
	})

	it('is switched on with its address, and says beside each field what is wrong', async () => {
		const page = await program()
		await page.getByRole('link', { name: 'Adresse eintragen' }).click()
		await expect.poll(() => page.getByRole('heading', { name: 'REST-Schnittstelle' }).evaluate((heading) => heading.getBoundingClientRect().top < window.innerHeight)).toBe(true)
		await page.getByText('Termine an die REST-Schnittstelle senden').click()
		await page.getByText('„Adresse der Termine dort“ hat nicht die erwartete Form', { exact: false }).waitFor()
		const address = page.getByRole('textbox', { name: 'Adresse der Termine dort' })
		await address.fill('http://praxis.example/api/v1/appointments')
		await page.getByText('die Adresse beginnt mit https://', { exact: false }).first().waitFor()
		await address.fill(url)
		await page.getByRole('button', { name: 'Feld hinzufügen', exact: true }).click()
		const name = page.getByRole('textbox', { name: 'Feld dort' }).last()
		await expect.poll(() => name.evaluate((field) => field === document.activeElement), { message: 'the new row is where one types' }).toBe(true)
		await page.getByText('„Feld dort“ hat nicht die erwartete Form', { exact: false }).waitFor()
		await page.keyboard.type('external_id')
		await page.getByText('„Feld dort“ hat nicht die erwartete Form', { exact: false }).waitFor({ state: 'detached' })
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'xconcept-settings')
		await page.getByRole('button', { name: 'Speichern' }).click()
		await page.getByText('Gespeichert').first().waitFor()
		expect(await rest()).toMatchObject({ url, active: true })
		expect((await rest())?.fields?.at(-1)).toEqual({ name: 'external_id', value: 'uid' })
		await page.getByRole('button', { name: 'external_id entfernen' }).click()
		await page.locator('.rest-fields').getByRole('button', { name: 'Zurück zur Vorgabe von x.concept' }).click()
		await page.getByRole('button', { name: 'Speichern' }).click()
		await expect.poll(rest).toEqual({ url, active: true })
	})

	it('takes the key, says what its address answers, and shows the secret once', async () => {
		const page = await program()
		const check = page.getByRole('button', { name: 'Verbindung prüfen' })
		await check.click()
		await page.getByText('die App wird nicht hereingelassen (HTTP 401)', { exact: false }).waitFor()
		const key = page.getByRole('textbox', { name: 'API-Schlüssel' })
		await key.fill('zwei Wörter')
		await page.getByRole('button', { name: 'Schlüssel hinterlegen' }).click()
		await page.getByText('ohne Leerzeichen und Umlaute', { exact: false }).waitFor()
		await key.fill(server.key)
		await key.press('Enter')
		await page.getByRole('button', { name: 'Schlüssel ersetzen' }).waitFor()
		expect(await page.content()).not.toContain(server.key)
		await check.click()
		await page.getByText('lässt die App herein (HTTP 200)', { exact: false }).waitFor()
		await page.getByRole('button', { name: 'Geheimnis erzeugen' }).click()
		await page.getByText('Das Geheimnis wird nur jetzt angezeigt').waitFor()
		await page.getByRole('button', { name: 'Geheimnis kopieren' }).waitFor()
		const [address = '', secret = ''] = await page.locator('.rest-events code').allTextContents()
		expect((await server.send(address, secret, { type: 'appointment.cancelled', revision: 1, appointment: { id: 'nobody' } })).codes, 'it is signed as it should be').toEqual(['NOT_FOUND'])
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'xconcept-program')
		await page.reload()
		await page.getByRole('button', { name: 'Geheimnis ersetzen' }).waitFor()
		expect(await page.content()).not.toContain(secret)
	})

	it('tells what was sent, and what was given up leads to the overview', async () => {
		const page = await program()
		await page.getByText('Noch wurde nichts gesendet', { exact: false }).waitFor()
		await enterAsPvs('Rita Schnittstelle')
		await expect.poll(() => server.appointments.size, { timeout: 60_000 }).toBe(1)
		const state = async (text: string): Promise<number> => {
			await page.reload()
			await page.locator('.rest-figures').waitFor()
			return page.getByText(text, { exact: false }).count()
		}
		await expect.poll(() => state('Zuletzt abgeglichen'), { timeout: 30_000 }).toBe(1)
		server.script.push({ status: 422 })
		await enterAsPvs('Rudi Schnittstelle')
		await expect.poll(() => state('1 Meldung wurde aufgegeben'), { timeout: 60_000 }).toBe(1)
		await page.getByText('nicht angenommen (HTTP 422)', { exact: false }).waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'xconcept-given-up')
		await page.getByRole('link', { name: 'Warteschlange in der Übersicht ansehen' }).click()
		await page.getByRole('heading', { name: 'Wartende Meldungen an Programme' }).waitFor()
		await page.getByRole('region', { name: 'Wartende Meldungen an Programme' }).getByText('x.concept', { exact: true }).waitFor()
		await picture(page, 'xconcept-queue')
	})

	it('fits a phone in the dark', async () => {
		const page = await program(phone)
		await page.getByRole('button', { name: 'Geheimnis ersetzen' }).waitFor()
		expect(await isNarrow(page), 'nothing is wider than the phone').toBe(true)
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'xconcept-program-phone-dark')
		const form = await settings(phone)
		await form.getByRole('textbox', { name: 'Feld dort' }).first().waitFor()
		expect(await isNarrow(form), 'nothing is wider than the phone').toBe(true)
		await expectAccessible(form, '#sprechstunde')
		await picture(form, 'xconcept-settings-phone-dark')
	})
})
