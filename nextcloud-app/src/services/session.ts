// SPDX-License-Identifier: AGPL-3.0-or-later
import { loadState } from '@nextcloud/initial-state'

/** What the page is told when it is opened. */
export interface Session {
	readonly role: 'staff' | 'admin'
	readonly userId: string
	/** there is no practice yet, and this account may set it up */
	readonly needsSetup?: boolean
	/** IANA name, of the practice */
	readonly timeZone: string
}

const unknown: Session = { role: 'staff', userId: '', timeZone: 'Europe/Berlin' }
let known: Session | null = null

export function session(): Session {
	return known ??= loadState<Session>('sprechstunde', 'config', unknown)
}

export function practiceZone(): string {
	return session().timeZone
}
