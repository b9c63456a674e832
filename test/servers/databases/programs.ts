// SPDX-License-Identifier: GPL-3.0-or-later
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseKind } from './database.ts'

/** Debian keeps servers out of an ordinary account's PATH, and each PostgreSQL in a folder of its own. */
function folders(): string[] {
	const versions = '/usr/lib/postgresql'
	const postgres = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)).map((version) => join(versions, version, 'bin')) : []
	return [...postgres, ...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'].filter((folder) => folder !== '')
}

/** A program's file; null where it isn't installed. */
export function program(name: string): string | null {
	return folders().map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null
}

/** A program's file; throws where it isn't installed. */
export function needed(name: string): string {
	const file = program(name)
	if (file === null) throw new Error(`${name} is not installed`)
	return file
}

const parts: Readonly<Record<DatabaseKind, { readonly programs: readonly string[]; readonly extension: string }>> = {
	sqlite: { programs: [], extension: 'pdo_sqlite' },
	mariadb: { programs: ['mariadbd', 'mariadb-install-db'], extension: 'pdo_mysql' },
	postgresql: { programs: ['postgres', 'initdb'], extension: 'pdo_pgsql' },
}

/** What this machine lacks for a private instance, in words; null where nothing is missing. */
export function databaseLacks(kind: DatabaseKind): string | null {
	const { programs, extension } = parts[kind]
	const wanting = programs.filter((name) => program(name) === null)
	if (!extensions().includes(extension)) wanting.push(`PHP's ${extension}`)
	return wanting.length === 0 ? null : `this machine lacks ${wanting.join(' and ')}`
}

function extensions(): readonly string[] {
	return spawnSync('php', ['-m'], { encoding: 'utf8' }).stdout.toLowerCase().split('\n')
}
