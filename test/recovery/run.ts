// SPDX-License-Identifier: GPL-3.0-or-later
// Runs what a practice recovers from: `tsx test/recovery/run.ts nextcloud=VERSION [vitest arguments]`; the README beside this file says what that is.
import { runOnServer } from '../runner/onServer.ts'

await runOnServer('test/recovery/vitest.config.ts', { isCalm: false })
