// SPDX-License-Identifier: GPL-3.0-or-later
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../servers/folders.ts'

/** khal on a folder of .ics files, in a practice in Berlin. */
export interface Khal {
	/** Runs a command; `answers` are typed in one after the other. Throws with its output when it fails. */
	readonly run: (args: readonly string[], answers?: readonly string[]) => string
	readonly folder: string
}

const configuration = (top: string, vdir: string): string => `[calendars]
[[practice]]
path = ${vdir}
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %d.%m.%Y
longdateformat = %d.%m.%Y
datetimeformat = %d.%m.%Y %H:%M
longdatetimeformat = %d.%m.%Y %H:%M
[default]
default_calendar = practice
[sqlite]
path = ${join(top, 'khal.db')}
`

/** Sets khal up for a folder; its own files lie in a temporary one. */
export function openKhal(vdir: string): Khal {
	const folder = temporaryFolder()
	writeFileSync(join(folder, 'config'), configuration(folder, vdir))
	return {
		folder,
		run: (args, answers = []) => {
			const [command = '', ...rest] = args
			const { status, stdout, stderr } = spawnSync('khal', ['--config', join(folder, 'config'), '--no-color', command, ...rest], { encoding: 'utf8', input: answers.map((line) => `${line}\n`).join(''), env: { ...process.env, LC_ALL: 'C.UTF-8', COLUMNS: '1000', XDG_CACHE_HOME: folder, XDG_DATA_HOME: folder } })
			if (status !== 0) throw new Error(`khal ${args.join(' ')}: ${stdout}${stderr}`)
			return stdout
		},
	}
}

/** A local date and time of Berlin as khal is set to read it. */
export function khalTime(instant: number): string {
	return new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(instant).replace(',', '')
}
