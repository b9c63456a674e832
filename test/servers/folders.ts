// SPDX-License-Identifier: GPL-3.0-or-later
import { mkdirSync, mkdtempSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds the workspaces. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** `sprechstunde` in the user's cache (XDG Base Directory), made when absent. */
export function cacheFolder(...parts: readonly string[]): string {
	const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
	return made(join(base, 'sprechstunde', ...parts))
}

/** A new folder for one run of the tests. */
export function temporaryFolder(): string {
	return mkdtempSync(join(tmpdir(), 'sprechstunde-'))
}

/** `folder`, made with its parents when absent. */
export function made(folder: string): string {
	mkdirSync(folder, { recursive: true })
	return folder
}
