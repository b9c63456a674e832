// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser has to load before a page of the team begins, as the build left it.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildIfStale } from './servers/build.ts'
import { projectFolder } from './servers/folders.ts'

const folder = join(projectFolder, 'nextcloud-app/js')
const kilobytes = (files: Iterable<string>): number => Math.round([...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1000)

/** A chunk and all that it imports by name, not those that it loads later on. */
function withImports(file: string, found = new Set<string>()): Set<string> {
	if (found.has(file)) return found
	found.add(file)
	for (const [, name = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/\b(?:from|import)"\.\/([^"]+\.mjs)"/g)) withImports(name, found)
	return found
}
const chunk = (name: string): string => readdirSync(folder).find((file) => file.startsWith(`sprechstunde-${name}-`) && file.endsWith('.mjs')) ?? expect.fail(`there is no chunk ${name}`)

describe('the script of the team\'s pages', () => {
	beforeAll(() => { buildIfStale('nextcloud-app', 'js') }, 60_000)

	it('begins with no more than 150 kB, compressed', () => {
		const main = readFileSync(join(folder, 'sprechstunde-main.mjs'), 'utf8')
		expect(main).toMatch(/import\(["'`]\.\/sprechstunde-start-/)
		const first = withImports(chunk('start'))
		expect(first.size).toBeGreaterThan(5)
		expect(kilobytes(first)).toBeLessThanOrEqual(150)
	})

	it('has a chunk of its own for each page, and none of them in the first', () => {
		const first = withImports(chunk('start'))
		const pages = readdirSync(folder).filter((file) => /^sprechstunde-\w+View-.*\.mjs$/.test(file))
		expect(pages.length).toBeGreaterThanOrEqual(10)
		for (const page of pages) {
			expect(first).not.toContain(page)
			expect(kilobytes([...withImports(page)].filter((file) => !first.has(file))), page).toBeLessThanOrEqual(150)
		}
	})
})
