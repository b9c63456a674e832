// SPDX-License-Identifier: GPL-3.0-or-later

/** How a write ended for the program: done, or with what it shows its user. */
export type Outcome = { readonly done: true } | { readonly done: false; readonly shown: string }

/** What a synchronisation brought, as UIDs. */
export interface Pulled {
	/** new or changed on the server since the last one */
	readonly changed: readonly string[]
	readonly removed: readonly string[]
}

/** Values of a VEVENT's properties: text unescaped, times as `YYYYMMDDTHHMMSSZ`; null drops the property. */
export type Changes = Readonly<Record<string, string | null>>

/** A calendar program with a copy of one calendar, by its own means only. */
export interface Replica {
	/** Names and addresses of the calendars that it finds from the server's address and a login alone. */
	readonly calendars: () => Promise<readonly { readonly name: string; readonly url: string }[]>
	/** Brings what changed since the last call; the first call brings everything. */
	readonly pull: () => Promise<Pulled>
	/** Its copy of an event as iCalendar; null where it has none. */
	readonly read: (uid: string) => Promise<string | null>
	/** Stores a new VCALENDAR. */
	readonly create: (ics: string) => Promise<Outcome>
	readonly edit: (uid: string, changes: Changes) => Promise<Outcome>
	/** Writes a VCALENDAR over the one that its copy is of, on the condition that the copy is still current. */
	readonly replace?: (uid: string, ics: string) => Promise<Outcome>
	readonly remove: (uid: string) => Promise<Outcome>
	/** After a refusal: takes the server's version instead of its own. */
	readonly giveUp: (uid: string) => Promise<void>
	/** Keeps what it has now; the answer brings that back, as a restored backup would. */
	readonly backup?: () => () => void
	readonly close: () => Promise<void>
}

export interface Opening {
	/** the server's root, or what the program is told in its place */
	readonly server: string
	/** what it is told in place of the server's address: `calendar` alone, or its principal's address, in `server` */
	readonly told?: 'calendar' | 'principal'
	/** it compares the calendar's CTag before it asks what changed */
	readonly comparesTag?: boolean
	/** path of the DAV root, for programs that are told it; Nextcloud's own when absent */
	readonly root?: string
	readonly user: string
	readonly password: string
	/** the calendar's address as this account reaches it */
	readonly calendar: string
}

export interface Program {
	readonly name: string
	/** null where it isn't installed */
	readonly version: string | null
	/** whether it notices that somebody else changed what it is about to overwrite */
	readonly careful: boolean
	readonly open: (opening: Opening) => Promise<Replica>
}
