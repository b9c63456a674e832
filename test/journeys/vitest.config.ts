// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig } from 'vitest/config'

export default defineConfig({
	test: {
		// a chunk that is fetched on demand takes longer than Vitest's second
		expect: { poll: { timeout: 15_000 } },
		root: import.meta.dirname,
		include: ['*.journey.ts'],
		fileParallelism: false,
		testTimeout: 180_000,
		hookTimeout: 60_000,
	},
})
