// SPDX-License-Identifier: GPL-3.0-or-later
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { webServers } from '@sprechstunde/core'
import { databaseLacks } from './databases/programs.ts'
import { webServerProgram } from './webServers/programs.ts'

export const prerequisites = ['php', 'php-extensions', 'composer', 'fonts', 'chromium'] as const
/** Programs without which their part of the tests is left out. */
export const optional = ['databases', 'calendar-programs', 'thunderbird', 'web-servers'] as const
export type Prerequisite = (typeof prerequisites)[number] | (typeof optional)[number]

/** What a part of the work needs and this machine lacks. */
export interface Missing {
	/** in words for people */
	readonly what: string
	/** Debian packages that bring it */
	readonly packages: readonly string[]
}

/** PHP extension → Debian package that brings it */
const extensions: Readonly<Record<string, string>> = {
	sqlite3: 'php-sqlite3', pdo_sqlite: 'php-sqlite3', gd: 'php-gd', zip: 'php-zip', curl: 'php-curl', intl: 'php-intl',
	mbstring: 'php-mbstring', dom: 'php-xml', simplexml: 'php-xml', xmlreader: 'php-xml', xmlwriter: 'php-xml',
	bcmath: 'php-bcmath', gmp: 'php-gmp',
}

/** Names what is missing, without changing anything. */
export function missing(wanted: readonly Prerequisite[]): Missing[] {
	return wanted.flatMap((name) => checks[name]())
}

/**
 * Makes sure that everything `wanted` is there. Says what is missing before it installs anything; root on Debian has
 * it installed by apt-get, everyone else reads the command to run and the process ends with 1.
 */
export async function ensure(wanted: readonly Prerequisite[]): Promise<void> {
	const lacking = await obtain(wanted)
	if (lacking.length === 0) return
	console.error(onDebian()
		? `Please run:\n  ${process.getuid?.() === 0 ? '' : 'sudo '}sh -c 'apt-get update && apt-get install -y --no-install-recommends ${packagesOf(lacking).join(' ')}'`
		: `Please install what Debian calls: ${packagesOf(lacking).join(' ')}`)
	process.exit(1)
}

/** Says what is missing; root on Debian has it installed by apt-get. Returns what is still missing then. */
export async function obtain(wanted: readonly Prerequisite[]): Promise<Missing[]> {
	let lacking = missing(wanted)
	if (lacking.length === 0) return lacking
	const packages = packagesOf(lacking)
	console.error(`Missing: ${lacking.map(({ what }) => what).join(', ')}`)
	if (!onDebian() || process.getuid?.() !== 0) return lacking
	console.error(`Installing with apt-get: ${packages.join(' ')}`)
	// where the lists are empty or old, the first try fails
	const install = ['install', '-y', '--no-install-recommends', ...packages]
	if (!aptGet(install, 'ignore')) {
		aptGet(['update'])
		aptGet(install)
	}
	lacking = missing(wanted)
	if (lacking.length > 0) console.error(`Still missing: ${lacking.map(({ what }) => what).join(', ')}`)
	return lacking
}

function onDebian(): boolean {
	return existsSync('/etc/debian_version') && found('apt-get') !== null
}

const checks: Readonly<Record<Prerequisite, () => Missing[]>> = {
	'php': () => {
		const version = phpSays('echo PHP_VERSION_ID;')
		if (version === null) return [{ what: 'PHP (8.2 or newer, command line)', packages: ['php-cli'] }]
		return Number(version) >= 80200 ? [] : [{ what: 'PHP 8.2 or newer', packages: ['php-cli'] }]
	},
	'php-extensions': () => {
		const loaded = phpSays('echo implode(",", array_map("strtolower", get_loaded_extensions()));')?.split(',')
		if (!loaded) return [{ what: `its extensions ${Object.keys(extensions).join(', ')}`, packages: Object.values(extensions) }]
		return Object.entries(extensions)
			.filter(([name]) => !loaded.includes(name))
			.map(([name, debianPackage]) => ({ what: `PHP extension ${name}`, packages: [debianPackage] }))
	},
	'composer': () => found('composer') ? [] : [{ what: 'Composer', packages: ['composer'] }],
	'fonts': () => trueTypeFont() !== null ? [] : [{ what: 'a TrueType font', packages: ['fonts-dejavu-core'] }],
	'chromium': () => chromium() === null ? [{ what: 'Chromium', packages: ['chromium'] }] : [],
	'databases': () => ([['MariaDB', 'mariadb', ['mariadb-server', 'php-mysql']], ['PostgreSQL', 'postgresql', ['postgresql', 'php-pgsql']]] as const)
		.filter(([, kind]) => databaseLacks(kind) !== null).map(([what, , packages]) => ({ what, packages })),
	'calendar-programs': () => [
		...['vdirsyncer', 'khal'].filter((name) => found(name) === null).map((name) => ({ what: name, packages: [name] })),
		...spawnSync('/usr/bin/python3', ['-c', 'import caldav']).status === 0 ? [] : [{ what: 'python-caldav', packages: ['python3-caldav'] }],
	],
	'web-servers': () => webServers.filter((kind) => webServerProgram(kind) === null).map((kind) => kind === 'nginx' ? { what: 'nginx', packages: ['nginx-light'] } : { what: 'Apache', packages: ['apache2-bin'] }),
	'thunderbird': () => found('thunderbird') === null ? [{ what: 'Thunderbird', packages: ['thunderbird'] }] : [],
}

/** The program file of Chromium or Chrome; CHROMIUM_PATH goes first. Null where there is none. */
export function chromium(): string | null {
	const named = process.env['CHROMIUM_PATH']
	if (named && existsSync(named)) return named
	return ['chromium', 'chromium-browser', 'google-chrome'].map(found).find((path) => path !== null) ?? null
}

/** Where PHP is there, the packages for its own version, which need not be the distribution's default: php8.3-gd. */
function packagesOf(lacking: readonly Missing[]): string[] {
	const names = lacking.flatMap(({ packages }) => packages)
	const version = names.includes('php-cli') ? null : phpSays('echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
	return [...new Set(names.map((name) => version === null ? name : name.replace(/^php-/, `php${version}-`)))].sort()
}

function phpSays(code: string): string | null {
	const result = spawnSync('php', ['-r', code], { encoding: 'utf8' })
	return result.status === 0 ? result.stdout : null
}

function found(program: string): string | null {
	for (const folder of (process.env['PATH'] ?? '').split(':')) {
		if (folder && existsSync(`${folder}/${program}`)) return `${folder}/${program}`
	}
	return null
}

/** A TrueType file of this machine, DejaVu Sans where it is there; null where there is none. */
export function trueTypeFont(): string | null {
	const files = ['/usr/share/fonts', '/usr/local/share/fonts'].filter((folder) => existsSync(folder)).flatMap((folder) =>
		readdirSync(folder, { recursive: true }).map((name) => `${folder}/${String(name)}`).filter((name) => name.endsWith('.ttf')))
	return files.find((name) => name.endsWith('/DejaVuSans.ttf')) ?? files[0] ?? null
}

function aptGet(args: readonly string[], errors: 'inherit' | 'ignore' = 'inherit'): boolean {
	const result = spawnSync('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', errors] })
	return result.status === 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	await ensure(process.argv.length > 2 ? [...prerequisites, ...optional].filter((name) => process.argv.includes(name)) : prerequisites)
	console.log('Nothing is missing.')
}
