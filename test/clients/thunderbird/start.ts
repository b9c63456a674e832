// SPDX-License-Identifier: GPL-3.0-or-later
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { made, temporaryFolder } from '../../servers/folders.ts'
import { launch } from '../../servers/process.ts'
import { openMarionette, type Marionette } from './marionette.ts'

const preferences = {
	'marionette.port': 0,
	'remote.prefs.recommended': true,
	'app.update.enabled': false,
	'datareporting.policy.dataSubmissionEnabled': false,
	'mail.provider.suppress_dialog_on_startup': true,
	'mail.spotlight.firstRunDone': true,
	'mail.winsearch.firstRunDone': true,
	'mailnews.start_page.enabled': false,
	'calendar.timezone.local': 'Europe/Berlin',
	'calendar.timezone.useSystemTimezone': false,
	'extensions.autoDisableScopes': 15,
	'network.captive-portal-service.enabled': false,
	'network.connectivity-service.enabled': false,
}

export interface Thunderbird extends Marionette {
	readonly close: () => Promise<void>
}

/** Thunderbird without a window, with a new profile that is removed by `close()`. */
export async function startThunderbird(): Promise<Thunderbird> {
	const top = temporaryFolder()
	const profile = made(join(top, 'profile'))
	writeFileSync(join(profile, 'user.js'), Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''))
	const program = launch({
		name: 'Thunderbird',
		command: 'thunderbird',
		args: ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile],
		env: { HOME: made(join(top, 'home')), MOZ_CRASHREPORTER_DISABLE: '1' },
		log: join(top, 'log'),
	})
	const close = async (): Promise<void> => {
		await program.stop()
		rmSync(top, { recursive: true, force: true, maxRetries: 3 })
	}
	try {
		const marionette = await openMarionette(profile, program.running)
		return { ...marionette, close: async () => { await marionette.quit(); await close() } }
	} catch (error) {
		await close()
		throw error
	}
}
