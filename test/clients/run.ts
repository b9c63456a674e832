// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the calendar programs: `tsx test/clients/run.ts SERVER [vitest arguments]`; the README beside this file says which servers.
import { runOnServer } from '../runner/onServer.ts'

await runOnServer('test/clients/vitest.config.ts')
