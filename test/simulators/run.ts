// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a day of each practice program: `[SPRECHSTUNDE_BOOKINGS=200] tsx test/simulators/run.ts nextcloud=VERSION [vitest arguments]`; `-t albis` for one of them.
import { manageUrl } from '../conformance/target.ts'
import { runOnServer } from '../runner/onServer.ts'

await runOnServer('test/simulators/vitest.config.ts', { manageUrl })
