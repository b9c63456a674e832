// SPDX-License-Identifier: GPL-3.0-or-later
import { spawnSync } from 'node:child_process'

/** Debian's Python, for which its package python3-caldav is made; another one may stand before it in PATH. */
export const python = '/usr/bin/python3'

/** What a command prints about its version; null where there is no such command. */
export function versionOf(command: string, args: readonly string[] = ['--version']): string | null {
	const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
	return status === 0 ? /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? null : null
}

/** Versions of the calendar programs on this machine. */
export const installed = {
	vdirsyncer: versionOf('vdirsyncer'),
	khal: versionOf('khal'),
	caldav: versionOf(python, ['-c', 'import importlib.metadata, caldav; print(importlib.metadata.version("caldav"))']),
	thunderbird: versionOf('thunderbird'),
} as const
