// SPDX-License-Identifier: GPL-3.0-or-later
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { commandSettings } from './occ.ts'

const script = fileURLToPath(new URL('./database.php', import.meta.url))

export type Row = Readonly<Record<string, string | number | null>>

/** Runs statements (`*PREFIX*` before a table's name, `?` for parameters) on an installation's database, whichever it is; the rows of each SELECT, else the number of rows changed. */
export function database(folder: string, statements: readonly (readonly [sql: string, ...parameters: (string | number)[]])[]): (Row[] | number)[] {
	const input = JSON.stringify(statements.map(([sql, ...parameters]) => [sql, parameters]))
	const done = spawnSync('php', [...commandSettings(folder), script], { cwd: folder, input, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
	if (done.status !== 0) throw new Error(`database: ${done.stdout}${done.stderr}`)
	return JSON.parse(done.stdout) as (Row[] | number)[]
}

/** The rows of one SELECT. */
export function select(folder: string, sql: string, ...parameters: (string | number)[]): Row[] {
	const [rows] = database(folder, [[sql, ...parameters]])
	return Array.isArray(rows) ? rows : []
}
