// SPDX-License-Identifier: GPL-3.0-or-later
import { serverSuites } from '../runner/serverSuites.ts'

export default serverSuites(import.meta.dirname, { testTimeout: 60_000, hookTimeout: 600_000 })
