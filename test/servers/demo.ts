// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkMainJob } from './check.ts'
import { people } from './accounts.ts'
import { cacheFolder } from './folders.ts'
import { ensure } from './prerequisites.ts'
import { onStop, stopAll } from './process.ts'
import { findRelease, startStack, type Stack, type StackInfo } from './stack.ts'

const firstPort = 8180
const usage = `npm run demo -- [options]

  --json              print one JSON line when all is up, and keep running
  --check             book, approve and read back; exit 0 only if all of it held
  --nextcloud=VERSION a release that is here (34, 32.0.1); --nextcloud=none: the embedded calendar server
  --reset             start anew
  --help`

const { values } = parseArgs({ options: {
	json: { type: 'boolean', default: false },
	check: { type: 'boolean', default: false },
	reset: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
	nextcloud: { type: 'string' },
} })
const say = (text: string): void => console.error(text)

/** A demo that is running, as it described itself; its data has one user at a time. */
const runningFile = join(cacheFolder('demo'), 'running.json')
interface Running { readonly pid: number; readonly info: StackInfo | null }

if (values.help) {
	console.log(usage)
} else {
	await main()
}

async function main(): Promise<void> {
	const other = running()
	if (other && values.check && other.info) {
		say('The demo is running already; checking that one.')
		process.exitCode = await check(other.info)
		return
	}
	if (other) {
		say(`The demo is running already (process ${other.pid}).`)
		process.exitCode = 1
		return
	}
	writeFileSync(runningFile, JSON.stringify({ pid: process.pid, info: null } satisfies Running), { mode: 0o600 })
	onStop(async () => rmSync(runningFile, { force: true }))
	await ensure(['php', 'php-extensions', 'fonts'])

	const release = values.nextcloud === 'none' ? null : await findRelease(values.nextcloud, say)
	if (!release && values.nextcloud && values.nextcloud !== 'none') throw new Error(`Nextcloud ${values.nextcloud} is neither here nor to be had`)
	if (!release && values.nextcloud !== 'none') say('No Nextcloud is to be had: the embedded calendar server stands in.')
	const stack = await startStack({
		server: release ? 'nextcloud' : 'embedded',
		...(release ? { release } : {}),
		fresh: false,
		reset: values.reset,
		ports: firstPort,
		linksToWebsite: true,
		say,
	})
	writeFileSync(runningFile, JSON.stringify({ pid: process.pid, info: stack.info } satisfies Running), { mode: 0o600 })
	if (values.check) {
		const code = await check(stack.info)
		await stopAll()
		process.exit(code)
	}
	console.log(values.json ? JSON.stringify(stack.info) : described(stack))
	setInterval(() => undefined, 3_600_000)
}

async function check(info: StackInfo): Promise<number> {
	let step = 0
	try {
		await checkMainJob(info, (text) => console.log(`${String(++step).padStart(2)}. ${text}`))
		console.log(`All of it held, on ${info.server.kind} ${info.server.version}${info.website ? ` and WordPress ${info.website.version}` : ''}.`)
		return 0
	} catch (error) {
		console.error(error instanceof Error ? error.message : error)
		return 1
	}
}

function described({ info, nextcloud, wordpress }: Stack): string {
	const roles = { booking: 'Website', staff: 'Empfang', admin: 'Leitung', pvs: 'PVS' } as const
	const logins = (Object.keys(roles) as (keyof typeof roles)[]).map((role) => {
		const { user, password } = info.accounts[role]
		return `  ${roles[role].padEnd(8)} ${user.padEnd(8)} ${password}${nextcloud ? `   (Anmeldeseite: ${nextcloud.logins[people[role].user] ?? ''})` : ''}`
	})
	return [
		'',
		`Termin buchen   ${info.website?.bookingPage ?? '–'}`,
		`Kalender        ${info.server.url}/   (${info.server.kind === 'nextcloud' ? `Nextcloud ${info.server.version}` : 'eingebauter Kalenderserver'})`,
		...(nextcloud ? [`Anfragen        ${info.server.url}/index.php/apps/sprechstunde/`] : []),
		`E-Mails         ${info.mail.url}`,
		...(wordpress ? [`WordPress       ${wordpress.url}/wp-admin/   ${wordpress.admin.user}  ${wordpress.admin.password}`] : []),
		'',
		nextcloud ? 'Benutzer und App-Passwörter' : 'Benutzer und Passwörter',
		...logins,
		...(nextcloud ? [`  ${'Technik'.padEnd(8)} ${'admin'.padEnd(8)} ${nextcloud.logins['admin'] ?? ''}`] : []),
		'',
		'CalDAV',
		...info.calendars.map(({ id, urls }) => `  ${id.padEnd(12)} ${urls.staff}`),
		'',
		'Strg-C beendet alles; die Daten bleiben. --reset beginnt von vorn.',
	].join('\n')
}

function running(): Running | null {
	if (!existsSync(runningFile)) return null
	try {
		const found = JSON.parse(readFileSync(runningFile, 'utf8')) as Running
		process.kill(found.pid, 0)
		return found
	} catch {
		return null
	}
}
