// SPDX-License-Identifier: GPL-3.0-or-later
// The guide's addresses behind real web servers: `tsx test/addresses/run.ts nextcloud[=VERSION] [vitest arguments]`; the README beside this file says more.
import { runOnServer } from '../runner/onServer.ts'

await runOnServer('test/addresses/vitest.config.ts')
