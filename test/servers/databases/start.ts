// SPDX-License-Identifier: GPL-3.0-or-later
import type { DatabaseKind, DatabaseServer } from './database.ts'
import { startMariadb } from './mariadb.ts'
import { startPostgresql } from './postgresql.ts'

/** A private instance; null for SQLite, which needs none. */
export async function startDatabase(kind: DatabaseKind): Promise<DatabaseServer | null> {
	return kind === 'mariadb' ? startMariadb() : kind === 'postgresql' ? startPostgresql() : null
}
