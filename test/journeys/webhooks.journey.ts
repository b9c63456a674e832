// SPDX-License-Identifier: GPL-3.0-or-later
// The management has a program told of changes: its secret, a signed message, what is given up and sent again.
import { createHmac } from 'node:crypto'
import type { Practice } from '@sprechstunde/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { startReceiver, type Receiver } from '../conformance/receiver.ts'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { enterAsPvs } from './enter.ts'
import { configuration, settings } from './settings.ts'
import { target } from './target.ts'

const phone: BrowserContextOptions = { viewport: { width: 360, height: 800 }, hasTouch: true }
const isNarrow = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

describe.runIf(target.server.kind === 'nextcloud')('webhooks in the settings', () => {
	let before: Practice
	let receiver: Receiver
	let secret = ''
	const about = (uid: string) => receiver.received.filter(({ body }) => body['uid'] === uid)
	const told = (uid: string, times = 1) => expect.poll(() => about(uid).length, { timeout: 60_000 }).toBe(times)
	const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
		const page = await settings('webhooks', options)
		await page.getByRole('button', { name: 'Webhook hinzufügen' }).waitFor()
		return page
	}
	/** The section's only entry, unfolded. */
	const unfolded = async (options: BrowserContextOptions = {}): Promise<Page> => {
		const page = await open(options)
		await page.getByText('Laborsystem').first().click()
		await page.getByRole('button', { name: 'Testen', exact: true }).waitFor()
		return page
	}

	beforeAll(async () => {
		before = await configuration()
		receiver = await startReceiver()
	})
	afterAll(async () => {
		await configuration(before)
		await receiver.close()
	})

	it('are added with an address that is right, and the secret is shown once', async () => {
		const page = await open()
		await page.getByText('Noch kein Programm bekommt Meldungen').waitFor()
		await picture(page, 'webhooks-none')
		await page.getByRole('button', { name: 'Webhook hinzufügen' }).click()
		const dialog = page.getByRole('dialog')
		await dialog.getByRole('textbox', { name: 'Name' }).fill('Laborsystem')
		const address = dialog.getByRole('textbox', { name: 'Adresse' })
		await address.fill('http://labor.example/hooks')
		await dialog.getByText('https://', { exact: false }).first().waitFor()
		expect(await dialog.getByRole('button', { name: 'Hinzufügen' }).isDisabled()).toBe(true)
		await expectAccessible(page, '[role=dialog]')
		await picture(page, 'webhooks-add')
		await address.fill(`${receiver.url}/hooks`)
		await address.press('Enter')
		await page.getByText('Das Geheimnis wird nur jetzt angezeigt').waitFor()
		secret = await page.locator('code').filter({ hasText: /^whsec_/ }).innerText()
		await page.getByRole('button', { name: 'Testen', exact: true }).click()
		await page.getByText('Das Programm hat den Test angenommen (HTTP 200).').waitFor()
		expect(receiver.received.at(-1)?.body['type']).toBe('ping')
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'webhooks-secret')
		const again = await unfolded()
		expect(await again.content()).not.toContain(secret)
		expect((await configuration()).webhooks).toMatchObject([{ name: 'Laborsystem', url: `${receiver.url}/hooks`, active: true }])
	})

	it('hear of an appointment, signed with that secret', async () => {
		const { uid } = await enterAsPvs('Rita Meldung')
		await told(uid)
		const [{ headers, raw } = expect.fail('nothing came')] = about(uid)
		const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${raw}`
		expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(signed).digest('base64')}`)
		expect(raw).not.toContain('Rita')
		const page = await open()
		await expect.poll(async () => {
			await page.reload()
			await page.getByText('Laborsystem').first().waitFor()
			return page.getByText('Zuletzt gemeldet:', { exact: false }).count()
		}, { timeout: 30_000 }).toBe(1)
	})

	it('show what was given up, which the overview sends again', async () => {
		receiver.answer(410)
		const { uid } = await enterAsPvs('Rudi Meldung')
		await told(uid)
		const page = await unfolded({ colorScheme: 'dark' })
		await expect.poll(async () => {
			await page.reload()
			await page.getByText('Laborsystem').first().click()
			await page.getByRole('button', { name: 'Testen', exact: true }).waitFor()
			return page.getByRole('link', { name: 'Warteschlange in der Übersicht ansehen' }).count()
		}, { timeout: 30_000 }).toBe(1)
		// both are said: when it was told last, and when something was given up
		await page.getByText('Zuletzt gemeldet:', { exact: false }).waitFor()
		await page.getByText('Aufgegeben:', { exact: false }).first().waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'webhooks-given-up-dark')
		await page.getByRole('link', { name: 'Warteschlange in der Übersicht ansehen' }).click()
		const queue = page.getByRole('region', { name: 'Wartende Meldungen an Programme' })
		await queue.getByText('Laborsystem').waitFor()
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'webhooks-queue-dark')
		await queue.getByRole('button', { name: 'Jetzt senden' }).click()
		await told(uid, 2)
	})

	it('are among what "Was ist los?" finds, and mends', async () => {
		receiver.answer(410)
		const { uid } = await enterAsPvs('Rosa Meldung')
		await told(uid)
		const page = await teamPage('admin', 'diagnostics', phone)
		const found = page.getByText('Meldungen an „Laborsystem“, die aufgegeben wurden: 1.')
		await expect.poll(async () => {
			await page.reload()
			await page.getByRole('button', { name: 'Noch einmal prüfen' }).waitFor()
			return found.count()
		}, { timeout: 30_000 }).toBe(1)
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'webhooks-diagnostics-phone')
		await page.getByRole('button', { name: 'Alle erneut senden' }).click()
		await found.waitFor({ state: 'detached' })
		await told(uid, 2)
	})

	it('fit a phone, in the light and in the dark, and are taken away there', async () => {
		const light = await unfolded(phone)
		expect(await isNarrow(light), 'nothing is wider than the phone').toBe(true)
		await picture(light, 'webhooks-phone')
		const page = await unfolded({ ...phone, colorScheme: 'dark' })
		expect(await isNarrow(page), 'nothing is wider than the phone').toBe(true)
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'webhooks-phone-dark')
		await page.getByRole('button', { name: 'Entfernen', exact: true }).click()
		await page.getByRole('dialog').getByRole('button', { name: 'Entfernen', exact: true }).click()
		await page.getByText('Noch kein Programm bekommt Meldungen').waitFor()
		expect((await configuration()).webhooks ?? []).toEqual([])
	})
})
