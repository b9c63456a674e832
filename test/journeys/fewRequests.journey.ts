// SPDX-License-Identifier: GPL-3.0-or-later
// However many rows a page shows, it asks for all of them at once.
import { readFileSync } from 'node:fs'
import { addDays, dayOf, type Practice } from '@sprechstunde/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { practiceFile } from '../servers/stack.ts'
import { login, personsPage } from './browser.ts'
import { storeMany } from './manyAppointments.ts'
import { target } from './target.ts'

const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
beforeAll(async () => {
	// every ninth is a request
	if (target.folder) storeMany(target.folder, practice, 320, addDays(dayOf(Date.now(), practice.practice.timeZone), 220))
}, 300_000)

describe.runIf(target.server.kind === 'nextcloud')('a page with many rows', () => {
	it.each([['', 'li'], ['conflicts', 'h1, h2'], ['waiting', 'h1, h2'], ['overview', 'figure'], ['log', '.log-item']])('/%s asks a handful of questions', async (path, shown) => {
		const page = await personsPage()
		const { user } = target.accounts.admin
		await login(page, user, target.logins?.[user] ?? '')
		const asked: string[] = []
		page.on('request', (request) => { if (/\/apps\/sprechstunde\/api\/|\/remote\.php\/dav\//.test(request.url())) asked.push(`${request.method()} ${new URL(request.url()).pathname}`) })
		await page.goto(`${target.server.url}/index.php/apps/sprechstunde/${path}`)
		await page.locator('main').locator(shown).first().waitFor()
		await page.waitForLoadState('networkidle')
		if (path === '') expect(await page.locator('main li').count(), 'requests on show').toBeGreaterThan(20)
		expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(8)
		await page.context().close()
	})
})
