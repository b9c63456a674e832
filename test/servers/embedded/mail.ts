// SPDX-License-Identifier: GPL-3.0-or-later
import type { Listener } from './objects.ts'
import type { Policy } from './policy.ts'

export function patientMails(_policy: Policy, _smtpPort: number | undefined): { changed: Listener; flush(): Promise<void> } {
	return { changed: () => undefined, flush: async () => undefined }
}
