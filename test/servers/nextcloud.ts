// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundlePhp, buildIfStale } from './build.ts'
import type { Account, Accounts } from './accounts.ts'
import type { DatabaseKind, DatabaseServer } from './databases/database.ts'
import type { Connection } from './databases/query.ts'
import { startDatabase } from './databases/start.ts'
import { made } from './folders.ts'
import { addGuest } from './nextcloud/guest.ts'
import { copyApp, copyRelease, installNextcloud, installedIn, provision, refreshApp } from './nextcloud/install.ts'
import { releaseJobs, startJobs } from './nextcloud/jobs.ts'
import { startNode } from './nextcloud/node.ts'
import { occ } from './nextcloud/occ.ts'
import { systemConfig } from './nextcloud/systemConfig.ts'
import { freePort } from './ports.ts'
import type { Release } from './releases.ts'

export interface NextcloudOptions {
	readonly release: Release
	/** folder for installation, data and logs; kept between starts */
	readonly stateDir: string
	/** sample practice, path of its JSON file */
	readonly practiceFile: string
	/** port of the mail catcher */
	readonly smtpPort: number
	/** port that is taken where it is free */
	readonly port?: number
	/** throws an existing installation away first */
	readonly reset?: boolean
	/** processes of each node that answer requests */
	readonly workers?: number
	/** web servers that share the installation and its database; 1 when absent */
	readonly nodes?: number
	/** SQLite when absent; the others are private instances, and such an installation is new at each start */
	readonly database?: DatabaseKind
	/** adds an account without a role, with which the practice's calendars are shared */
	readonly guest?: boolean
	/** false: no background jobs run beside the requests; mails then wait */
	readonly jobs?: boolean
	/** false: the app is there, but no practice has been set up */
	readonly withPractice?: boolean
	/** false: Nextcloud alone, for comparison */
	readonly withApp?: boolean
}

export interface Nextcloud {
	readonly url: string
	/** of every node, the first is `url` */
	readonly nodes: readonly string[]
	readonly version: string
	/** the account that may do everything in the database */
	readonly connection: Connection
	/** null: SQLite */
	readonly database: DatabaseServer | null
	/** app passwords per role */
	readonly accounts: Accounts & { readonly none?: Account }
	/** passwords for the login page, by user name; `admin` is Nextcloud's own administrator */
	readonly logins: Readonly<Record<string, string>>
	readonly folder: string
	readonly log: string
	/** Runs `occ`; throws with its output when it fails. */
	readonly occ: (args: readonly string[], env?: Readonly<Record<string, string>>) => string
	readonly stop: () => Promise<void>
}

/**
 * Installs (first time) and starts a real Nextcloud with the app and the sample practice, a web server with several
 * workers, and the worker for the app's background jobs, so that mails go out at once. The release's own folder is never changed.
 */
export async function startNextcloud(options: NextcloudOptions): Promise<Nextcloud> {
	const { release, stateDir } = options
	if (options.reset) rmSync(stateDir, { recursive: true, force: true })
	const folder = join(made(stateDir), 'server')
	const logs = made(join(stateDir, 'logs'))
	const withApp = options.withApp ?? true
	if (withApp) {
		bundlePhp('nextcloud-app')
		buildIfStale('nextcloud-app', 'js')
	}

	const database = await startDatabase(options.database ?? 'sqlite')
	let installed = database === null ? installedIn(stateDir, release) : null
	if (!installed) {
		rmSync(stateDir, { recursive: true, force: true })
		made(logs)
		copyRelease(release, folder)
	}
	const configure = (url: string): void => { writeFileSync(join(folder, 'config/sprechstunde.config.php'), systemConfig({ url, smtpPort: options.smtpPort })) }
	configure('http://127.0.0.1')
	if (withApp) copyApp(folder)
	installed ??= installNextcloud(stateDir, folder, release, database?.installArguments)
	if (withApp) {
		refreshApp(stateDir, folder)
		if (options.withPractice ?? true) provision(stateDir, folder, options.practiceFile)
	}
	releaseJobs(join(stateDir, 'data'))

	const log = join(logs, 'web.log')
	// only now: others could take it while all that is done
	const port = await freePort(options.port)
	const url = `http://127.0.0.1:${port}`
	configure(url)
	const nodes = await Promise.all(Array.from({ length: options.nodes ?? 1 }, (_, index) =>
		startNode({ name: `Nextcloud ${release.version}, node ${index + 1}`, folder, log, workers: options.workers ?? 4, ...(index === 0 ? { port } : {}) })))
	const none = options.guest ? await addGuest(folder, url, options.practiceFile, installed.accounts.admin) : null
	const jobs = withApp && (options.jobs ?? true) ? startJobs(folder, join(logs, 'jobs.log')) : null
	return {
		url,
		nodes: nodes.map((node) => node.url),
		connection: database?.superuser ?? { dsn: `sqlite:${join(stateDir, 'data/owncloud.db')}` },
		database,
		version: release.version,
		accounts: { ...installed.accounts, ...(none ? { none } : {}) },
		logins: installed.logins,
		folder,
		log: join(stateDir, 'data/nextcloud.log'),
		occ: (args, env) => occ(folder, args, env),
		stop: async () => {
			await Promise.all([jobs?.stop(), ...nodes.map((node) => node.stop())])
			await database?.stop()
		},
	}
}

/** Errors in Nextcloud's own log that the app raised or that passed through it. */
export function errorsIn(log: string): string[] {
	if (!existsSync(log)) return []
	return readFileSync(log, 'utf8').split('\n').filter((line) => /"level":[34],/.test(line) && /"app":"sprechstunde"|apps\\?\/sprechstunde\\?\/lib/.test(line))
}
