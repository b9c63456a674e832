// SPDX-License-Identifier: GPL-3.0-or-later
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { cacheFolder, made } from './folders.ts'
import { run } from './process.ts'

/** An unpacked Nextcloud as its makers published it; never installed in place. */
export interface Release {
	readonly version: string
	readonly folder: string
}

/** The one the demo takes where several are to be had, and the one that is downloaded where none is. */
export const preferredVersion = '32.0.1'
const source = 'https://download.nextcloud.com/server/releases'

/**
 * The Nextcloud releases on this machine: NEXTCLOUD_ROOT alone where it is set, else each
 * `nextcloud-VERSION` in the cache folder; oldest first.
 */
export function locateReleases(): Release[] {
	const root = process.env['NEXTCLOUD_ROOT']
	if (root) {
		const release = releaseIn(resolve(root))
		if (!release) throw new Error(`NEXTCLOUD_ROOT=${root} holds no unpacked Nextcloud release`)
		return [release]
	}
	const cache = cacheFolder()
	return readdirSync(cache)
		.filter((name) => /^nextcloud-\d+\.\d+\.\d+$/.test(name))
		.flatMap((name) => releaseIn(join(cache, name)) ?? [])
		.sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }))
}

/**
 * The release whose version begins with `wanted` ("34", "32.0.1"), else the preferred one, else the newest.
 * Null where none fits.
 */
export function chooseRelease(releases: readonly Release[], wanted?: string): Release | null {
	if (wanted) return releases.findLast((release) => `${release.version}.`.startsWith(`${wanted}.`)) ?? null
	return releases.find((release) => release.version === preferredVersion) ?? releases.at(-1) ?? null
}

/**
 * Gets the official release into the cache folder, its SHA-256 checked against the published one.
 * Null where its makers can't be reached within five seconds; throws when the checksum is wrong.
 */
export async function downloadRelease(version = preferredVersion): Promise<Release | null> {
	const name = `nextcloud-${version}.zip`
	const sum = await get(`${source}/${name}.sha256`)
	const archive = sum && (await get(`${source}/${name}`))
	if (!sum || !archive) return null
	if (createHash('sha256').update(archive).digest('hex') !== sum.toString('utf8').split(/\s/)[0]) {
		throw new Error(`${name}: the checksum is not the published one`)
	}
	const folder = join(cacheFolder(), `nextcloud-${version}`)
	const scratch = made(`${folder}.part`)
	writeFileSync(join(scratch, name), archive)
	run('php', ['-r', '$z = new ZipArchive(); exit($z->open($argv[1]) === true && $z->extractTo($argv[2]) ? 0 : 1);', '--', join(scratch, name), scratch])
	renameSync(join(scratch, 'nextcloud'), folder)
	rmSync(scratch, { recursive: true })
	return releaseIn(folder)
}

function releaseIn(folder: string): Release | null {
	const file = join(folder, 'version.php')
	if (!existsSync(file) || !existsSync(join(folder, 'occ'))) return null
	const version = /\$OC_VersionString\s*=\s*'([^']+)'/.exec(readFileSync(file, 'utf8'))?.[1]
	// the real folder: a copy of a link would install into the release itself
	return version ? { version, folder: realpathSync(folder) } : null
}

async function get(url: string): Promise<Buffer | null> {
	const abort = new AbortController()
	let timer = setTimeout(() => abort.abort(), 5000)
	try {
		const response = await fetch(url, { signal: abort.signal })
		if (!response.ok || !response.body) return null
		const parts: Uint8Array[] = []
		for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
			clearTimeout(timer)
			timer = setTimeout(() => abort.abort(), 30_000)
			parts.push(part)
		}
		return Buffer.concat(parts)
	} catch {
		return null
	} finally {
		clearTimeout(timer)
	}
}
