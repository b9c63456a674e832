// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig } from 'vitest/config'

// Starts a Nextcloud of its own, whose tables it spoils: SPRECHSTUNDE_RELEASE names the version.
export default defineConfig({
	test: {
		root: import.meta.dirname,
		include: ['*.suite.ts'],
		fileParallelism: false,
		sequence: { concurrent: false },
		testTimeout: 60_000,
		hookTimeout: 300_000,
	},
})
