// SPDX-License-Identifier: GPL-3.0-or-later
import { afterAll, afterEach, expect } from 'vitest'
import { serverErrors } from './client.ts'
import { cleanUp } from './fixtures.ts'

afterEach(() => {
	// whatever a test was about: no input may give a 5xx
	expect(serverErrors.splice(0)).toEqual([])
})

afterAll(cleanUp)
