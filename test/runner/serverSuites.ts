// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig, type ViteUserConfig } from 'vitest/config'

/**
 * vitest's configuration for suites that share one server: one after the other, and no answer of 5xx passes.
 *
 * @param root folder of the suites; with an `announce.ts` that says at the end what was tested, where `announces`
 */
export function serverSuites(root: string, { testTimeout = 120_000, hookTimeout = 180_000, announces = true } = {}): ViteUserConfig {
	return defineConfig({
		test: {
			root,
			include: ['*.suite.ts'],
			setupFiles: [new URL('../conformance/setup.ts', import.meta.url).pathname],
			globalSetup: announces ? ['./announce.ts'] : [],
			fileParallelism: false,
			sequence: { concurrent: false },
			testTimeout,
			hookTimeout,
		},
	})
}
