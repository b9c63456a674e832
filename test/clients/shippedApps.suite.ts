// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { occ } from '../servers/nextcloud/occ.ts'

/** The folder of the Nextcloud under test, where this run started it. */
const { folder } = JSON.parse(readFileSync(process.env.SPRECHSTUNDE_TARGET as string, 'utf8')) as { readonly folder?: string | null }

describe.skipIf(folder === undefined || folder === null)('Nextcloud\'s own apps', () => {
	it('are enabled as they are shipped, but for the wizard that covers the first page', () => {
		const at = folder as string
		const { defaultEnabled, alwaysEnabled } = JSON.parse(readFileSync(join(at, 'core/shipped.json'), 'utf8')) as Record<'defaultEnabled' | 'alwaysEnabled', string[]>
		const { enabled } = JSON.parse(occ(at, ['app:list', '--output=json'])) as { readonly enabled: Readonly<Record<string, string>> }
		const expected = [...defaultEnabled, ...alwaysEnabled].filter((name) => existsSync(join(at, 'apps', name)))
		expect(expected.length).toBeGreaterThan(30)
		expect(expected.filter((name) => !(name in enabled))).toEqual(['firstrunwizard'])
		expect(enabled).toHaveProperty('sprechstunde')
	})
})
