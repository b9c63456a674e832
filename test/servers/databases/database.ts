// SPDX-License-Identifier: GPL-3.0-or-later
import { query, type Connection, type Row } from './query.ts'

export const databaseKinds = ['sqlite', 'mariadb', 'postgresql'] as const
export type DatabaseKind = (typeof databaseKinds)[number]
export const databaseNames: Readonly<Record<DatabaseKind, string>> = { sqlite: 'SQLite', mariadb: 'MariaDB', postgresql: 'PostgreSQL' }

/** A database server of our own, which ends with us. Nothing of it listens on a port. */
export interface DatabaseServer {
	readonly kind: DatabaseKind
	/** of the server, as it names itself */
	readonly version: string
	/** the account that may do everything, and that a read-only server still lets write */
	readonly superuser: Connection
	/** arguments of `occ maintenance:install` */
	readonly installArguments: readonly string[]
	/** process that has to be hindered where its disk is to be full */
	readonly pid: () => number
	/** ends the server at once, as a crash does; `start` brings it back with its data */
	readonly crash: () => Promise<void>
	readonly start: () => Promise<void>
	/** ends it and removes its data */
	readonly stop: () => Promise<void>
}

export type Sql = (...statements: readonly (string | readonly [string, ...(string | number)[]])[]) => Row[][]

/** Runs statements over one connection in one transaction that sees one moment of the database; the rows of each. */
export function sqlOf(connection: Connection): Sql {
	return (...statements) => query(connection, statements.map((one) => typeof one === 'string' ? { sql: one, values: [] } : { sql: one[0], values: one.slice(1) }))
}

export type { Connection, Row }
