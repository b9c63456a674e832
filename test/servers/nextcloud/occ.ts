// SPDX-License-Identifier: GPL-3.0-or-later
import { join } from 'node:path'
import { made } from '../folders.ts'
import { run } from '../process.ts'

/** PHP settings that Nextcloud asks for and a plain command-line PHP doesn't have. */
export const phpSettings: readonly string[] = [
	'-d', 'memory_limit=512M',
	'-d', 'display_errors=0',
	'-d', 'output_buffering=0',
	'-d', 'session.gc_probability=0',
	'-d', 'opcache.interned_strings_buffer=16',
	// Nextcloud's files don't fit into the default's 4 MB
	'-d', 'realpath_cache_size=16M',
	'-d', 'realpath_cache_ttl=600',
]

/**
 * The same for a command inside the installation in `folder`. What is compiled is kept beside it, for a command line's PHP
 * forgets it: the next command then needs a third of the processor's time.
 */
export function commandSettings(folder: string): string[] {
	return [...phpSettings, '-d', 'opcache.enable_cli=1', '-d', 'opcache.file_cache_only=1', '-d', `opcache.file_cache=${made(join(folder, '../compiled'))}`]
}

/** Runs `occ` of the installation in `folder`; throws with its output when it fails. */
export function occ(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
	return run('php', [...commandSettings(folder), 'occ', '--no-interaction', '--no-ansi', ...args], { cwd: folder, env })
}
