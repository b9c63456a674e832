// SPDX-License-Identifier: GPL-3.0-or-later
// Copies the PHP core into the app and the plugin, so that neither needs Composer at run time.
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const source = new URL('shared/php/', root)
const parts = ['autoload.php', 'composer.json', 'resources', 'src']

/** A JSON value as PHP source. */
function toPhp(value: unknown): string {
	if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`
	if (value === null || typeof value !== 'object') return JSON.stringify(value)
	const entries = Array.isArray(value) ? value.map(toPhp) : Object.entries(value).map(([key, entry]) => `${toPhp(key)}=>${toPhp(entry)}`)
	return `[${entries.join(',')}]`
}

// OPcache keeps a PHP array ready in shared memory; JSON would be decoded in every request
const contract: unknown = JSON.parse(readFileSync(new URL('resources/contract.json', source), 'utf8'))
const compiled = `<?php\n\nreturn ${toPhp(contract)};\n`

for (const part of ['nextcloud-app', 'wordpress-plugin']) {
	const target = new URL(`${part}/vendor/sprechstunde/core/`, root)
	// made beside it: who copies the app meanwhile finds the old one or the new one whole
	const fresh = new URL(`${part}/vendor/sprechstunde/core-${process.pid}/`, root)
	mkdirSync(fresh, { recursive: true })
	for (const name of parts) {
		cpSync(fileURLToPath(new URL(name, source)), fileURLToPath(new URL(name, fresh)), { recursive: true })
	}
	writeFileSync(new URL('resources/contract.php', fresh), compiled)
	rmSync(target, { recursive: true, force: true })
	renameSync(fresh, target)
	console.log(`${part}/vendor/sprechstunde/core`)
}
