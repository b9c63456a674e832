// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the journeys through website and inbox in Chromium: `tsx test/journeys/run.ts SERVER [vitest arguments]`.
import { manageUrl } from '../conformance/target.ts'
import { runOnServer } from '../runner/onServer.ts'

// mails have links to a page, so that every server has them; the page itself is the website's, whose address nobody knows before it runs
await runOnServer('test/journeys/vitest.config.ts', { website: true, manageUrl })
