// SPDX-License-Identifier: GPL-3.0-or-later
import type { Row, Sql } from '../servers/databases/database.ts'

/** One moment of the database: Nextcloud's calendars and the app's tables. */
export interface Snapshot {
	readonly calendars: readonly Row[]
	/** VEVENT objects, in the trash or not, with their text */
	readonly objects: readonly Row[]
	readonly changes: readonly Row[]
	readonly occurrences: readonly Row[]
	readonly states: readonly Row[]
	readonly outbox: readonly Row[]
}

const calendars = '(SELECT calendar_id FROM oc_sprechstunde_lock)'

/** Reads what the app keeps, and what it keeps it about, in one transaction. */
export function snapshot(sql: Sql): Snapshot {
	const [found = [], objects = [], changes = [], occurrences = [], states = [], outbox = []] = sql(
		`SELECT id, uri, synctoken FROM oc_calendars WHERE id IN ${calendars}`,
		`SELECT id, calendarid, uri, uid, deleted_at, calendardata FROM oc_calendarobjects WHERE calendartype = 0 AND componenttype = 'VEVENT' AND calendarid IN ${calendars}`,
		`SELECT calendarid, MAX(synctoken) AS synctoken FROM oc_calendarchanges WHERE calendartype = 0 AND calendarid IN ${calendars} GROUP BY calendarid`,
		'SELECT calendar_id, object_id, start_at, end_at FROM oc_sprechstunde_occ',
		'SELECT * FROM oc_sprechstunde_state',
		'SELECT * FROM oc_sprechstunde_outbox',
	)
	return { calendars: found, objects, changes, occurrences, states, outbox }
}
