// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the journeys through website and inbox in Chromium: `tsx test/journeys/run.ts SERVER [vitest arguments]`.
import { runOnServer } from '../runner/onServer.ts'

await runOnServer('test/journeys/vitest.config.ts', { website: true })
