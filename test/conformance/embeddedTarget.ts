// SPDX-License-Identifier: GPL-3.0-or-later
import type { Practice } from '@sprechstunde/core'
import { calendarUrls } from '../servers/accounts.ts'
import type { Embedded } from '../servers/embedded/server.ts'

/** The embedded server as a target of the conformance suite, with the account that has no role. */
export function embeddedTarget({ url, version, accounts }: Embedded, practice: Practice) {
	const ofAccount = ({ user, password }: { user: string; password: string }): { user: string; password: string } => ({ user, password })
	return {
		server: { kind: 'embedded', version, url },
		accounts: Object.fromEntries(Object.entries(accounts).map(([name, account]) => [name, ofAccount(account)])),
		calendars: calendarUrls(url, practice).map(({ id, urls }) => ({ id, urls: { ...urls, none: urls.staff.replace(`/calendars/${accounts.staff.user}/`, `/calendars/${accounts.none.user}/`) } })),
	}
}
