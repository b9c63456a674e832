// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import { installed } from './installed.ts'
import type { Opening, Outcome, Program, Replica } from './program.ts'
import { startThunderbird } from './thunderbird/start.ts'

/** Thunderbird with its cache on, as it sets a calendar up by itself. It asks before it overwrites. */
export const thunderbird: Program = { name: 'Thunderbird', version: installed.thunderbird, careful: true, open }

async function open({ server, user, password, calendar }: Opening): Promise<Replica> {
	const origin = new URL(server).origin
	const program = await startThunderbird()
	await program.execute(`globalThis.practice = (() => {${readFileSync(new URL('./thunderbird/inside.js', import.meta.url), 'utf8')}})()`)
	const call = <T>(name: string, ...args: readonly unknown[]): Promise<T> => program.execute<T>(`return practice.${name}(...args)`, ...args)
	await call('open', origin, user, password, calendar, await realmOf(calendar))
	let copies = new Map<string, string>()
	return {
		calendars: () => call('calendars', server, user, password),
		pull: async () => {
			const before = copies
			copies = new Map(await call<[string, string][]>('pull'))
			return {
				changed: [...copies].filter(([uid, text]) => before.get(uid) !== text).map(([uid]) => uid),
				removed: [...before.keys()].filter((uid) => !copies.has(uid)),
			}
		},
		read: (uid) => Promise.resolve(copies.get(uid) ?? null),
		create: (ics) => call<Outcome>('create', ics),
		edit: (uid, changes) => call<Outcome>('edit', uid, changes),
		remove: (uid) => call<Outcome>('remove', uid),
		giveUp: () => Promise.resolve(),
		close: program.close,
	}
}

/** The realm that the server names, under which Thunderbird looks for the password. */
async function realmOf(url: string): Promise<string> {
	const response = await fetch(url, { method: 'PROPFIND' })
	return /realm="([^"]*)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1] ?? ''
}
