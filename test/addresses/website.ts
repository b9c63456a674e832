// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Practice } from '@sprechstunde/core'
import { target } from '../conformance/target.ts'
import { temporaryFolder } from '../servers/folders.ts'
import { freePort } from '../servers/ports.ts'
import { run } from '../servers/process.ts'
import { practiceFile } from '../servers/stack.ts'
import { startWordPress } from '../servers/wordpress.ts'

/** A real WordPress whose plugin hands `/caldav/` on. */
export async function startWebsite(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
	const { accounts, server } = target()
	const { user = '', password = '' } = accounts.booking ?? {}
	const stateDir = temporaryFolder()
	const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
	const wordpress = await startWordPress({ stateDir, practice, connection: { address: server.url, user, password }, smtpPort: await freePort() })
	run('php', ['-d', 'display_errors=stderr', '-r', `require ${JSON.stringify(join(stateDir, 'site/wp-load.php'))}; update_option('sprechstunde_caldav', '1');`])
	return {
		url: wordpress.url,
		stop: async () => {
			await wordpress.stop()
			rmSync(stateDir, { recursive: true, force: true })
		},
	}
}
