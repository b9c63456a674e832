// SPDX-License-Identifier: GPL-3.0-or-later
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { edit, valueOf } from '../conformance/event.ts'
import { temporaryFolder } from '../servers/folders.ts'
import { installed } from './installed.ts'
import type { Opening, Outcome, Program, Replica } from './program.ts'

/** vdirsyncer with a two-way pair: every calendar of the account, and a folder of .ics files for each. */
export const vdirsyncer: Program = { name: 'vdirsyncer', version: installed.vdirsyncer, careful: true, open: (opening) => Promise.resolve(openVdir(opening)) }

/** A pair, with the folder of .ics files of its calendar. */
export interface Vdir extends Replica {
	readonly folder: string
	/** Runs `vdirsyncer sync` once; `shown` is all that it printed. */
	readonly sync: () => { readonly failed: boolean; readonly shown: string }
}

function configuration(folder: string, { server, user, password }: Opening, conflicts: 'b wins' | null): string {
	const section = (name: string, values: Readonly<Record<string, unknown>>): string =>
		[`[${name}]`, ...Object.entries(values).map(([key, value]) => `${key} = ${JSON.stringify(value)}`), ''].join('\n')
	return [
		section('general', { status_path: join(folder, 'status') }),
		section('pair practice', { a: 'files', b: 'server', collections: ['from b'], conflict_resolution: conflicts }),
		section('storage files', { type: 'filesystem', path: join(folder, 'calendars'), fileext: '.ics' }),
		section('storage server', { type: 'caldav', url: server, username: user, password, item_types: ['VEVENT'] }),
	].join('\n')
}

/** Makes the pair in a temporary folder and has vdirsyncer find the calendars. */
export function openVdir(opening: Opening): Vdir {
	const top = temporaryFolder()
	writeFileSync(join(top, 'ask'), configuration(top, opening, null), { mode: 0o600 })
	writeFileSync(join(top, 'yield'), configuration(top, opening, 'b wins'), { mode: 0o600 })
	const run = (args: readonly string[], input = '', config: 'ask' | 'yield' = 'ask'): { failed: boolean; shown: string } => {
		const { status, stdout, stderr } = spawnSync('vdirsyncer', ['--config', join(top, config), ...args], { encoding: 'utf8', input })
		return { failed: status !== 0, shown: stdout + stderr }
	}
	const discovered = run(['discover'], 'y\n'.repeat(20))
	if (discovered.failed) throw new Error(discovered.shown)
	const collection = new URL(opening.calendar).pathname.split('/').at(-2) ?? ''
	const folder = join(top, 'calendars', collection)
	mkdirSync(folder, { recursive: true })

	const files = (): Map<string, { uid: string; text: string }> => new Map(readdirSync(folder).filter((file) => file.endsWith('.ics')).map((file) => {
		const text = readFileSync(join(folder, file), 'utf8')
		return [file, { uid: valueOf(text, 'UID') ?? '', text }]
	}))
	let known = new Map<string, { uid: string; text: string }>()
	let settled = known
	const find = (uid: string): [string, { uid: string; text: string }] => {
		const entry = [...known].find(([, item]) => item.uid === uid)
		if (entry === undefined) throw new Error(`vdirsyncer has no ${uid}`)
		return entry
	}
	const sync = () => run(['sync', `practice/${collection}`])
	const push = (): Outcome => {
		const { failed, shown } = sync()
		return failed ? { done: false, shown } : { done: true }
	}
	const write = (file: string, text: string): Outcome => {
		writeFileSync(join(folder, file), text)
		known.set(file, { uid: valueOf(text, 'UID') ?? '', text })
		return push()
	}
	return {
		folder,
		sync,
		calendars: () => Promise.resolve([...discovered.shown.matchAll(/"([^"]+)" \("([^"]*)"\)/g)].map(([, id, name]) => ({ name: name ?? '', url: new URL(`../${id ?? ''}/`, opening.calendar).href }))),
		pull: () => {
			const { failed, shown } = sync()
			if (failed) throw new Error(shown)
			const before = known
			known = files()
			settled = new Map(known)
			return Promise.resolve({
				changed: [...known].filter(([file, { text }]) => before.get(file)?.text !== text).map(([, { uid }]) => uid),
				removed: [...before].filter(([file]) => !known.has(file)).map(([, { uid }]) => uid),
			})
		},
		read: (uid) => Promise.resolve([...files().values()].find((item) => item.uid === uid)?.text ?? null),
		create: (ics) => Promise.resolve(write(`${valueOf(ics, 'UID') ?? ''}.ics`, ics)),
		edit: (uid, changes) => {
			const [file] = find(uid)
			return Promise.resolve(write(file, edit(readFileSync(join(folder, file), 'utf8'), changes)))
		},
		remove: (uid) => {
			const [file] = find(uid)
			rmSync(join(folder, file))
			const outcome = push()
			if (outcome.done) known.delete(file)
			return Promise.resolve(outcome)
		},
		giveUp: (uid) => {
			// its user's way back: the file as it was, and where the server has another by now, that one
			const [file] = find(uid)
			const item = settled.get(file)
			if (item === undefined) rmSync(join(folder, file))
			else writeFileSync(join(folder, file), item.text)
			known = new Map(item === undefined ? [...known].filter(([name]) => name !== file) : [...known, [file, item]])
			run(['sync', `practice/${collection}`], '', 'yield')
			return Promise.resolve()
		},
		close: () => {
			rmSync(top, { recursive: true, force: true })
			return Promise.resolve()
		},
	}
}
