// SPDX-License-Identifier: GPL-3.0-or-later
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commandSettings, occ } from '../servers/nextcloud/occ.ts'
import { run } from '../servers/process.ts'
import { target } from './target.ts'

const script = fileURLToPath(new URL('../servers/nextcloud/insideNextcloud.php', import.meta.url))

export type Order =
	| { readonly do: 'write'; readonly ics: string }
	| { readonly do: 'age'; readonly seconds: number }
	| { readonly do: 'look' }

export interface Found {
	readonly log: readonly { readonly level: string; readonly code: string; readonly actor: string; readonly params: string }[]
	/** notifications of conflicts that the calendar's owner has */
	readonly notified: number
}

/** Whether the server is a Nextcloud on this machine. */
export const isInside = (): boolean => (target().folder ?? null) !== null

/** Does inside Nextcloud what no request can: writes as a patient (`write`), lets time go by (`age`). */
export function inside(object: { readonly calendar: string; readonly uri: string }, order: Order): Found {
	const { calendar, uri } = object
	const folder = target().folder ?? ''
	return JSON.parse(run('php', [...commandSettings(folder), script], { cwd: folder, input: JSON.stringify({ calendar, uri, ...order }) })) as Found
}

/** Output of an `occ` command, whether it succeeds or not. */
export function command(...args: readonly string[]): string {
	try {
		return occ(target().folder ?? '', args)
	} catch (error) {
		return String(error)
	}
}

/** Settings of the administrator that hold until the answer is called; the web server minds them after some seconds. */
export function configured(settings: Readonly<Record<string, string | number | boolean>>): () => void {
	// Nextcloud reads its files in the order of their names, and what comes later counts
	const file = join(target().folder ?? '', 'config', 'tests.config.php')
	writeFileSync(file, `<?php\n$CONFIG = json_decode('${JSON.stringify(settings)}', true);\n`)
	return () => { rmSync(file, { force: true }) }
}
