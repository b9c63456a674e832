// SPDX-License-Identifier: GPL-3.0-or-later
import { serverSuites } from '../runner/serverSuites.ts'

// One after the other, on one Nextcloud whose calendars, app and mail server go away and come back.
export default serverSuites(import.meta.dirname)
