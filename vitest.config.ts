// SPDX-License-Identifier: GPL-3.0-or-later
import { defineConfig } from 'vitest/config'

// What needs a server (conformance, journeys) has a runner of its own: see test/run.ts.
export default defineConfig({
	test: {
		include: ['shared/src/**/*.test.ts', 'shared/cli/**/*.test.ts', 'test/*.test.ts', 'test/servers/**/*.test.ts', 'test/runner/**/*.test.ts', 'test/bench/**/*.test.ts', 'test/load/**/*.test.ts', 'test/agreement/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/fuzz/**/*.test.ts', 'test/simulators/**/*.test.ts', 'nextcloud-app/src/**/*.test.ts', 'wordpress-plugin/src/**/*.test.ts'],
	},
})
