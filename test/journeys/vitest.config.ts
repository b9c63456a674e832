// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig } from 'vitest/config'

export default defineConfig({
	test: {
		root: import.meta.dirname,
		include: ['*.journey.ts'],
		fileParallelism: false,
		testTimeout: 180_000,
		hookTimeout: 60_000,
	},
})
