// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig } from 'vitest/config'

// One after the other: the suites share one server, and its calendars.
export default defineConfig({
	test: {
		root: import.meta.dirname,
		include: ['*.suite.ts'],
		setupFiles: ['./setup.ts'],
		globalSetup: ['./announce.ts'],
		fileParallelism: false,
		sequence: { concurrent: false },
		testTimeout: 60_000,
		hookTimeout: 600_000,
	},
})
