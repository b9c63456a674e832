// SPDX-License-Identifier: GPL-3.0-or-later

/** What was asked of one address, from where the check ran. */
export interface ReachedAddress {
	readonly address: string
	/** one that the website is to pass on, where anybody wants that */
	readonly isWebsite?: boolean
	/** `dns`: no such host; `port`: nothing listens, or a firewall; `tls`: no encrypted connection; `timeout`: no answer in time */
	readonly failure: 'dns' | 'port' | 'tls' | 'timeout' | null
	/** what TLS said of a failure; '' otherwise */
	readonly reason: string
	/** HTTP status of the last answer; null where there was none */
	readonly status: number | null
	/** addresses that it led to, in turn */
	readonly redirects: readonly string[]
	/** DAV header of OPTIONS names calendar-access (RFC 4791 §5.1); null: not asked */
	readonly speaksCaldav: boolean | null
	/** milliseconds since the epoch until which the certificate is valid; null: no TLS, or not known */
	readonly certificateUntil: number | null
	/** milliseconds by which the other side's Date differs from the clock here; null: not known */
	readonly clockOffset: number | null
}

export interface AccountFacts {
	/** user name of the practice program */
	readonly user: string
	/** name of the connection */
	readonly name: string
	readonly exists: boolean
	readonly enabled: boolean
	readonly hasRole: boolean
	/** app passwords that are not revoked; null: not known */
	readonly passwords: number | null
	/** when it last read and wrote; null: never */
	readonly lastRead: number | null
	readonly lastWrite: number | null
	/** ids of its calendars that it can't reach, of those it should */
	readonly unreachable: readonly string[]
	/** its map shows nothing that tells one patient from another */
	readonly mapIsBlind: boolean
	/** id of its connection; left out where it has none */
	readonly program?: string
	/** the app made it, and may mend it */
	readonly isManaged?: boolean
	/** it is told of appointments over its REST interface, and need not come by itself */
	readonly isTold?: boolean
	/** addresses from which it signed in with a wrong password, and for how many seconds each is slowed down */
	readonly throttles?: readonly { readonly address: string; readonly attempts: number; readonly seconds: number }[]
}

/** Messages to one program that listens, or has a REST interface. */
export interface DeliveryFacts {
	readonly name: string
	readonly waiting: number
	/** since when the oldest of these waits; null: none does */
	readonly waitingSince: number | null
	/** given up */
	readonly dead: number
}

/** An appointment that somebody misses in the practice program. */
export interface ObjectFacts {
	readonly state: 'present' | 'trashed' | 'gone'
	readonly changedAt: number | null
	/** accounts of practice programs that can read it */
	readonly readableBy: readonly string[]
	/** id of the calendar that it stands in */
	readonly calendar?: string
}

/** All that is known; what a place can't know is left out. Instants in milliseconds since the epoch. */
export interface Facts {
	readonly now: number
	/** minutes between two polls, as the practice has set it */
	readonly interval?: number
	readonly addresses?: readonly ReachedAddress[]
	readonly wellKnown?: ReachedAddress
	/** of one account, tried with its password */
	readonly login?: { readonly user: string; readonly result: 'accepted' | 'refused' | 'throttled'; readonly principal: boolean; readonly calendars: number }
	readonly accounts?: readonly AccountFacts[]
	/** ids of calendars that are configured and not there */
	readonly missingCalendars?: readonly string[]
	/** likewise, that lie in the trash */
	readonly trashedCalendars?: readonly string[]
	readonly deliveries?: readonly DeliveryFacts[]
	/** differences between index and calendars; null: not compared */
	readonly indexDifferences?: number | null
	/** when Nextcloud's jobs last ran; null: never */
	readonly jobsRanAt?: number | null
	/** seconds for which this address is slowed down after wrong passwords */
	readonly throttleSeconds?: number
	readonly object?: ObjectFacts
	/** what a written, read and deleted test entry met; null: it went well */
	readonly roundTrip?: { readonly failedAt: 'write' | 'read' | 'delete'; readonly status: number } | null
}
