// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the conformance suite: `tsx test/conformance/run.ts SERVER [vitest arguments]`; the README beside this file says which servers.
import { runOnServer } from '../runner/onServer.ts'
import { manageUrl } from './target.ts'

await runOnServer('test/conformance/vitest.config.ts', { manageUrl })
