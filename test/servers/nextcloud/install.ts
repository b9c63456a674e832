// SPDX-License-Identifier: GPL-3.0-or-later
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, copyFileSync, existsSync, lstatSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { people, randomPassword, roles, type Account, type AccountRole, type Accounts } from '../accounts.ts'
import { made, projectFolder } from '../folders.ts'
import { trueTypeFont } from '../prerequisites.ts'
import { run } from '../process.ts'
import type { Release } from '../releases.ts'
import type { Practice } from '@sprechstunde/core'
import { occ } from './occ.ts'

/** What an installation was made with; kept beside it. */
export interface Installed {
	readonly version: string
	readonly accounts: Accounts
	readonly logins: Readonly<Record<string, string>>
}

/** The finished installation of this release in `stateDir`, else null. */
export function installedIn(stateDir: string, release: Release): Installed | null {
	const file = join(stateDir, 'installed.json')
	if (!existsSync(file) || lstatSync(join(stateDir, 'server')).isSymbolicLink()) return null
	const installed = JSON.parse(readFileSync(file, 'utf8')) as Installed
	return installed.version === release.version ? installed : null
}

/**
 * A copy by hard links, which takes a tenth of the time. What Nextcloud writes in place (files at the top and in config)
 * is copied in earnest, so the release stays as it was.
 */
export function copyRelease(release: Release, folder: string): void {
	try {
		// with the closing dot, a link to the release is followed instead of copied
		run('cp', ['-al', `${release.folder}/.`, made(folder)])
		// of folders only: a file's mode is that of the release's file
		run('find', [folder, '-type', 'd', '-exec', 'chmod', 'u+w', '{}', '+'])
		unlinkWritable(release, folder)
	} catch {
		rmSync(folder, { recursive: true, force: true })
		run('cp', ['-r', `${release.folder}/.`, made(folder)])
		run('chmod', ['-R', 'u+w', folder])
	}
	if (realpathSync(folder) === realpathSync(release.folder)) throw new Error(`${folder} is the release itself, not a copy`)
	supplyFont(folder)
}

function unlinkWritable(release: Release, folder: string): void {
	for (const part of ['.', 'config']) {
		for (const name of readdirSync(join(release.folder, part))) {
			if (!statSync(join(release.folder, part, name)).isFile()) continue
			rmSync(join(folder, part, name))
			copyFileSync(join(release.folder, part, name), join(folder, part, name))
			chmodSync(join(folder, part, name), 0o644)
		}
	}
}

/** Mirrors of the release can lack its large fonts; without one Nextcloud can't draw avatars and `user:add` ends in an error. */
function supplyFont(folder: string): void {
	const wanted = join(folder, 'core/fonts/NotoSans-Regular.ttf')
	const font = trueTypeFont()
	if (existsSync(wanted) || font === null) return
	made(dirname(wanted))
	copyFileSync(font, wanted)
}

/** Copies the app as it would be packaged: a build that runs meanwhile can't disturb the server. */
export function copyApp(folder: string): void {
	const target = join(folder, 'apps/sprechstunde')
	rmSync(target, { recursive: true, force: true })
	const left = new Set(['node_modules', 'src', 'tests'].map((name) => join(projectFolder, 'nextcloud-app', name)))
	cpSync(join(projectFolder, 'nextcloud-app'), target, { recursive: true, filter: (source) => !left.has(source) })
}

/** Installs, on SQLite where no other database is named, and makes the accounts and their app passwords. */
export function installNextcloud(stateDir: string, folder: string, release: Release, database: readonly string[] = ['--database', 'sqlite']): Installed {
	const admin = randomPassword()
	occ(folder, ['maintenance:install', ...database, '--data-dir', made(join(stateDir, 'data')), '--admin-user', 'admin', '--admin-pass', admin])
	for (const [key, value] of [['rateLimitCalendarCreation', '100000'], ['rateLimitPeriodCalendarCreation', '60'], ['maximumCalendarsSubscriptions', '-1']] as const) {
		occ(folder, ['config:app:set', 'dav', key, `--value=${value}`])
	}
	occ(folder, ['app:disable', 'firstrunwizard'])
	const groups = groupsOfSample()
	const logins: Record<string, string> = { admin }
	const accounts = {} as Record<AccountRole, Account>
	for (const role of roles) {
		const { user, name } = people[role]
		const { login, account } = addAccount(folder, user, name, groups[role])
		logins[user] = login
		accounts[role] = account
	}
	const installed = { version: release.version, accounts, logins }
	writeFileSync(join(stateDir, 'installed.json'), JSON.stringify(installed), { mode: 0o600 })
	return installed
}

/** Adds a user and an app password. */
export function addAccount(folder: string, user: string, name: string, group?: string): { login: string; account: Account } {
	const login = randomPassword()
	const env = { OC_PASS: login, NC_PASS: login }
	occ(folder, ['user:add', '--password-from-env', '--display-name', name, '--email', `${user}@praxis.example`, ...(group ? ['--group', group] : []), user], env)
	const answer = occ(folder, ['user:auth-tokens:add', '--password-from-env', user], env)
	return { login, account: { user, password: answer.trim().split('\n').at(-1)?.trim() ?? '' } }
}

/** Enables the app the first time; lets Nextcloud run its migrations when its version changed since. */
export function refreshApp(stateDir: string, folder: string): void {
	const file = join(stateDir, 'app-version')
	const version = /<version>([^<]+)</.exec(readFileSync(join(folder, 'apps/sprechstunde/appinfo/info.xml'), 'utf8'))?.[1] ?? ''
	const before = existsSync(file) ? readFileSync(file, 'utf8') : null
	if (before === version) return
	occ(folder, before === null ? ['app:enable', 'sprechstunde'] : ['upgrade'])
	writeFileSync(file, version)
}

/** Gives the sample practice to the app where it or the app changed since. */
export function provision(stateDir: string, folder: string, practiceFile: string): void {
	const file = join(stateDir, 'provisioned')
	const hash = createHash('sha256').update(readFileSync(practiceFile)).digest('hex')
	if (existsSync(file) && readFileSync(file, 'utf8') === hash) return
	occ(folder, ['sprechstunde:provision', practiceFile])
	writeFileSync(file, hash)
}

function groupsOfSample(): Practice['roles'] {
	const practice = JSON.parse(readFileSync(join(projectFolder, 'test/servers/practice.json'), 'utf8')) as Practice
	return practice.roles
}
