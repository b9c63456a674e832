// SPDX-License-Identifier: GPL-3.0-or-later
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomPassword } from '../accounts.ts'
import type { DatabaseServer } from './database.ts'
import { needed } from './programs.ts'
import { serverProcess } from './serverProcess.ts'
import { runAs, unprivileged } from './unprivileged.ts'

/** A MariaDB in a temporary folder, reached by a socket there. */
export async function startMariadb(): Promise<DatabaseServer> {
	const runner = unprivileged('mysql')
	const data = join(runner.folder, 'data')
	const socket = join(runner.folder, 'db.sock')
	const password = randomPassword()
	runAs(runner, needed('mariadb-install-db'), ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'])
	const init = join(runner.folder, 'init.sql')
	writeFileSync(init, [
		'CREATE DATABASE IF NOT EXISTS nextcloud CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;',
		`CREATE USER IF NOT EXISTS nextcloud@localhost IDENTIFIED BY '${password}';`,
		'GRANT ALL ON nextcloud.* TO nextcloud@localhost;', '',
	].join('\n'), { mode: 0o644 })
	const superuser = { dsn: `mysql:unix_socket=${socket};dbname=nextcloud;charset=utf8mb4`, user: 'root', password: '' }
	const server = await serverProcess({
		name: 'MariaDB',
		runner,
		command: needed('mariadbd'),
		args: [
			'--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(runner.folder, 'db.pid')}`, `--init-file=${init}`,
			'--skip-networking', '--skip-log-bin', '--innodb-buffer-pool-size=64M', '--performance-schema=OFF',
			// the machine itself is never taken to fail here, only processes
			'--innodb-flush-log-at-trx-commit=2',
		],
		superuser,
		version: 'SELECT VERSION() AS version',
	})
	return {
		kind: 'mariadb',
		superuser,
		installArguments: ['--database', 'mysql', '--database-host', `localhost:${socket}`, '--database-name', 'nextcloud', '--database-user', 'nextcloud', '--database-pass', password],
		...server,
	}
}
