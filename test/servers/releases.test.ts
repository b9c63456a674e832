// SPDX-License-Identifier: GPL-3.0-or-later
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseRelease, locateReleases } from './releases.ts'

let folder: string
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sprechstunde-releases-'))
	vi.stubEnv('XDG_CACHE_HOME', folder)
	vi.stubEnv('NEXTCLOUD_ROOT', '')
})
afterEach(() => {
	vi.unstubAllEnvs()
	rmSync(folder, { recursive: true })
})

function unpacked(path: string, version: string): void {
	mkdirSync(path, { recursive: true })
	writeFileSync(join(path, 'occ'), '')
	writeFileSync(join(path, 'version.php'), `<?php\n$OC_VersionString = '${version}';\n`)
}

describe('locateReleases', () => {
	it('finds every unpacked release of the cache folder, oldest first, and nothing else', () => {
		for (const version of ['34.0.1', '32.0.1', '32.0.10']) unpacked(join(folder, 'sprechstunde', `nextcloud-${version}`), version)
		mkdirSync(join(folder, 'sprechstunde/nextcloud-33.0.0'))
		mkdirSync(join(folder, 'sprechstunde/nextcloud-35.0.0.part'))
		expect(locateReleases().map(({ version }) => version)).toEqual(['32.0.1', '32.0.10', '34.0.1'])
	})

	it('takes NEXTCLOUD_ROOT alone', () => {
		unpacked(join(folder, 'sprechstunde/nextcloud-32.0.1'), '32.0.1')
		unpacked(join(folder, 'mine'), '33.0.4')
		vi.stubEnv('NEXTCLOUD_ROOT', join(folder, 'mine'))
		expect(locateReleases()).toEqual([{ version: '33.0.4', folder: join(folder, 'mine') }])
	})

	it('says so where NEXTCLOUD_ROOT holds none', () => {
		vi.stubEnv('NEXTCLOUD_ROOT', folder)
		expect(() => locateReleases()).toThrow('NEXTCLOUD_ROOT')
	})
})

describe('chooseRelease', () => {
	const releases = ['32.0.1', '32.0.10', '34.0.1'].map((version) => ({ version, folder: version }))
	it.each([[undefined, '32.0.1'], ['34', '34.0.1'], ['32.0.1', '32.0.1'], ['32', '32.0.10'], ['3', undefined], ['33', undefined]])('%s → %s', (wanted, version) => {
		expect(chooseRelease(releases, wanted)?.version).toBe(version)
	})
	it('takes the newest where the preferred one is missing', () => {
		expect(chooseRelease(releases.slice(1))?.version).toBe('34.0.1')
		expect(chooseRelease([])).toBeNull()
	})
})
