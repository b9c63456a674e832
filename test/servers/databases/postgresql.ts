// SPDX-License-Identifier: GPL-3.0-or-later
import { join } from 'node:path'
import { randomPassword } from '../accounts.ts'
import type { DatabaseServer } from './database.ts'
import { needed } from './programs.ts'
import { query } from './query.ts'
import { serverProcess } from './serverProcess.ts'
import { runAs, unprivileged } from './unprivileged.ts'

/** A PostgreSQL in a temporary folder, reached by a socket there. */
export async function startPostgresql(): Promise<DatabaseServer> {
	const runner = unprivileged('postgres')
	const data = join(runner.folder, 'data')
	const password = randomPassword()
	// nobody but the runner and root gets to the socket, so it needs no password
	runAs(runner, needed('initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'])
	const at = (database: string) => ({ dsn: `pgsql:host=${runner.folder};dbname=${database}`, user: 'postgres' })
	const server = await serverProcess({
		name: 'PostgreSQL',
		runner,
		command: needed('postgres'),
		args: [
			'-D', data, '-k', runner.folder, '-c', 'listen_addresses=', '-c', 'max_connections=60', '-c', 'autovacuum=off',
			// the machine itself is never taken to fail here, only processes
			'-c', 'fsync=off',
		],
		superuser: at('postgres'),
		version: 'SELECT current_setting(\'server_version\') AS version',
	})
	for (const sql of [`CREATE ROLE nextcloud LOGIN PASSWORD '${password}'`, 'CREATE DATABASE nextcloud OWNER nextcloud TEMPLATE template0 ENCODING \'UTF8\'']) {
		query(at('postgres'), [{ sql, values: [] }], false)
	}
	return {
		kind: 'postgresql',
		superuser: at('nextcloud'),
		installArguments: ['--database', 'pgsql', '--database-host', runner.folder, '--database-name', 'nextcloud', '--database-user', 'nextcloud', '--database-pass', password],
		...server,
	}
}
