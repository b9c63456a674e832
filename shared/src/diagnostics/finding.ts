// SPDX-License-Identifier: GPL-3.0-or-later
import type { FindingCode } from './findings.ts'

/** Something that is wrong. */
export interface Finding {
	readonly code: FindingCode
	/** what its text says; `program`: id of the connection that it is about */
	readonly params: Readonly<Record<string, string | number>>
}

export function finding(code: FindingCode, params: Finding['params'] = {}): Finding {
	return { code, params }
}
