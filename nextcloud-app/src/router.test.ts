// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { baseOf } from './router.ts'

describe('baseOf', () => {
	it.each([
		['/apps/sprechstunde/', '/apps/sprechstunde'],
		['/index.php/apps/sprechstunde/calendar', '/index.php/apps/sprechstunde'],
		['/cloud/index.php/apps/sprechstunde', '/cloud/index.php/apps/sprechstunde'],
		['/elsewhere', '/apps/sprechstunde'],
	])('of %s is %s', (pathname, base) => {
		expect(baseOf(pathname)).toBe(base)
	})
})
