// SPDX-License-Identifier: GPL-3.0-or-later
import { serverSuites } from '../runner/serverSuites.ts'

// One after the other: the programs share one server, and its calendars.
export default serverSuites(import.meta.dirname, { announces: false })
