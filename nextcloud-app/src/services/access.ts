// SPDX-License-Identifier: AGPL-3.0-or-later
import { post } from './ocs.ts'
import type { Connection } from './setup.ts'

/** An app password for an account of the website or of the practice software; the server keeps no copy that could be read. Rejects with an AxiosError. */
export const createAccess = (role: 'booking' | 'pvs', account: string): Promise<Connection> => post('access', { role, account })
