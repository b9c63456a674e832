// SPDX-License-Identifier: GPL-3.0-or-later
// The patient's own appointment in English, and what the website's routes for it refuse.
import { describe, expect, it } from 'vitest'
import { expectAccessible, personsPage, picture } from './browser.ts'
import { linksToWebsite } from './links.ts'
import { birthDate, linkOf, patient, selector } from './ownAppointment.ts'
import { target } from './target.ts'

linksToWebsite()

describe('a patient with the link from a mail', () => {
	it.each([['light', 1280], ['dark', 390]] as const)('reads it in English, %s, %i wide', async (colorScheme, width) => {
		const link = await linkOf(patient('Ann English'))
		const page = await personsPage({ viewport: { width, height: 800 }, colorScheme, locale: 'en-GB' })
		await page.route((url) => url.href.startsWith(target.website?.bookingPage ?? ''), async (route) => {
			const answer = await route.fetch()
			await route.fulfill({ response: answer, body: (await answer.text()).replace('&quot;language&quot;:&quot;de&quot;', '&quot;language&quot;:&quot;en&quot;') })
		})
		await page.goto(link)
		// a theme that is dark
		if (colorScheme === 'dark') await page.addStyleTag({ content: 'body { background: #14181c; color: #e8e8e8; --wp--preset--color--contrast: #e8e8e8; --wp--preset--color--base: #14181c }' })
		const block = page.locator(selector)
		await block.getByLabel('Birth date').fill(birthDate)
		await page.keyboard.press('Enter')
		await block.getByRole('heading', { name: 'Requested, not confirmed yet' }).waitFor()
		await expectAccessible(page, selector)
		await picture(page, `own-en-${colorScheme}-1`)
		await block.getByRole('button', { name: 'Move the appointment' }).click()
		await block.locator('.sprechstunde__times input').first().check({ force: true })
		await picture(page, `own-en-${colorScheme}-2`)
		await block.getByRole('button', { name: 'Continue' }).click()
		await block.getByRole('heading', { name: 'Move it to this time?' }).waitFor()
		await expectAccessible(page, selector)
		await picture(page, `own-en-${colorScheme}-3`)
	})
})

describe('the website\'s routes for an appointment', () => {
	const route = (action: string): string => `${target.website?.url ?? ''}/index.php?rest_route=/sprechstunde/v1/appointment/${action}`

	it('change nothing by GET, take JSON of this site only, and refuse what is no link', async () => {
		for (const action of ['view', 'cancel', 'reschedule']) expect((await fetch(route(action))).status).toBe(404)
		const post = async (body: string, headers: Record<string, string> = {}) => {
			const answer = await fetch(route('view'), { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } })
			return { status: answer.status, code: ((await answer.json()) as { code: string }).code, cache: answer.headers.get('cache-control') }
		}
		const invalid = JSON.stringify({ token: 'A'.repeat(22), birthDate })
		expect(await post(invalid)).toEqual({ status: 403, code: 'LINK_INVALID', cache: 'no-store' })
		expect((await post(invalid, { Origin: 'https://evil.example' })).code).toBe('ORIGIN_FOREIGN')
		expect((await post(JSON.stringify({ token: ['x'], birthDate }))).code).toBe('REQUEST_MALFORMED')
		expect((await post(JSON.stringify({ birthDate }))).code).toBe('REQUEST_MALFORMED')
	})
})
