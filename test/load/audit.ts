// SPDX-License-Identifier: GPL-3.0-or-later
import type { DatabaseKind, Row } from '../servers/databases/database.ts'

const columns = 'revision, calendar_id, object_id, start_at, end_at, added'
const values = (row: 'NEW' | 'OLD'): string =>
	`(SELECT n FROM oc_sprechstunde_lock WHERE calendar_id = ${row}.calendar_id), ${row}.calendar_id, ${row}.object_id, ${row}.start_at, ${row}.end_at, ${row === 'NEW' ? 1 : 0}`

/**
 * Has the database itself write down, within each write's transaction, what became busy and what free again, and at which
 * revision of the calendar: the order in which writes took effect, whatever order their answers came in.
 */
export function auditStatements(kind: DatabaseKind): string[] {
	const id = { sqlite: 'INTEGER PRIMARY KEY AUTOINCREMENT', mariadb: 'BIGINT PRIMARY KEY AUTO_INCREMENT', postgresql: 'BIGSERIAL PRIMARY KEY' }[kind]
	const table = `CREATE TABLE audit (id ${id}, ${columns.split(', ').map((name) => `${name} BIGINT`).join(', ')})`
	const insert = (row: 'NEW' | 'OLD'): string => `INSERT INTO audit (${columns}) VALUES (${values(row)})`
	const on = (row: 'NEW' | 'OLD'): string => `${row === 'NEW' ? 'INSERT' : 'DELETE'} ON oc_sprechstunde_occ`
	if (kind === 'postgresql') {
		return [
			table, 'GRANT ALL ON audit TO nextcloud', 'GRANT ALL ON audit_id_seq TO nextcloud',
			...(['NEW', 'OLD'] as const).flatMap((row) => [
				`CREATE FUNCTION audit_${row}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${insert(row)}; RETURN NULL; END $$`,
				`CREATE TRIGGER audit_${row} AFTER ${on(row)} FOR EACH ROW EXECUTE FUNCTION audit_${row}()`,
			]),
		]
	}
	return [table, ...(['NEW', 'OLD'] as const).map((row) => kind === 'sqlite'
		? `CREATE TRIGGER audit_${row} AFTER ${on(row)} BEGIN ${insert(row)}; END`
		: `CREATE TRIGGER audit_${row} AFTER ${on(row)} FOR EACH ROW ${insert(row)}`)]
}

/**
 * Bookings of the website that were granted on time that was busy at that moment; there must be none.
 *
 * @param rows the table, in order of revision and id
 * @param website ids of objects that the website created
 */
export function granted(rows: readonly Row[], website: ReadonlySet<number>): { bookings: number; onBusyTime: string[] } {
	const busy = new Map<string, { object: number; calendar: number; start: number; end: number }>()
	// calendars count their revisions apart: what became busy first is told by the id
	const first = new Map<number, number>()
	for (const row of rows) {
		const object = Number(row['object_id'])
		if (Number(row['added']) === 1) first.set(object, Math.min(first.get(object) ?? Infinity, Number(row['id'])))
	}
	const onBusyTime: string[] = []
	for (const row of rows) {
		const [object, calendar, start, end] = [Number(row['object_id']), Number(row['calendar_id']), Number(row['start_at']), Number(row['end_at'])]
		const key = `${object} ${calendar} ${start} ${end}`
		if (Number(row['added']) === 0) {
			busy.delete(key)
			continue
		}
		if (website.has(object) && first.get(object) === Number(row['id'])) {
			for (const other of busy.values()) {
				if (other.object !== object && other.calendar === calendar && other.start < end && start < other.end) {
					onBusyTime.push(`object ${object} was granted ${start}–${end} in calendar ${calendar} at revision ${row['revision']}, which object ${other.object} had from ${other.start} to ${other.end}`)
				}
			}
		}
		busy.set(key, { object, calendar, start, end })
	}
	return { bookings: [...website].filter((id) => first.has(id)).length, onBusyTime }
}
