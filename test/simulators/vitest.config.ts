// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig } from 'vitest/config'

// One after the other: the programs share one server, and its calendars.
export default defineConfig({
	test: {
		root: import.meta.dirname,
		include: ['*.suite.ts'],
		setupFiles: ['../conformance/setup.ts'],
		fileParallelism: false,
		sequence: { concurrent: false },
		testTimeout: 120_000,
		hookTimeout: 180_000,
	},
})
