// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded by suites only: it needs a target when it is loaded.
import { target } from './target.ts'

const management = target().accounts.admin?.user ?? ''
/** The management with its own password, as somebody in a browser confirms it; for targets that name it (`canConfirm`). */
export const confirmed = { Authorization: `Basic ${Buffer.from(`${management}:${target().logins?.[management] ?? ''}`).toString('base64')}` }
export const canConfirm = target().logins?.[management] !== undefined
