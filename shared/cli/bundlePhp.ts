// SPDX-License-Identifier: GPL-3.0-or-later
// Copies the PHP core into the app and the plugin, so that neither needs Composer at run time.
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const source = new URL('shared/php/', root)
const parts = ['autoload.php', 'composer.json', 'resources', 'src']

for (const part of ['nextcloud-app', 'wordpress-plugin']) {
	const target = new URL(`${part}/vendor/sprechstunde/core/`, root)
	rmSync(target, { recursive: true, force: true })
	mkdirSync(target, { recursive: true })
	for (const name of parts) {
		cpSync(fileURLToPath(new URL(name, source)), fileURLToPath(new URL(name, target)), { recursive: true })
	}
	console.log(`${part}/vendor/sprechstunde/core`)
}
