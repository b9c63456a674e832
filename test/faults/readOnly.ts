// SPDX-License-Identifier: GPL-3.0-or-later
import { chmodSync, existsSync } from 'node:fs'
import type { World } from '../load/world.ts'
import { query } from '../servers/databases/query.ts'

/** How the database is made to refuse every write, and made to take them again. */
export function readOnly(world: World): { readonly prefix: readonly string[]; readonly begin: () => void; readonly end: () => void } {
	const { connection } = world.nextcloud
	const say = (sql: string) => (): void => { query(connection, [{ sql, values: [] }], false) }
	switch (world.options.database) {
		case 'mariadb':
			return { prefix: [], begin: say('SET GLOBAL read_only = 1'), end: say('SET GLOBAL read_only = 0') }
		case 'postgresql':
			return { prefix: [], begin: say('ALTER ROLE nextcloud SET default_transaction_read_only = on'), end: say('ALTER ROLE nextcloud RESET default_transaction_read_only') }
		case 'sqlite': {
			const file = connection.dsn.replace(/^sqlite:/, '')
			const mode = (bits: number) => (): void => {
				for (const name of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(name)) chmodSync(name, bits)
			}
			// root may write whatever a file's mode says, unless it gives that up
			const prefix = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override', '--'] : []
			return { prefix, begin: mode(0o444), end: mode(0o644) }
		}
	}
}
