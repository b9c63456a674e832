// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { launch, run, type Launched } from '../process.ts'
import { commandSettings } from './occ.ts'

/**
 * Nextcloud's worker for background jobs, for the app's own jobs only: Nextcloud's many others all become due
 * after an installation, and on SQLite they would lock out requests. Null where the app has no jobs.
 */
export function startJobs(folder: string, log: string): Launched | null {
	const classes = jobClasses(join(folder, 'apps/sprechstunde/lib'))
	if (classes.length === 0) return null
	return launch({
		name: 'background jobs',
		command: 'php',
		args: [...commandSettings(folder), 'occ', 'background-job:worker', '-v', ...classes],
		cwd: folder,
		log,
	})
}

/** A worker that was ended in the middle of a job leaves it reserved for twelve hours. */
export function releaseJobs(data: string): void {
	const database = join(data, 'owncloud.db')
	if (!existsSync(database)) return
	run('php', ['-r', '$db = new PDO("sqlite:" . $argv[1]); $db->exec("UPDATE oc_jobs SET reserved_at = 0");', '--', database])
}

function jobClasses(lib: string): string[] {
	if (!existsSync(lib)) return []
	return readdirSync(lib, { recursive: true }).map(String).filter((name) => name.endsWith('.php')).flatMap((name) => {
		const text = readFileSync(join(lib, name), 'utf8')
		const named = /^(?:final )?(?:readonly )?class (\w+) extends \\?(?:\w+\\)*(?:Timed|Queued)Job\b/m.exec(text)?.[1]
		const space = /^namespace ([\w\\]+);/m.exec(text)?.[1]
		return named && space ? [`${space}\\${named}`] : []
	})
}
