// SPDX-License-Identifier: GPL-3.0-or-later
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { occ } from '../servers/nextcloud/occ.ts'
import { practiceFile } from '../servers/stack.ts'
import { target } from './target.ts'

/** The sample practice, with the page to which the links in mails lead. Nothing where the server is no Nextcloud: it has the page it was started with. */
export function linksTo(manageUrl: string | null): void {
	if (target.folder === null) return
	const made = mkdtempSync(join(tmpdir(), 'sprechstunde-practice-'))
	const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as { website: object }
	writeFileSync(join(made, 'practice.json'), JSON.stringify({ ...practice, website: { ...practice.website, manageUrl } }))
	occ(target.folder, ['sprechstunde:provision', join(made, 'practice.json')])
	rmSync(made, { recursive: true })
}

/** While the tests of the calling file run, the links in mails lead to the website. */
export function linksToWebsite(): void {
	beforeAll(() => { linksTo(target.website?.bookingPage ?? null) })
	afterAll(() => { linksTo(target.manageUrl) })
}
