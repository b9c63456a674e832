// SPDX-License-Identifier: GPL-3.0-or-later
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Practice } from '@sprechstunde/core'
import { randomPassword, type Account } from './accounts.ts'
import { buildIfStale, bundlePhp } from './build.ts'
import { made, projectFolder } from './folders.ts'
import { freePort } from './ports.ts'
import { answered, launch, run } from './process.ts'
import { locateWordPress, type WordPressSource } from './wordpress/source.ts'
import { mailPlugin, newSalts, wpConfig } from './wordpress/wpConfig.ts'

export interface WordPressOptions {
	/** folder for the site, its database and logs; kept between starts */
	readonly stateDir: string
	readonly practice: Practice
	/** the calendar server, and the booking user's app password there */
	readonly connection: Account & { readonly address: string }
	/** port of the mail catcher */
	readonly smtpPort: number
	/** port that is taken where it is free */
	readonly port?: number
	readonly reset?: boolean
}

export interface WordPress {
	readonly url: string
	readonly version: string
	readonly bookingPage: string
	/** WordPress's administrator, for /wp-admin/ */
	readonly admin: Account
	readonly log: string
	readonly stop: () => Promise<void>
}

interface Installed {
	readonly version: string
	readonly salts: Readonly<Record<string, string>>
	readonly admin: Account
}

/** Path of the page with the booking block, as setUp.php names it. */
export const bookingPath = 'termin-buchen'

/** Installs (first time) and starts a real WordPress on SQLite with the plugin, connected to the calendar server, and a page with the booking block. */
export async function startWordPress(options: WordPressOptions): Promise<WordPress> {
	const { stateDir, practice, connection } = options
	if (options.reset) rmSync(stateDir, { recursive: true, force: true })
	const source = await locateWordPress()
	bundlePhp('wordpress-plugin')
	buildIfStale('wordpress-plugin', 'build')

	const installed = keptIn(stateDir, source) ?? unpack(stateDir, source)
	const site = join(stateDir, 'site')
	const port = await freePort(options.port)
	const url = `http://127.0.0.1:${port}`
	writeFileSync(join(site, 'wp-config.php'), wpConfig({ url, database: made(join(stateDir, 'database')), salts: installed.salts, smtpPort: options.smtpPort }), { mode: 0o600 })
	copyPlugin(site)
	const log = join(stateDir, 'database/debug.log')
	const bookingPage = setUp(site, log, {
		title: practice.practice.name,
		heading: 'Termin buchen',
		text: welcome(practice),
		footer: `<!-- wp:group {"layout":{"type":"constrained"},"style":{"spacing":{"padding":{"top":"2rem","bottom":"2rem"}}}} --><div class="wp-block-group" style="padding-top:2rem;padding-bottom:2rem">${contact(practice)}</div><!-- /wp:group -->`,
		admin: installed.admin,
		connection: { address: connection.address, user: connection.user, password: connection.password, phone: practice.practice.phone },
	})
	writeFileSync(join(stateDir, 'installed.json'), JSON.stringify(installed), { mode: 0o600 })

	const webLog = join(made(join(stateDir, 'logs')), 'web.log')
	const web = launch({
		name: `WordPress ${source.version}`,
		command: 'php',
		args: [...phpSettings, '-S', `127.0.0.1:${port}`, '-t', site, file('./wordpress/router.php')],
		cwd: site,
		env: { PHP_CLI_SERVER_WORKERS: '3' },
		log: webLog,
		port,
	})
	await answered(`${url}/`, web, webLog)
	return { url, version: source.version, bookingPage, admin: installed.admin, log, stop: web.stop }
}

const phpSettings = ['-d', 'memory_limit=256M', '-d', 'display_errors=0', '-d', 'log_errors=1']

function keptIn(stateDir: string, source: WordPressSource): Installed | null {
	const kept = join(stateDir, 'installed.json')
	if (!existsSync(kept)) return null
	const installed = JSON.parse(readFileSync(kept, 'utf8')) as Installed
	return installed.version === source.version ? installed : null
}

function unpack(stateDir: string, source: WordPressSource): Installed {
	rmSync(stateDir, { recursive: true, force: true })
	const site = join(made(stateDir), 'site')
	run('cp', ['-r', source.folder, site])
	const content = join(site, 'wp-content')
	cpSync(source.sqlite, join(content, 'plugins/sqlite-database-integration'), { recursive: true })
	cpSync(join(source.sqlite, 'db.copy'), join(content, 'db.php'))
	writeFileSync(join(made(join(content, 'mu-plugins')), 'mail.php'), mailPlugin)
	return { version: source.version, salts: newSalts(), admin: { user: 'website', password: randomPassword() } }
}

/** Address of the booking page. WordPress shows a page in HTML where a plugin fails; the reason stands in its log. */
function setUp(site: string, log: string, input: object): string {
	rmSync(log, { force: true })
	try {
		const answer = run('php', [...phpSettings, file('./wordpress/setUp.php'), site], { input: JSON.stringify(input) })
		return (JSON.parse(answer.trim().split('\n').at(-1) ?? '') as { bookingPage: string }).bookingPage
	} catch (error) {
		const reason = existsSync(log) ? readFileSync(log, 'utf8').trim().slice(-2000) : String(error)
		throw new Error(`WordPress could not be set up: ${reason}`, { cause: error })
	}
}

/** Copies the plugin as it would be packaged: a build that runs meanwhile can't disturb the site. */
function copyPlugin(site: string): void {
	const target = join(site, 'wp-content/plugins/sprechstunde')
	rmSync(target, { recursive: true, force: true })
	const left = new Set(['node_modules', 'tests'].map((name) => join(projectFolder, 'wordpress-plugin', name)))
	cpSync(join(projectFolder, 'wordpress-plugin'), target, { recursive: true, filter: (path) => !left.has(path) })
}

function welcome(practice: Practice): string {
	return `${contact(practice)}
<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button --><div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="/termin-buchen/">Termin buchen</a></div><!-- /wp:button --></div><!-- /wp:buttons -->`
}

function contact({ practice }: Practice): string {
	const text = (value: string): string => value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
	return `<!-- wp:paragraph --><p>${text(practice.address)}<br>Telefon ${text(practice.phone)}</p><!-- /wp:paragraph -->`
}

function file(path: string): string {
	return fileURLToPath(new URL(path, import.meta.url))
}
