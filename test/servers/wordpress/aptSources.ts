// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, readFileSync, readdirSync } from 'node:fs'

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/**
 * A deb822 source (sources.list(5)) for `suite` from the mirror that this Debian machine uses itself, signed by
 * Debian's keyring. Null where this is no Debian, or has no such mirror or keyring.
 */
export function aptSources(suite: string): string | null {
	if (!existsSync(keyring) || !/^ID=debian$/m.test(readText('/etc/os-release'))) return null
	const mirror = mirrors().find((uri) => /\/debian\/?$/.test(uri))
	return mirror === undefined ? null : `Types: deb\nURIs: ${mirror}\nSuites: ${suite}\nComponents: main\nSigned-By: ${keyring}\n`
}

function mirrors(): string[] {
	const folder = '/etc/apt/sources.list.d'
	const names = existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : []
	return [...names, '/etc/apt/sources.list'].flatMap((name) => {
		if (name.endsWith('.sources')) return [...readText(name).matchAll(/^URIs:\s*(\S+)/gm)].flatMap((match) => match[1] ?? [])
		if (name.endsWith('.list')) return [...readText(name).matchAll(/^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/gm)].flatMap((match) => match[1] ?? [])
		return []
	})
}

function readText(file: string): string {
	return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
