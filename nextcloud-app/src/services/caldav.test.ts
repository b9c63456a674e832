// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { address, sameEtag } from './caldav.ts'

describe('address', () => {
	afterEach(() => void vi.unstubAllGlobals())

	it.each([
		['', '/remote.php/dav/x', '/remote.php/dav/x'],
		['/cloud', '/remote.php/dav/x', '/cloud/remote.php/dav/x'],
		['/cloud', '/cloud/remote.php/dav/x', '/cloud/remote.php/dav/x'],
	])('in “%s” of %s is %s', (root, href, path) => {
		vi.stubGlobal('_oc_webroot', root)
		expect(address(href)).toBe(path)
	})
})

describe('sameEtag', () => {
	it.each([['"a"', 'a'], ['"a"', 'W/"a"'], ['"a-gzip"', '"a"'], ['"a"', '"a;gzip"']])('%s is %s', (one, other) => {
		expect(sameEtag(one, other)).toBe(true)
	})

	it('tells versions apart', () => {
		expect(sameEtag('"a"', '"b"')).toBe(false)
	})
})
