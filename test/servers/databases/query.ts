// SPDX-License-Identifier: GPL-3.0-or-later
import { fileURLToPath } from 'node:url'
import { run } from '../process.ts'

/** How PHP's PDO reaches a database. */
export interface Connection {
	readonly dsn: string
	readonly user?: string
	readonly password?: string
}

export interface Statement {
	readonly sql: string
	readonly values: readonly (string | number)[]
}

export type Row = Readonly<Record<string, string | number | null>>

const script = fileURLToPath(new URL('./query.php', import.meta.url))

/** PHP speaks to all three databases, so there is no client to install; throws what the database says. */
export function query(connection: Connection, statements: readonly Statement[], transaction = true): Row[][] {
	return JSON.parse(run('php', [script], { input: JSON.stringify({ ...connection, statements, transaction }) })) as Row[][]
}
