// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync } from 'node:fs'
import type { WebServer } from '@sprechstunde/core'
import { apacheModules } from './apache.ts'

/** The program file; null where this machine has none. */
export function webServerProgram(kind: WebServer): string | null {
	const name = { nginx: 'nginx', apache: 'apache2' }[kind]
	const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin']
	const found = folders.map((folder) => `${folder}/${name}`).find((path) => existsSync(path)) ?? null
	return kind === 'apache' && !existsSync(apacheModules) ? null : found
}
