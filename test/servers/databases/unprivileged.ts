// SPDX-License-Identifier: GPL-3.0-or-later
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Who runs a database server: PostgreSQL refuses root. */
export interface Runner {
	/** a new folder that only the runner (and root) can read */
	readonly folder: string
	/** what a command is prefixed with */
	readonly prefix: readonly string[]
}

/** Ourselves; root becomes the first of the accounts that there is, at the last `nobody`. */
export function unprivileged(...accounts: readonly string[]): Runner {
	const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-db-'))
	chmodSync(folder, 0o700)
	if (process.getuid?.() !== 0) return { folder, prefix: [] }
	const { uid, gid } = account([...accounts, 'nobody'])
	chownSync(folder, uid, gid)
	return { folder, prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'] }
}

function account(names: readonly string[]): { uid: number; gid: number } {
	const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
	const line = names.map((name) => lines.find((fields) => fields[0] === name)).find((fields) => fields !== undefined)
	if (line === undefined) throw new Error('this system has no account nobody')
	return { uid: Number(line[2]), gid: Number(line[3]) }
}

/** Runs a command of the runner's to its end; throws with its output when it fails. */
export function runAs(runner: Runner, command: string, args: readonly string[]): void {
	const [first = '', ...rest] = [...runner.prefix, command, ...args]
	const result = spawnSync(first, rest, { encoding: 'utf8', cwd: runner.folder })
	if (result.error) throw new Error(`${first}: ${result.error.message}`)
	if (result.status !== 0) throw new Error(`${command} ended with ${result.status}\n${result.stdout}${result.stderr}`)
}
