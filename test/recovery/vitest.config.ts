// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig } from 'vitest/config'

// One after the other, on one Nextcloud whose calendars, app and mail server go away and come back.
export default defineConfig({
	test: {
		root: import.meta.dirname,
		include: ['*.suite.ts'],
		setupFiles: ['../conformance/setup.ts'],
		globalSetup: ['./announce.ts'],
		fileParallelism: false,
		sequence: { concurrent: false },
		testTimeout: 120_000,
		hookTimeout: 180_000,
	},
})
