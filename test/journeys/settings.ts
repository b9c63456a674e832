// SPDX-License-Identifier: GPL-3.0-or-later
import type { Practice } from '@sprechstunde/core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { teamPage } from './browser.ts'
import { target } from './target.ts'

const { admin } = target.accounts

/** The practice configuration; stored before where one is given. */
export async function configuration(document?: Practice): Promise<Practice> {
	const answer = await fetch(`${target.server.url}/ocs/v2.php/apps/sprechstunde/api/v1/configuration`, {
		headers: { Authorization: `Basic ${Buffer.from(`${admin.user}:${admin.password}`).toString('base64')}`, 'OCS-APIRequest': 'true', Accept: 'application/json', 'Content-Type': 'application/json' },
		...(document === undefined ? {} : { method: 'PUT', body: JSON.stringify(document) }),
	})
	expect(answer.status).toBe(200)
	return (await answer.json() as { ocs: { data: Practice } }).ocs.data
}

/** A section of the settings, as the practice's management sees it. */
export function settings(section: string, options: BrowserContextOptions = {}): Promise<Page> {
	return teamPage('admin', `settings/${section}`, options)
}
/** What is not saved yet. */
export const bar = (page: Page) => page.getByRole('region', { name: 'Ungespeicherte Änderungen' })
export async function save(page: Page): Promise<void> {
	await bar(page).getByRole('button', { name: 'Speichern' }).click()
	await bar(page).waitFor({ state: 'detached' })
}
