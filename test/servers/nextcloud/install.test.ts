// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyRelease } from './install.ts'

let root: string
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'sprechstunde-install-'))
	for (const name of ['config', 'apps', 'core/fonts']) mkdirSync(join(root, 'release', name), { recursive: true })
	for (const name of ['.htaccess', 'version.php', 'config/CAN_INSTALL', 'apps/app.php']) writeFileSync(join(root, 'release', name), 'as published')
})
afterEach(() => rmSync(root, { recursive: true }))

describe('copyRelease', () => {
	it.each(['release', 'link'])('leaves the release alone whatever is done to the copy (%s)', (name) => {
		symlinkSync(join(root, 'release'), join(root, 'link'))
		const before = readdirSync(join(root, 'release'), { recursive: true }).sort()
		const copy = join(root, 'copy')
		copyRelease({ version: '32.0.1', folder: join(root, name) }, copy)
		expect(readFileSync(join(copy, 'apps/app.php'), 'utf8')).toBe('as published')
		for (const file of ['.htaccess', 'config/CAN_INSTALL', 'config/config.php', 'apps/new.php']) writeFileSync(join(copy, file), 'changed')
		rmSync(join(copy, 'config/CAN_INSTALL'))

		expect(readdirSync(join(root, 'release'), { recursive: true }).sort()).toEqual(before)
		expect(readFileSync(join(root, 'release/.htaccess'), 'utf8')).toBe('as published')
		expect(existsSync(join(root, 'release/config/CAN_INSTALL'))).toBe(true)
	})
})
