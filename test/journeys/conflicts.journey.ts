// SPDX-License-Identifier: GPL-3.0-or-later
// The practice software overwrites what a patient has just changed: both versions are shown, and the patient's holds again with one click.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { inside } from '../conformance/inside.ts'
import { expectAccessible, picture, teamPage } from './browser.ts'
import { enterAsPvs } from './enter.ts'
import { readAsPvs, target } from './target.ts'


const startOf = (text: string): string => /BEGIN:VEVENT[\s\S]*?^DTSTART[^:]*:(\S+)/m.exec(text)?.[1] ?? ''

/** An appointment that the patient moved by two hours, and the practice software, which had not seen it, changed. @returns its patient's name and both starts */
async function conflicted(name: string): Promise<{ name: string; moved: string; stored: string }> {
	const full = `${name} ${randomUUID().slice(0, 6)}`
	const { calendar, uid } = await enterAsPvs(full)
	const old = await readAsPvs(full)
	const event = (text: string, change: (start: string) => string): string => text.replace(/BEGIN:VEVENT[\s\S]*END:VEVENT/, (part) => part.replace(/^(DTSTART|DTEND)([^:\r\n]*):(\d{8})T(\d{2})/gm, (_, property: string, params: string, day: string, hour: string) => `${property}${params}:${day}T${change(hour)}`))
	const later = event(old?.text ?? '', (hour) => String(Number(hour) + 2).padStart(2, '0'))
	inside({ calendar, uri: `${uid}.ics` }, { do: 'write', ics: later.replace('STATUS:CONFIRMED', 'STATUS:TENTATIVE') })
	const { user, password } = target.accounts.pvs
	const answer = await fetch(old?.url ?? '', {
		method: 'PUT', body: (old?.text ?? '').replace('END:VEVENT', 'X-VISIT-REASON:Kontrolle\r\nEND:VEVENT'),
		headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'Content-Type': 'text/calendar; charset=utf-8', 'If-Match': old?.etag ?? '' },
	})
	expect(answer.status, await answer.text()).toBeLessThan(300)
	return { name: full, moved: startOf(later), stored: startOf(old?.text ?? '') }
}

function conflicts(options: BrowserContextOptions = {}): Promise<Page> {
	return teamPage('staff', 'conflicts', options)
}

describe.runIf(target.server.kind === 'nextcloud')('conflicts', () => {
	it('shows both versions, and restores the one that was overwritten', async () => {
		const { name, moved, stored } = await conflicted('Karl Konflikt')
		expect(startOf((await readAsPvs(name))?.text ?? '')).toBe(stored)
		const page = await conflicts()
		await page.locator('[data-conflict]').filter({ hasText: name }).getByRole('link').click()
		await page.getByRole('heading', { name }).waitFor()
		const table = page.getByRole('table')
		await table.getByText('Gilt jetzt').waitFor()
		expect(await table.getByRole('columnheader').allTextContents()).toEqual([expect.stringContaining('Überschrieben'), expect.stringMatching(/Praxissoftware.*Gilt jetzt/s)])
		expect(await table.getByRole('row', { name: /^Zeit/ }).getByRole('cell').allTextContents()).toHaveLength(2)
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'conflict-both')
		await page.getByRole('button', { name: 'Überschriebene Fassung wiederherstellen' }).click()
		await expect.poll(async () => startOf((await readAsPvs(name))?.text ?? ''), { timeout: 15_000 }).toBe(moved)
		await page.getByText(/^Erledigt am/).waitFor()
		await page.getByRole('button', { name: 'Fassung der Praxissoftware wiederherstellen' }).waitFor()
	})

	it('on a phone in the dark, it is left as it is', async () => {
		const { name, stored } = await conflicted('Lena Lassen')
		const page = await conflicts({ viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: 'dark' })
		await page.locator('[data-conflict]').filter({ hasText: name }).getByRole('link').click()
		await page.getByRole('button', { name: 'So lassen' }).waitFor()
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing is wider than the phone').toBe(true)
		await expectAccessible(page, '#sprechstunde')
		await picture(page, 'conflict-phone')
		await page.getByRole('button', { name: 'So lassen' }).click()
		await page.getByText(/^Erledigt am/).waitFor()
		expect(startOf((await readAsPvs(name))?.text ?? '')).toBe(stored)
	})
})
